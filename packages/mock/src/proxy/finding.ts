/** How real traffic breaks the contract. */
import type { Violation } from '../judge/violations.ts'

/** One way in which a request or a response breaks the contract. */
export interface Finding {
  readonly side: 'request' | 'response'
  /** Operation id; method and path where the contract has no operation. */
  readonly operation: string
  /** E.g. `query.limit` or `body.items.*.id`, in which the star is any item. */
  readonly where: string
  /** What is wrong there, without the value itself. */
  readonly what: string
  /** How often within this request or response. */
  readonly times: number
}

/** Violations as findings: what is wrong in the same way in many items is told once. */
export function toFindings(
  side: Finding['side'],
  operation: string,
  violations: readonly Violation[],
): Finding[] {
  const found = new Map<string, Finding>()
  for (const { path, message } of violations) {
    const where = path.map((key) => (/^\d+$/.test(key) ? '*' : key)).join('.')
    const what = withoutText(message)
    const times = (found.get(`${where} ${what}`)?.times ?? 0) + 1
    found.set(`${where} ${what}`, { side, operation, where, what, times })
  }
  return [...found.values()]
}

/** A finding in one line: `books.list response body.*.id must be string (25 times)`. */
export function lineOf({ side, operation, where, what, times }: Finding): string {
  const often = times > 1 ? ` (${times} times)` : ''
  return `${operation} ${side} ${where} ${what}${often}`.replaceAll(/\s+/g, ' ')
}

/** Parsers quote what they could not read, and that may be a secret. */
export function withoutText(message: string): string {
  return message
    .replace(/, (?:\.\.\.)?".*" is not valid JSON/s, '')
    .replace(/(Unexpected token) '.*?'/s, '$1')
}
