/** What is wrong with a request or an answer, in words short enough for a header. */

export interface Violation {
  /** Where: `['body', 'value']`, `['query', 'limit']`; empty for a message that says so itself. */
  readonly path: readonly string[]
  readonly message: string
}

/** Violations as one line: `body.value must be string; query.limit must be <= 1000`. Each is told once. */
export function describe(violations: readonly Violation[]): string {
  return [...new Set(violations.map(textOf))].join('; ')
}

function textOf({ path, message }: Violation): string {
  return path.length === 0 ? message : `${path.join('.')} ${message}`
}

/** The same violations at a place: what is wrong in `value` is wrong in `body.value`. */
export function within(place: string, violations: readonly Violation[]): readonly Violation[] {
  return violations.map(({ path, message }) => ({ path: [place, ...path], message }))
}
