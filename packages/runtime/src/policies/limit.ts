import type { Limiter } from '../limiter.ts'
import type { Middleware } from '../onion.ts'
import { retryAfter } from '../retry-after.ts'
import type { Observer } from './observe.ts'

/** Holds every attempt back until the provider's budgets have room for it. */
export function limit(limiter: Limiter, observer: Observer): Middleware {
  return (next) => async (call) => {
    const turn = limiter.enter(call)
    if (turn) {
      observer.waits(call, limiter.wait(), 'rate limit')
      await turn
    }
    try {
      const reply = await next(call)
      if (reply.response.status === 429)
        limiter.pause((retryAfter(reply.response.headers.get('retry-after')) ?? 0) * 1000)
      return reply
    } finally {
      limiter.leave()
    }
  }
}
