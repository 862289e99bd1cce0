import type { CallContext } from './onion.ts'
import type { Limits, LimitState } from './limits.ts'
import type { RateLimit } from './operation.ts'
import type { RateLimitOptions } from './settings.ts'
import { fitsDeadline, pastDeadline, timer, untilAborted } from './wait.ts'

/** One budget, as the line in front of it sees it. */
export interface Gauge {
  /** Milliseconds, if positive, until the request that stands `ahead` others back in the queue may go. */
  wait(now: number, ahead?: number): number
  /** A request is let through. */
  take(now: number): void
  /** How many count at this moment. */
  used(now: number): number
  readonly limit: RateLimit
  /** How many requests fit in the window. */
  readonly size: number
}

/** Lets calls through in the order they came, within every budget at once. */
export interface Limiter {
  /** Nothing when the call may go at once; else a promise for its turn. */
  enter(call: CallContext): Promise<void> | undefined
  /** The call that was let through is over. */
  leave(call: CallContext): void
  /** The provider says that its budget is used up, whatever we have counted. */
  pause(milliseconds: number): void
  /** Milliseconds until a call with `ahead` others in front of it may go, as far as the budgets are concerned. */
  wait(now?: number, ahead?: number): number
  /** Lets through whoever may go by now. */
  pump(): void
  readonly gauges: readonly Gauge[]
  /** The calls that were let through, and when each is over at the latest. */
  readonly running: ReadonlyMap<CallContext, number>
  /** The calls that wait. */
  readonly queue: ReadonlySet<unknown>
  /** What is kept beside the budgets for all requests. */
  others?: OtherLimits
}

/** Budgets that are kept elsewhere. */
export interface OtherLimits {
  state(): LimitState[]
  reset: NonNullable<Limits['reset']>
}

/** How many requests of a budget a client may use. */
export function sizeOf({ requests }: RateLimit, share = 1): number {
  return Math.floor(requests * share) || 1
}

/** Remembers when the last requests were sent, so that no window of time ever holds more than the budget. */
function windowOf(limit: RateLimit, share: number | undefined): Gauge {
  const size = sizeOf(limit, share)
  const length = limit.window * 1000
  const sent: number[] = []
  let count = 0
  return {
    limit,
    size,
    wait: (now, ahead = 0) =>
      (sent[(count + ahead) % size] ?? -Infinity) + (Math.floor(ahead / size) + 1) * length - now,
    take(now) {
      sent[count % size] = now
      count += 1
    },
    used: (now) => sent.filter((time) => time > now - length).length,
  }
}

/** A limiter for the budgets of all requests. */
export function limiterOf(limits: readonly RateLimit[], { share, concurrency }: RateLimitOptions): Limiter {
  return createLimiter(
    limits.map((limit) => windowOf(limit, share)),
    concurrency,
  )
}

/** A limiter with the given budgets. */
export function createLimiter(gauges: readonly Gauge[], concurrency = Infinity): Limiter {
  const queue = new Set<{ readonly call: CallContext; readonly go: () => void }>()
  const running = new Map<CallContext, number>()
  let pausedUntil = 0
  let stopTimer = (): void => {}

  const wait = (now = performance.now(), ahead = 0): number =>
    Math.max(pausedUntil - now, 0, ...gauges.map((gauge) => gauge.wait(now, ahead)))

  /** Milliseconds until one more may be under way. */
  const room = (now: number): number => {
    if (running.size < concurrency) return 0
    // A Worker's request that ends takes its calls along, and they never leave.
    for (const [call, end] of running) if (end <= now) running.delete(call)
    return running.size < concurrency ? 0 : Math.min(...running.values()) - now
  }

  const admit = (now: number, call: CallContext): void => {
    running.set(call, now + call.timeout)
    for (const gauge of gauges) gauge.take(now)
  }

  const pump = (): void => {
    stopTimer()
    for (const waiter of queue) {
      const now = performance.now()
      const milliseconds = Math.max(room(now), wait(now))
      if (milliseconds > 0) {
        stopTimer = timer(milliseconds, pump)
        return
      }
      queue.delete(waiter)
      // Who has just given up leaves the line a moment later, and must not take a turn before.
      if (waiter.call.signal?.aborted) continue
      admit(now, waiter.call)
      waiter.go()
    }
  }

  return {
    gauges,
    running,
    queue,
    wait,
    pump,
    enter(call) {
      const now = performance.now()
      if (!queue.size && !room(now) && !wait(now)) return admit(now, call) as undefined
      if (!fitsDeadline(wait(now, queue.size), call)) return Promise.reject(pastDeadline(call))
      return untilAborted(call, (go) => {
        const waiter = { call, go }
        queue.add(waiter)
        pump()
        return () => queue.delete(waiter)
      })
    },
    leave(call) {
      running.delete(call)
      pump()
    },
    pause(milliseconds) {
      pausedUntil = Math.max(pausedUntil, performance.now() + milliseconds)
    },
  }
}
