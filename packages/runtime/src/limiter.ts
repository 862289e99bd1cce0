import type { CallContext } from './onion.ts'
import type { RateLimit } from './operation.ts'
import type { RateLimitOptions } from './settings.ts'
import { fitsDeadline, pastDeadline, untilAborted } from './wait.ts'

/** Where one budget stands. */
export interface LimitState {
  readonly name: string
  /** What the budget is counted under, where each conversation or the like has its own. */
  readonly key?: readonly string[]
  /** How many requests fit in the window. */
  readonly limit: number
  /** Seconds. */
  readonly window: number
  /** How many requests of the last window count against the budget. */
  readonly used: number
  /** Milliseconds until a request would be let through. */
  readonly wait: number
}

/** What {@link Limiter.state} tells: each budget, and how many calls are under way and waiting. */
export interface LimiterState {
  readonly limits: readonly LimitState[]
  readonly running: number
  readonly queued: number
}

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
  leave(): void
  /** The provider says that its budget is used up, whatever we have counted. */
  pause(milliseconds: number): void
  /** Milliseconds until a call with `ahead` others in front of it may go, as far as the budgets are concerned. */
  wait(now?: number, ahead?: number): number
  /** Lets through whoever may go by now. */
  pump(): void
  state: Limits
}

/** Tells where the budgets stand, and `others` that are kept elsewhere. */
export interface Limits {
  (others?: readonly LimitState[]): LimiterState
  /**
   * Counts from nothing again under a key, where the provider has such a budget.
   * @param name - Name of the budget.
   */
  reset?(name: string, ...key: string[]): void
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
  let running = 0
  let pausedUntil = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const wait = (now = performance.now(), ahead = 0): number =>
    Math.max(pausedUntil - now, 0, ...gauges.map((gauge) => gauge.wait(now, ahead)))

  const admit = (now: number): void => {
    running += 1
    for (const gauge of gauges) gauge.take(now)
  }

  const pump = (): void => {
    clearTimeout(timer)
    for (const waiter of queue) {
      const now = performance.now()
      const milliseconds = wait(now)
      if (running >= concurrency) return
      if (milliseconds > 0) {
        // A longer timer would fire at once; pumping too early does no harm.
        timer = setTimeout(pump, Math.min(milliseconds, 1e9))
        return
      }
      queue.delete(waiter)
      // Who has just given up leaves the line a moment later, and must not take a turn before.
      if (waiter.call.signal?.aborted) continue
      admit(now)
      waiter.go()
    }
  }

  return {
    wait,
    pump,
    enter(call) {
      const now = performance.now()
      if (queue.size === 0 && running < concurrency && wait(now) === 0) return admit(now) as undefined
      if (!fitsDeadline(wait(now, queue.size), call)) return Promise.reject(pastDeadline(call))
      return untilAborted(call, (go) => {
        const waiter = { call, go }
        queue.add(waiter)
        pump()
        return () => queue.delete(waiter)
      })
    },
    leave() {
      running -= 1
      pump()
    },
    pause(milliseconds) {
      pausedUntil = Math.max(pausedUntil, performance.now() + milliseconds)
    },
    state(others = []) {
      const now = performance.now()
      const own = gauges.map(({ limit: { name, window }, size, ...gauge }) => ({
        name,
        limit: size,
        window,
        used: gauge.used(now),
        wait: Math.max(0, gauge.wait(now)),
      }))
      return { limits: [...own, ...others], running, queued: queue.size }
    },
  }
}
