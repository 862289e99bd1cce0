import { AbortError, TimeoutError } from '../errors.ts'
import { type Middleware, summarize } from '../onion.ts'

/** The longest delay a timer can have; longer ones would fire at once. */
const longestTimer = 2 ** 31 - 1

/**
 * Limits an attempt, from sending to the end of its body, and passes the caller's abort on. It uses a controller of its
 * own and takes its listener off again: `AbortSignal.any` would pile up on a signal that lives long.
 */
export const timeout: Middleware = (next) => async (call) => {
  const { signal: outer, timeout: limit } = call
  const controller = new AbortController()
  let expired = false
  const passOn = () => controller.abort(outer?.reason)
  const expire = () => {
    expired = true
    controller.abort()
  }
  if (outer?.aborted) throw new AbortError(summarize(call), outer.reason)
  outer?.addEventListener('abort', passOn, { once: true })
  const timer = limit <= longestTimer ? setTimeout(expire, limit) : undefined
  try {
    return await next({ ...call, signal: controller.signal })
  } catch (error) {
    if (outer?.aborted) throw new AbortError(summarize(call), outer.reason)
    if (expired) throw new TimeoutError(summarize(call), limit)
    throw error
  } finally {
    clearTimeout(timer)
    outer?.removeEventListener('abort', passOn)
  }
}
