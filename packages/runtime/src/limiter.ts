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
  /** Milliseconds until the request that stands `ahead` others back in the queue may go. */
  wait(now: number, ahead?: number): number
  /** A request is let through. */
  take(now: number): void
  state(now: number): LimitState
}

/** Remembers when the last requests were sent, so that no window of time ever holds more than the budget. */
class Window implements Gauge {
  readonly #limit: RateLimit
  readonly #size: number
  readonly #sent: Float64Array
  #count = 0

  constructor(limit: RateLimit, share: number) {
    this.#limit = limit
    this.#size = Math.max(1, Math.floor(limit.requests * share))
    this.#sent = new Float64Array(this.#size).fill(-Infinity)
  }

  wait(now: number, ahead = 0): number {
    const rounds = Math.floor(ahead / this.#size)
    const oldest = this.#sent[(this.#count + ahead) % this.#size]!
    return Math.max(0, oldest + (rounds + 1) * this.#limit.window * 1000 - now)
  }

  take(now: number): void {
    this.#sent[this.#count % this.#size] = now
    this.#count += 1
  }

  state(now: number): LimitState {
    const { name, window } = this.#limit
    const since = now - window * 1000
    const used = this.#sent.filter((time) => time > since).length
    return { name, limit: this.#size, window, used, wait: this.wait(now) }
  }
}

interface Waiter {
  readonly call: CallContext
  go(this: void): void
}

/** Lets calls through in the order they came, within every budget at once. */
export class Limiter {
  readonly #windows: readonly Gauge[]
  readonly #concurrency: number
  readonly #queue: Waiter[] = []
  #running = 0
  #pausedUntil = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    limits: readonly RateLimit[],
    { concurrency = Infinity, share = 1 }: RateLimitOptions,
    windows: readonly Gauge[] = limits.map((limit) => new Window(limit, share)),
  ) {
    this.#windows = windows
    this.#concurrency = concurrency
  }

  /** Nothing when the call may go at once; else a promise for its turn. */
  enter(call: CallContext): Promise<void> | undefined {
    const now = performance.now()
    if (this.#queue.length === 0 && this.#running < this.#concurrency && this.wait(now) === 0) {
      this.#admit(now)
      return undefined
    }
    if (!fitsDeadline(this.wait(now, this.#queue.length), call)) return Promise.reject(pastDeadline(call))
    return this.#line(call)
  }

  /** The call that was let through is over. */
  leave(): void {
    this.#running -= 1
    this.pump()
  }

  /** The provider says that its budget is used up, whatever we have counted. */
  pause(milliseconds: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, performance.now() + milliseconds)
  }

  /** Milliseconds until a call with `ahead` others in front of it may go, as far as the budgets are concerned. */
  wait(now = performance.now(), ahead = 0): number {
    return Math.max(this.#pausedUntil - now, 0, ...this.#windows.map((window) => window.wait(now, ahead)))
  }

  /** Where the budgets stand, and `others` that are kept elsewhere. */
  state(others: readonly LimitState[] = []): LimiterState {
    const now = performance.now()
    const limits = [...this.#windows.map((window) => window.state(now)), ...others]
    return { limits, running: this.#running, queued: this.#queue.length }
  }

  #admit(now: number): void {
    this.#running += 1
    for (const window of this.#windows) window.take(now)
  }

  #line(call: CallContext): Promise<void> {
    return untilAborted(call, (go) => {
      const waiter: Waiter = { call, go }
      this.#queue.push(waiter)
      this.pump()
      return () => {
        const place = this.#queue.indexOf(waiter)
        if (place >= 0) this.#queue.splice(place, 1)
      }
    })
  }

  /** Lets through whoever may go by now. */
  pump(): void {
    clearTimeout(this.#timer)
    while (this.#queue.length > 0 && this.#running < this.#concurrency) {
      const now = performance.now()
      const wait = this.wait(now)
      if (wait > 0) {
        this.#timer = setTimeout(() => this.pump(), Math.ceil(wait))
        return
      }
      const { call, go } = this.#queue.shift()!
      // Who has just given up leaves the line a moment later, and must not take a turn before.
      if (call.signal?.aborted) continue
      this.#admit(now)
      go()
    }
  }
}
