import { CallError, type CallSummary } from '../errors.ts'

/**
 * What the fleet shares could not be reached, and its store is set to `failClosed`, so the call was not sent. `cause` is
 * what the store said. It is not retried: the store tells by itself when it is back.
 */
export class StoreError extends CallError {
  override readonly name = 'StoreError'
  readonly kind = 'store'

  /** @param what - What is shared: `limits`, `tokens`. */
  constructor(summary: CallSummary, what: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    super(
      summary,
      `was not sent: the store of shared ${what} cannot be reached (${reason}). \`onOutage: 'failOpen'\` goes on without it.`,
      {},
      { cause },
    )
  }
}
