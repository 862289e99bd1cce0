/** Sends webhooks as a provider does. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { OpenApiDocument } from '../document.ts'
import { tryOnce } from './attempt.ts'
import { webhookNamed } from './definition.ts'
import { gapsOf } from './gaps.ts'
import { writeLetter } from './letter.ts'
import type { WebhookAttempt, WebhookOptions, WebhookReport } from './options.ts'

/** How many times faster than documented a delivery is repeated when nobody says otherwise. */
const usualSpeed = 1000

/** Whose webhook it is. */
export interface Sender {
  readonly name: string
  readonly document: OpenApiDocument
}

/**
 * Sends a webhook, and repeats it while it fails.
 *
 * @param name - Name or operation id of a webhook, or name of an example or of an event.
 */
export async function sendWebhook(
  { name: provider, document }: Sender,
  name: string,
  options: WebhookOptions,
): Promise<WebhookReport> {
  const named = webhookNamed(document, provider, name)
  const letter = writeLetter(document, named, options)
  const { retries } = named.webhook
  const attempts: WebhookAttempt[] = []
  const next = async () => {
    const tried = await tryOnce(letter, options)
    attempts.push(tried.attempt)
    options.onAttempt?.(tried.attempt)
    return tried
  }
  let last = await next()
  for (const gap of options.retries === false ? [] : gapsOf(retries)) {
    if (last.attempt.error === undefined) break
    await wait((gap * 1000) / (options.speed ?? usualSpeed), options.signal)
    last = await next()
  }
  const delivered = last.attempt.error === undefined
  const pause = delivered || options.retries === false ? undefined : retries?.pause
  return {
    provider,
    webhook: named.webhook.name,
    delivered,
    attempts,
    headers: last.headers,
    ...(letter.body !== undefined && { body: letter.body }),
    ...(last.answer !== '' && { answer: last.answer }),
    violations: letter.violations,
    ...(pause !== undefined && { pause }),
  }
}

/** Waits; rejects with the signal's own reason when that is aborted. */
async function wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(milliseconds, undefined, signal && { signal })
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  }
}
