/** What kind of mistake it is. */
export type MockErrorCode =
  | 'unknown-provider'
  | 'unknown-operation'
  | 'unknown-webhook'
  | 'not-served'
  | 'closed'
  | 'bad-input'
  | 'bad-name'
  | 'bad-option'
  | 'bad-spec'
  | 'bad-world'
  | 'no-state'
  | 'port-in-use'
  | 'cannot-listen'
  | 'cannot-write'

/** A mistake that the person who uses the mock can mend; the message says how. */
export class MockError extends Error {
  /** The kind of mistake, for programs. */
  readonly code: MockErrorCode

  constructor(code: MockErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'MockError'
    this.code = code
  }
}

/** The message of anything that was thrown, on one line. */
export function messageOf(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return message.replace(/\s+/g, ' ').trim()
}
