/** Floods of headers, and headers that the mock itself reads. */
import { type Drill, type Ending, requestOf, type Topic } from '../drill.ts'
import type { Target } from '../target.ts'

const usual: readonly Ending[] = ['success', 400, 404, 406, 422, 431]
/** Whoever is still sending may lose the answer when the connection is closed. */
const tooLarge: readonly Ending[] = [431, 'closed']

function reading(name: string, ends: readonly Ending[], ...headers: string[]): Drill {
  return {
    name,
    ends,
    pieces: ({ read }) => [requestOf({ ...read, headers: [...read.headers, ...headers] })],
  }
}

function credential(name: string, value: string, ends: readonly Ending[]): Drill {
  const spoilt = ({ read }: Target) => read.headers.map((line) => line.replace(/: .*/s, `: ${value}`))
  return { name, ends, pieces: (target) => [requestOf({ ...target.read, headers: spoilt(target) })] }
}

const many = (count: number): string[] => Array.from({ length: count }, (_, index) => `X-${index}: ${index}`)

const drills: Drill[] = [
  reading('a header of 64 kB', tooLarge, `X-A: ${'x'.repeat(65_536)}`),
  reading('a header whose name has 64 kB', tooLarge, `${'x'.repeat(65_536)}: a`),
  reading('10,000 headers', tooLarge, ...many(10_000)),
  reading('1,000 headers', usual, ...many(1000)),
  {
    name: 'headers without an end',
    ends: [431, 'closed'],
    *pieces({ read }) {
      yield requestOf(read).slice(0, -2)
      for (;;) yield `X-A: ${'x'.repeat(1000)}\r\n`
    },
  },
  reading(
    '1,000 media types to choose from',
    usual,
    `Accept: ${Array.from({ length: 1000 }, (_, at) => `a/${at}`).join()}`,
  ),
  reading('a media type that is none', usual, 'Accept: ;;,=/"'),
  reading('preferences without sense', usual, `Prefer: ${'code=,example="'.repeat(300)}`),
  reading('a preference for a status that does not exist', usual, 'Prefer: code=99999'),
  reading('a preference for more items than there is room for', usual, 'Prefer: total=99999999999'),
  reading('a fault that does not exist', usual, 'X-Parlance-Fault: nonsense; ; =;latency=-1'),
  reading('an origin that is none', usual, 'Origin: ://\\'),
  reading('letters beyond Latin', usual, 'X-A: \u00e9\u00ff'),
  reading('to be another protocol from now on', usual, 'Upgrade: websocket', 'Connection: Upgrade'),
  reading('to be HTTP/2 from now on', usual, 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA'),
  credential('a credential of 10,000 letters', `Bearer ${'x'.repeat(10_000)}`, ['success', 400, 401, 403]),
  credential('a credential without sense', 'Basic ====, Bearer', ['success', 400, 401, 403]),
  credential('a token that looks like one', 'Bearer e30.e30.e30', ['success', 400, 401, 403]),
  credential('an empty credential', '', [400, 401, 403]),
]

export const headers: Topic = {
  name: 'headers',
  promises: 'Floods of headers are refused with 431, and headers without sense never make the mock fail.',
  drills,
}
