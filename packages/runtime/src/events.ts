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

/** What happened: an attempt is over, or the call waits before the next. Times are in milliseconds. */
export type EventDetails =
  | (Pick<Attempt, 'duration' | 'outcome'> & { readonly type: 'attempt' })
  | { readonly type: 'wait'; readonly reason: 'retry' | 'rate limit'; readonly wait: number }

/** What happens to a call. No event holds a header, a body or a secret. */
export type CallEvent = EventBase & EventDetails
