import type { Operation } from './operation.ts'

/** What a `Prefer` header (RFC 7240) asks the mock for. */
export interface Preference {
  /** The status to answer a valid request with. */
  code?: number
  /** The name of the example to answer with. */
  example?: string
  /** Whether to generate a body from the schema instead of sending an example. */
  dynamic: boolean
}

const none: Preference = { dynamic: false }
const pattern = /([\w-]+)\s*=\s*(?:"([^"]*)"|([^\s,;"]+))/g

/** Reads a `Prefer` header; gives the reason as a string when the operation cannot do what is asked. */
export function readPreference(header: string | undefined, operation: Operation): Preference | string {
  if (header === undefined) return none
  const asked = new Map<string, string>()
  for (const [, name = '', quoted, token] of header.matchAll(pattern)) {
    asked.set(name.toLowerCase(), quoted ?? token ?? '')
  }
  const code = asked.get('code')
  const example = asked.get('example')
  const key = answerKey(operation, code)
  if (key === undefined)
    return `no response ${code ?? ''} in ${operation.id}; it declares ${list(operation.answers.keys())}`
  if (example !== undefined && !operation.answers.get(key)?.has(example)) {
    return `no example "${example}" for ${key} in ${operation.id}; it has ${list(operation.answers.get(key) ?? [])}`
  }
  return {
    ...(code !== undefined && { code: Number(code) }),
    ...(example !== undefined && { example }),
    dynamic: asked.get('dynamic') === 'true',
  }
}

/** The declared response that a code means; without a code, the one a valid request gets. */
function answerKey({ answers }: Operation, code: string | undefined): string | undefined {
  const codes = [...answers.keys()]
  if (code === undefined) return codes.filter((key) => key.startsWith('2')).toSorted()[0] ?? 'default'
  if (!/^[1-5]\d\d$/.test(code)) return undefined
  return [code, `${code.charAt(0)}XX`, 'default'].find((key) => answers.has(key))
}

function list(names: Iterable<string>): string {
  return [...names].join(', ') || 'none'
}
