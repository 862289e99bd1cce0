/** Deliveries for the tests of webhooks, signed by Node's own crypto: independent of what is tested. */
import { createHmac } from 'node:crypto'
import type { WebhookDefinition } from './definition.ts'
import { WebhookError } from './errors.ts'

export const secret = 'canary-secret'

/** As ChatShipper, GitHub and others sign. */
export const hub: WebhookDefinition = {
  event: 'event',
  signature: { header: 'X-Hub-Signature', algorithm: 'hmac-sha1', encoding: 'hex', prefix: 'sha1=' },
}

/** A scheme that signs the time too. */
export const timed: WebhookDefinition = {
  event: 'type',
  signature: {
    header: 'X-Signature',
    algorithm: 'hmac-sha256',
    encoding: 'base64',
    timestamp: { header: 'X-Signed-At', tolerance: 300, signed: 'v0:{timestamp}:{body}' },
  },
}

export const unsigned: WebhookDefinition = { event: 'type' }

/** The headers of {@link hub} for a body. */
export function hubHeaders(body: string | Uint8Array, key = secret): Record<string, string> {
  return { 'x-hub-signature': `sha1=${createHmac('sha1', key).update(body).digest('hex')}` }
}

/** A delivery as a `Request`. */
export function request(body: string | Uint8Array<ArrayBuffer>, headers: HeadersInit = {}): Request {
  return new Request('https://receiver.example/hook', { method: 'POST', headers, body })
}

/** The error that a delivery is refused with. */
export async function refusal(received: Promise<unknown>): Promise<WebhookError> {
  const error = await received.then(
    () => new Error('It was received.'),
    (reason: unknown) => reason,
  )
  if (error instanceof WebhookError) return error
  throw error
}
