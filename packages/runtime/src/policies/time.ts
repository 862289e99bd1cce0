import { AbortError, TimeoutError } from '../errors.ts'
import { type Middleware, summarize } from '../onion.ts'

/** The longest delay a timer can have; longer ones would fire at once. */
const longestTimer = 2 ** 31 - 1

/** Limits an attempt, from sending to the end of its body. */
export const timeout: Middleware = /* @__PURE__ */ within('timeout')

/** Limits a call with all its attempts and waits. */
export const deadline: Middleware = /* @__PURE__ */ within('deadline')

/**
 * Runs what is inside with a time limit and passes the caller's abort on. It uses a controller of its own and takes its
 * listener off again: `AbortSignal.any` would pile up on a signal that lives long.
 */
function within(limit: 'timeout' | 'deadline'): Middleware {
  return (next) => async (call) => {
    const milliseconds = call[limit]
    if (limit === 'deadline' && milliseconds === Infinity) return next(call)
    const outer = call.signal
    const controller = new AbortController()
    const aborted = (signal: AbortSignal): AbortError => new AbortError(summarize(call), signal.reason)
    if (outer?.aborted) throw aborted(outer)
    let expired = false
    const passOn = (): void => controller.abort(outer?.reason)
    const expire = (): void => {
      expired = true
      controller.abort()
    }
    outer?.addEventListener('abort', passOn)
    const timer = milliseconds <= longestTimer ? setTimeout(expire, milliseconds) : undefined
    try {
      return await next({ ...call, signal: controller.signal })
    } catch (error) {
      if (outer?.aborted) throw aborted(outer)
      throw expired ? new TimeoutError(summarize(call), limit, milliseconds) : error
    } finally {
      clearTimeout(timer)
      outer?.removeEventListener('abort', passOn)
    }
  }
}
