import type { Operation } from './operation.ts'

/** What a `Prefer` header (RFC 7240) asks the mock for. */
export interface Preference {
  /** The status to answer a valid request with. */
  code?: number
  /** The name of the example to answer with. */
  example?: string
  /** Whether the mock has chosen the example, because the request asks for it by what it says. */
  isImplied?: boolean
  /** Whether somebody else gives the answer, so that nothing is to be done. */
  isIdle?: boolean
  /** Whether to generate a body from the schema instead of sending an example. */
  dynamic: boolean
  /** How many items a list has in all. */
  total?: number
  /** The scopes of a new token, separated by spaces. */
  scope?: string
}

/** The most items a list can be asked to have. */
export const mostItems = 100_000

const none: Preference = { dynamic: false }
const nothing: ReadonlyMap<string, string> = new Map()
const pattern = /([\w-]+)\s*=\s*(?:"([^"]*)"|([^\s,;"]+))/g

/** The names and values in a `Prefer` header. */
export function preferencesIn(header: string | undefined): ReadonlyMap<string, string> {
  if (header === undefined) return nothing
  const asked = new Map<string, string>()
  for (const [, name = '', quoted, token] of header.matchAll(pattern)) {
    asked.set(name.toLowerCase(), quoted ?? token ?? '')
  }
  return asked
}

/** Reads a `Prefer` header; gives the reason as a string when the operation cannot do what is asked. */
export function readPreference(header: string | undefined, operation: Operation): Preference | string {
  if (header === undefined) return none
  const asked = preferencesIn(header)
  const [code, example, total, scope] = ['code', 'example', 'total', 'scope'].map((name) => asked.get(name))
  return (
    answerProblem(operation, code, example) ??
    totalProblem(total) ?? {
      ...(code !== undefined && { code: Number(code) }),
      ...(example !== undefined && { example }),
      ...(total !== undefined && { total: Number(total) }),
      ...(scope !== undefined && { scope }),
      dynamic: asked.get('dynamic') === 'true',
    }
  )
}

/** Why an operation has no such answer, if it has none. */
export function answerProblem(
  operation: Operation,
  code: string | undefined,
  example: string | undefined,
): string | undefined {
  const key = answerKey(operation, code)
  if (key === undefined)
    return `no response ${code ?? ''} in ${operation.id}; it declares ${list(operation.answers.keys())}`
  if (example === undefined || operation.answers.get(key)?.has(example)) return undefined
  return `no example "${example}" for ${key} in ${operation.id}; it has ${list(operation.answers.get(key) ?? [])}`
}

function totalProblem(total: string | undefined): string | undefined {
  if (total === undefined || (/^\d+$/.test(total) && Number(total) <= mostItems)) return undefined
  return `total must be a number from 0 to ${mostItems}, not "${total}"`
}

/** Whether an operation declares a status: by itself, in a range or by default. */
export function declares(operation: Operation, status: number): boolean {
  return answerKey(operation, String(status)) !== undefined
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
