import { CallError } from '../errors.ts'
import type { CallContext, Handler, Middleware, Reply } from '../onion.ts'
import type { RetryOptions, RetrySettings } from '../settings.ts'
import { retryAfter } from '../retry-after.ts'
import { fitsDeadline, sleep } from '../wait.ts'
import type { Observer } from './observe.ts'

const defaults: RetrySettings = { attempts: 3, baseDelay: 500, maxDelay: 8_000, maxRetryAfter: 300_000 }

/** Statuses that another attempt may mend. */
const transient = new Set([408, 500, 502, 503, 504])

/** How often a refusal for the rate is waited for: it costs nobody anything, and giving up would lose the call. */
const rateLimitAttempts = 10

/** Options with their defaults. The options of a call stand above those of the client. */
export function retrySettings(...layers: (RetryOptions | false | undefined)[]): RetrySettings | false {
  if (layers.findLast((layer) => layer !== undefined) === false) return false
  const given = layers.filter((layer) => typeof layer === 'object')
  return Object.assign({ ...defaults }, ...given) as RetrySettings
}

/**
 * A client's allowance of retries: a tenth of its calls, and a few in advance. When everything fails, retries of
 * everything would only make it worse.
 */
export class RetryBudget {
  #tokens = 10

  deposit(): void {
    this.#tokens = Math.min(10, this.#tokens + 0.1)
  }

  withdraw(): boolean {
    if (this.#tokens < 1) return false
    this.#tokens -= 1
    return true
  }
}

type Outcome = { reply: Reply } | { error: unknown }

/** Sends a call again as long as that is safe, promising and in time. */
export function retry(budget: RetryBudget, observer: Observer): Middleware {
  return (next) => async (call) => {
    budget.deposit()
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await settle(next, call)
      const wait = waitAfter(outcome, call, attempt)
      if (wait === undefined || !fitsDeadline(wait, call)) return unwrap(outcome)
      if (statusOf(outcome) !== 429 && !budget.withdraw()) return unwrap(outcome)
      const last = call.attempts.at(-1)
      if (last) last.wait = wait
      observer.waits(call, wait)
      await sleep(wait, call)
    }
  }
}

async function settle(next: Handler, call: CallContext): Promise<Outcome> {
  try {
    return { reply: await next(call) }
  } catch (error) {
    return { error }
  }
}

function unwrap(outcome: Outcome): Reply {
  if ('reply' in outcome) return outcome.reply
  throw outcome.error
}

/** Milliseconds to wait before the next attempt, or `undefined` when there is to be none. */
function waitAfter(outcome: Outcome, call: CallContext, attempt: number): number | undefined {
  const { retry: settings } = call
  if (settings === false || call.signal?.aborted || !isResendable(call.body)) return undefined
  const status = statusOf(outcome)
  const most = status === 429 ? Math.max(settings.attempts, rateLimitAttempts) : settings.attempts
  if (attempt >= most || !mayHelp(outcome, call)) return undefined
  const asked = 'reply' in outcome ? retryAfter(outcome.reply.response.headers.get('retry-after')) : undefined
  if (asked === undefined) return backoff(settings, attempt)
  return asked * 1000 <= settings.maxRetryAfter ? asked * 1000 : undefined
}

/** Full jitter: any time up to the exponential bound, so that many clients do not come back together. */
function backoff({ baseDelay, maxDelay }: RetrySettings, attempt: number): number {
  return Math.random() * Math.min(maxDelay, baseDelay * 2 ** (attempt - 1))
}

function mayHelp(outcome: Outcome, { operation }: CallContext): boolean {
  if ('reply' in outcome) {
    const { status } = outcome.reply.response
    return status === 429 || (operation.resend === true && transient.has(status))
  }
  if (!(outcome.error instanceof CallError) || outcome.error.kind === 'abort') return false
  return operation.resend === true || neverSent(outcome.error)
}

/** A connection that was never made has carried nothing, so even what may act twice can be sent again. */
function neverSent({ kind, cause }: CallError): boolean {
  const code = ((cause as Error | undefined)?.cause as { code?: string } | undefined)?.code ?? ''
  return kind === 'connection' && ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].includes(code)
}

/** A stream is gone once it has been sent. */
function isResendable(body: unknown): boolean {
  return !(body instanceof ReadableStream)
}

function statusOf(outcome: Outcome): number | undefined {
  return 'reply' in outcome ? outcome.reply.response.status : undefined
}
