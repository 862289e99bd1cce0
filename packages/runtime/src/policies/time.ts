import { AbortError, TimeoutError } from '../errors.ts'
import { type CallContext, type Handler, type Middleware, type Reply, summarize } from '../onion.ts'

/** The longest delay a timer can have; longer ones would fire at once. */
const longestTimer = 2 ** 31 - 1

/** Limits an attempt, from sending to the end of its body. */
export const timeout: Middleware = (next) => (call) => within(call, 'timeout', call.timeout, next)

/** Limits a call with all its attempts and waits. */
export const deadline: Middleware = (next) => (call) =>
  call.deadline === Infinity ? next(call) : within(call, 'deadline', call.deadline, next)

/**
 * Runs what is inside with a time limit and passes the caller's abort on. It uses a controller of its own and takes its
 * listener off again: `AbortSignal.any` would pile up on a signal that lives long.
 */
async function within(
  call: CallContext,
  limit: 'timeout' | 'deadline',
  milliseconds: number,
  next: Handler,
): Promise<Reply> {
  const outer = call.signal
  const controller = new AbortController()
  let expired = false
  const passOn = () => controller.abort(outer?.reason)
  const expire = () => {
    expired = true
    controller.abort()
  }
  if (outer?.aborted) throw new AbortError(summarize(call), outer.reason)
  outer?.addEventListener('abort', passOn, { once: true })
  const timer = milliseconds <= longestTimer ? setTimeout(expire, milliseconds) : undefined
  try {
    return await next({ ...call, signal: controller.signal })
  } catch (error) {
    if (outer?.aborted) throw new AbortError(summarize(call), outer.reason)
    if (expired) throw new TimeoutError(summarize(call), limit, milliseconds)
    throw error
  } finally {
    clearTimeout(timer)
    outer?.removeEventListener('abort', passOn)
  }
}
