/** One request of a delivery. */
import { messageOf } from '../errors.ts'
import type { Webhook } from './definition.ts'
import type { Letter } from './letter.ts'
import type { WebhookAttempt, WebhookOptions } from './options.ts'
import { signatureHeaders } from './sign.ts'

/** How long a receiver may take where the provider does not say, in seconds. */
const usualTimeout = 10

/** An attempt, and the headers that it had. */
export interface Tried {
  readonly attempt: WebhookAttempt
  readonly headers: Readonly<Record<string, string>>
  /** What the receiver answered; empty when it said nothing. */
  readonly answer: string
}

/** Sends a letter once. Rejects only when the signal of the options is aborted. */
export async function tryOnce(
  { webhook, url, headers: plain, bytes, challenge }: Letter,
  { secret, timeout, signal }: WebhookOptions,
): Promise<Tried> {
  const { method, signature, retries } = webhook
  const now = new Date()
  const signed = signature && secret ? signatureHeaders(signature, bytes ?? Buffer.alloc(0), secret, now) : {}
  const headers = { ...plain, ...signed }
  const limit = AbortSignal.timeout(timeout ?? (retries?.timeout ?? usualTimeout) * 1000)
  const started = performance.now()
  const { answer = '', ...result } = await request(url, {
    method: method.toUpperCase(),
    headers,
    body: bytes === undefined ? null : new Uint8Array(bytes),
    redirect: 'manual',
    signal: signal ? AbortSignal.any([signal, limit]) : limit,
  }).then((answer) => judge(webhook, answer, challenge), failure)
  signal?.throwIfAborted()
  const duration = Math.round(performance.now() - started)
  return { attempt: { time: now.toISOString(), duration, ...result }, headers, answer }
}

type Result = Pick<WebhookAttempt, 'status' | 'error'> & { readonly answer?: string }

interface Answer {
  readonly status: number
  readonly text: string
}

async function request(url: URL, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, init)
  return { status: response.status, text: await response.text() }
}

function judge({ successes }: Webhook, { status, text }: Answer, challenge: string | undefined): Result {
  const known = successes.length === 0 ? ['2XX'] : successes
  if (!known.includes(String(status)) && !known.includes(`${String(status).charAt(0)}XX`)) {
    return { status, error: `the receiver has to answer ${known.join(' or ')}` }
  }
  if (challenge === undefined || text === challenge) return { status, answer: text }
  return { status, error: 'the receiver has to answer with the challenge, and nothing else' }
}

function failure(error: unknown): Result {
  const { name, cause = error } = error as Error
  if (name === 'TimeoutError') return { error: 'the receiver did not answer in time' }
  // Several addresses that cannot be reached make an error without a message.
  return { error: messageOf(cause) || String((cause as NodeJS.ErrnoException).code) }
}
