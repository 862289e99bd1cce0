import { ApiError, CallError } from '../errors.ts'
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
      const outcome: Outcome = await next(call).catch((error: unknown) => ({ error }))
      const { response, error } = outcome
      const isRateLimit = response?.status === 429
      const wait = waitAfter(call, attempt, outcome)
      if (!fitsDeadline(wait, call) || (!isRateLimit && allowance < 1)) {
        if (response) return outcome as Reply
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

type Outcome = Partial<Reply> & { readonly error?: unknown }

/** Milliseconds to wait before the next attempt, or `NaN` when there is to be none. */
function waitAfter(
  { retry: settings, signal, operation: { resend } }: CallContext,
  attempt: number,
  { response, error }: Outcome,
): number {
  if (!settings || signal?.aborted) return NaN
  const { attempts, baseDelay, maxDelay, maxRetryAfter } = settings
  // A token request that was refused fails the call as an error.
  const { status, headers } = (error instanceof ApiError ? error.response : response) ?? {}
  const isRateLimit = status === 429
  const most = isRateLimit ? Math.max(attempts, rateLimitAttempts) : attempts
  const mayHelp =
    isRateLimit || (status ? resend && /408|50[0234]/.test(`${status}`) : mayResend(error, resend))
  const asked = (retryAfter(headers) ?? -1) * 1000
  if (attempt >= most || !mayHelp || asked > maxRetryAfter) return NaN
  // Full jitter: any time up to the exponential bound, so that many clients do not come back together.
  return asked < 0 ? Math.random() * Math.min(maxDelay, baseDelay * 2 ** (attempt - 1)) : asked
}

/** A connection that was never made has carried nothing, so even what may act twice can be sent again. */
function mayResend(error: unknown, resend: boolean | undefined): boolean | undefined {
  if (!(error instanceof CallError) || /^(abort|limit|store)$/.test(error.kind)) return false
  const { code = '' } = ((error.cause as Error | undefined)?.cause ?? {}) as { code?: string }
  return resend || (error.kind === 'connection' && /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN)$/.test(code))
}
