import type { Attempt } from './errors.ts'

/** What every event tells. */
export interface EventBase {
  readonly provider: string
  /** Operation id, `shipments.create`. */
  readonly operation: string
  readonly method: string
  /** URL without its query. */
  readonly url: string
  /** How many attempts there have been. */
  readonly attempt: number
}

/**
 * What happened: an attempt is over, the call waits before the next, or what it sends may not turn out as meant. Times
 * are in milliseconds.
 */
export type EventDetails =
  | (Pick<Attempt, 'duration' | 'outcome'> & { readonly type: 'attempt' })
  | { readonly type: 'wait'; readonly reason: 'retry' | 'rate limit'; readonly wait: number }
  | { readonly type: 'warning'; readonly message: string }

/** What happens to a call. No event holds a header, a body or a secret. */
export type CallEvent = EventBase & EventDetails
