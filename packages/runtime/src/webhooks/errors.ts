/** Why a delivery was refused, and the status that tells its sender. */
const statuses = {
  'too-large': 413,
  'no-signature': 403,
  'malformed-signature': 403,
  'wrong-signature': 403,
  stale: 403,
  'not-json': 400,
  'no-event': 400,
} as const

/**
 * Why a delivery was refused.
 *
 * - `too-large`: the body has more bytes than `maxBytes`.
 * - `no-signature`: the header of the signature is missing.
 * - `malformed-signature`: what is in the header cannot be a signature.
 * - `wrong-signature`: another secret made it, or another body.
 * - `stale`: it was signed too long ago, or in the future. Only where the provider signs the time.
 * - `not-json`: the body is not JSON in UTF-8.
 * - `no-event`: the body does not name an event.
 */
export type WebhookErrorReason = keyof typeof statuses

/** A delivery that was refused. It never holds the body, the signature or the secret. */
export class WebhookError extends Error {
  override readonly name = 'WebhookError'
  readonly reason: WebhookErrorReason
  /** The HTTP status to answer with. */
  readonly status: 400 | 403 | 413

  constructor(reason: WebhookErrorReason, message: string) {
    super(message)
    this.reason = reason
    this.status = statuses[reason]
  }
}
