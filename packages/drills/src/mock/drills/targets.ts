/** Targets that lead nowhere, or try to. */
import { type Drill, type Ending, requestOf, type Topic } from '../drill.ts'
import type { Target } from '../target.ts'

const below: readonly Ending[] = ['success', 400, 401, 403, 404, 405, 406, 414, 415, 422, 431]
const refused: readonly Ending[] = [400, 404, 405, 414, 431, 'closed']

function at(name: string, path: (target: Target) => string, ends: readonly Ending[] = refused): Drill {
  return { name, ends, pieces: (target) => [requestOf({ ...target.read, path: path(target) })] }
}

/** What is for no provider. */
function outside(name: string, path: string | ((target: Target) => string)): Drill {
  const ends: readonly Ending[] = [400, 403, 404, 'closed']
  return { ...at(name, typeof path === 'string' ? () => path : path, ends), isOutside: true }
}

/** In place of the last segment of a path that exists. */
const last = (text: string) => (target: Target) => target.read.path.replace(/[^/]*$/, text)
const query = (text: string) => (target: Target) => `${target.read.path}?${text}`

const drills: Drill[] = [
  at('an address of 64 kB', last('x'.repeat(65_536)), [414, 431, 'closed']),
  at('a path of 8 kB', last('x'.repeat(8192)), below),
  at('4,000 segments', ({ base }) => base + '/x'.repeat(4000)),
  at('a zero byte', last('%00'), below),
  at('a percent sign that stands for nothing', last('%zz'), below),
  at('bytes that are no UTF-8', last('%ff%fe'), below),
  at('half a letter', last('%f0%9f'), below),
  at('a lone surrogate', last('%ed%a0%80'), below),
  at('bytes that are no ASCII', last('\u00ff\u00fe'), [...below, 'closed']),
  at('two dots', last('../../../../etc/passwd')),
  at('two dots that are encoded', last('%2e%2e%2f%2e%2e%2fetc%2fpasswd'), below),
  at('backslashes', last('..\\..\\etc\\passwd'), below),
  at('empty segments', ({ base }) => `${base}//////`),
  outside('two slashes before a host', '//other.example/x'),
  outside('no slash', 'nonsense'),
  outside('nothing but a query', '?x=1'),
  outside('a star', '*'),
  at('a fragment', ({ read }) => `${read.path}#x`, below),
  at('a space', ({ base }) => `${base}/a b`, [400, 'closed']),
  at('a whole address', ({ read }) => `http://other.example${read.path}`, ['success']),
  outside('a whole address of another kind', ({ read }) => `gopher://other.example${read.path}`),
  at('a whole address without a host', ({ read }) => `http://${read.path}`, below),
  outside('a provider that is a property of every object', '/__proto__/constructor'),
  at('a path that is a property of every object', ({ base }) => `${base}/constructor/__proto__`),
  outside('the controls, and two dots', ({ read }) => `/__mock/..${read.path}`),
  outside('controls that do not exist', '/__mock/%zz/%00'),
  at('1,500 parameters', query(Array.from({ length: 1500 }, (_, index) => `x${index}=1`).join('&')), below),
  at('a parameter 1,500 times', query('page=1&'.repeat(1500)), below),
  at('a parameter that is no UTF-8', query('page=%ff&%fe=%zz'), below),
  at('parameters in parameters', query(`a${'[a]'.repeat(3000)}=1`), below),
  at('the parameter __proto__', query('__proto__[x]=1&constructor[prototype][x]=1&__proto__=1'), below),
  at('a page beyond all numbers', query('page=99999999999999999999&limit=-1&size=1e308&start=NaN'), below),
]

export const targets: Topic = {
  name: 'targets',
  promises: 'Addresses that are too long, cannot be decoded or climb upwards are refused, and reach no file.',
  drills,
}
