import type { Limiter } from '../limiter.ts'
import type { Middleware } from '../onion.ts'
import type { KernelOptions } from '../options.ts'
import { retryAfter } from '../retry-after.ts'
import type { Tell } from './observe.ts'

/** Makes the layer that holds calls back. */
export type Gate = (limiter: Limiter, tell: Tell, options: KernelOptions) => Middleware

/** Holds every attempt back until the provider's budgets have room for it. */
export function limit(limiter: Limiter, tell: Tell): Middleware {
  return (next) => async (call) => {
    const turn = limiter.enter(call)
    // Who asks a store that is shared does not wait yet.
    if (limiter.queue.size) tell(call, { type: 'wait', reason: 'rate limit', wait: limiter.wait() })
    await turn
    try {
      const reply = await next(call)
      const { status, headers } = reply.response
      // Where the operation has budgets of its own, it may be one of these that is used up, which concerns no other call.
      if (status === 429 && !call.operation.limits) limiter.pause((retryAfter(headers) ?? 0) * 1000)
      return reply
    } finally {
      limiter.leave(call)
    }
  }
}
