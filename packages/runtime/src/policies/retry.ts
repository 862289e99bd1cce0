import { CallError } from '../errors.ts'
import type { CallContext, Middleware, Reply } from '../onion.ts'
import type { RetryOptions, RetrySettings } from '../settings.ts'
import { retryAfter } from '../retry-after.ts'
import { fitsDeadline, sleep } from '../wait.ts'
import type { Tell } from './observe.ts'

const defaults: RetrySettings = { attempts: 3, baseDelay: 500, maxDelay: 8_000, maxRetryAfter: 300_000 }

/** How often a refusal for the rate is waited for: it costs nobody anything, and giving up would lose the call. */
const rateLimitAttempts = 10

/**
 * A client's allowance of retries: a few in advance, and a tenth of its calls. When everything fails, retries of
 * everything would only make it worse.
 */
const inAdvance = 10
const perCall = 0.1

/** Options with their defaults. The options of a call stand above those of the client. */
export function retrySettings(...layers: (RetryOptions | false | undefined)[]): RetrySettings | false {
  const given = layers.filter((layer) => layer !== undefined)
  return given.at(-1) !== false && (Object.assign({}, defaults, ...given) as RetrySettings)
}

/** Sends a call again as long as that is safe, promising and in time. */
export function retry(tell: Tell): Middleware {
  let allowance = inAdvance
  return (next) => async (call) => {
    allowance = Math.min(inAdvance, allowance + perCall)
    for (let attempt = 1; ; attempt += 1) {
      let reply: Reply | undefined
      let error: unknown
      try {
        reply = await next(call)
      } catch (thrown) {
        error = thrown
      }
      const isRateLimit = reply?.response.status === 429
      const wait = waitAfter(call, attempt, reply, error)
      if (wait === undefined || !fitsDeadline(wait, call) || (!isRateLimit && allowance < 1)) {
        if (reply) return reply
        throw error
      }
      if (!isRateLimit) allowance -= 1
      const last = call.attempts.at(-1)
      if (last) last.wait = wait
      tell(call, { type: 'wait', reason: 'retry', wait })
      await sleep(wait, call)
    }
  }
}

/** Milliseconds to wait before the next attempt, or `undefined` when there is to be none. */
function waitAfter(
  { retry: settings, signal, operation }: CallContext,
  attempt: number,
  reply: Reply | undefined,
  error: unknown,
): number | undefined {
  if (!settings || signal?.aborted) return undefined
  const { attempts, baseDelay, maxDelay, maxRetryAfter } = settings
  const { status, headers } = reply?.response ?? {}
  const isRateLimit = status === 429
  const mayHelp = reply
    ? isRateLimit || (operation.resend && isTransient(status!))
    : isResendable(operation, error)
  if (!mayHelp || attempt >= (isRateLimit ? Math.max(attempts, rateLimitAttempts) : attempts))
    return undefined
  const asked = retryAfter(headers?.get('retry-after') ?? null)
  if (asked !== undefined) return asked * 1000 <= maxRetryAfter ? asked * 1000 : undefined
  // Full jitter: any time up to the exponential bound, so that many clients do not come back together.
  return Math.random() * Math.min(maxDelay, baseDelay * 2 ** (attempt - 1))
}

/** Whether another attempt may mend it. */
function isTransient(status: number): boolean {
  return status === 408 || (status >= 500 && status <= 504 && status !== 501)
}

/** A connection that was never made has carried nothing, so even what may act twice can be sent again. */
function isResendable({ resend }: CallContext['operation'], error: unknown): boolean | undefined {
  if (!(error instanceof CallError) || error.kind === 'abort') return false
  const code = ((error.cause as Error | undefined)?.cause as { code?: string } | undefined)?.code ?? ''
  return resend || (error.kind === 'connection' && /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN)$/.test(code))
}
