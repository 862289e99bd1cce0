/** What is asked for when a webhook is sent, and what comes of it. */

/** Where a webhook is sent, and how. */
export interface WebhookOptions {
  /** Where to: http or https. */
  readonly url: string | URL
  /** Signs the delivery, where the provider documents how. Default: it is not signed. */
  readonly secret?: string
  /** Name of the example that is sent. Default: the first. */
  readonly example?: string
  /** A body instead of an example. */
  readonly body?: unknown
  /** Whether a delivery that fails is repeated as documented. Default: true. */
  readonly retries?: boolean
  /** How many times faster than documented it is repeated. Default: 1000, a second passes in a millisecond. */
  readonly speed?: number
  /** Milliseconds that the receiver has to answer. Default: as documented, else 10 seconds. */
  readonly timeout?: number
  /** Ends the attempts. */
  readonly signal?: AbortSignal
  /** Told of every attempt when it has ended. */
  readonly onAttempt?: (attempt: WebhookAttempt) => void
}

/** One request of a delivery. */
export interface WebhookAttempt {
  readonly time: string
  /** Milliseconds until the receiver had answered, or failed to. */
  readonly duration: number
  /** Missing when there was no answer. */
  readonly status?: number
  /** Why the attempt failed, if it did. */
  readonly error?: string
}

/** What became of a webhook. */
export interface WebhookReport {
  readonly provider: string
  /** Name of the webhook in the spec. */
  readonly webhook: string
  /** Whether the receiver has understood. */
  readonly delivered: boolean
  readonly attempts: readonly WebhookAttempt[]
  /** Headers of the last attempt. */
  readonly headers: Readonly<Record<string, string>>
  /** What was sent; missing where nothing is. */
  readonly body?: unknown
  /** What the receiver said when it had understood; missing when it said nothing. */
  readonly answer?: string
  /** How the body breaks the contract, when it was not an example. */
  readonly violations: readonly string[]
  /** Seconds for which the provider now delivers nothing, as documented for when all attempts have failed. */
  readonly pause?: number
}
