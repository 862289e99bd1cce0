import { TimeoutError } from '../errors.ts'
import { type Middleware, summarize } from '../onion.ts'
import { aborted, timer } from '../wait.ts'

/**
 * Limits an attempt, from sending to the end of its body, by its own time or by what is left of the call's, and passes
 * the caller's abort on. It uses a controller of its own and takes its listener off again: `AbortSignal.any` would pile
 * up on a signal that lives long.
 */
export const timeout: Middleware = (next) => async (call) => {
  const { signal: outer, timeout: longest, deadlineAt } = call
  const left = deadlineAt - performance.now()
  const limit = left < longest ? 'deadline' : 'timeout'
  const controller = new AbortController()
  let isLate = false
  const passOn = (): void => controller.abort(outer?.reason)
  outer?.addEventListener('abort', passOn)
  const stop = timer(Math.min(left, longest), () => {
    isLate = true
    controller.abort()
  })
  try {
    return await next({ ...call, signal: controller.signal })
  } catch (error) {
    if (outer?.aborted) throw aborted(call)
    throw isLate ? new TimeoutError(summarize(call), limit, call[limit]) : error
  } finally {
    stop()
    outer?.removeEventListener('abort', passOn)
  }
}
