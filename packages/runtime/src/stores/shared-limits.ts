import type { Gauge, Limiter } from '../limiter.ts'
import { limiterOf, sizeOf } from '../limiter.ts'
import type { CallContext } from '../onion.ts'
import { summarize } from '../onion.ts'
import type { RateLimit } from '../operation.ts'
import type { RateLimitOptions, SharedLimits } from '../settings.ts'
import { fitsDeadline, pastDeadline, timer, untilAborted } from '../wait.ts'
import { type Alone, alone } from './alone.ts'
import { StoreError } from './errors.ts'
import { createLedger } from './ledger.ts'
import { createLink, type StoreEvent } from './link.ts'
import { type LimitStore, patience } from './store.ts'

/** How a client keeps its budgets together with others. */
export interface SharedLimitsOptions {
  /**
   * Whose budgets they are: clients that give the same text share them. Name the provider and the account.
   * @example 'chitchats 999999'
   */
  account: string
  /**
   * What happens while the store cannot be reached. `failOpen`: calls go on within this process's own part of each
   * budget. `failClosed`: calls fail at once with a `StoreError`.
   * @default 'failOpen'
   */
  onOutage?: 'failOpen' | 'failClosed' | undefined
  /**
   * The part of each budget that this process uses while the store cannot be reached. Default: an equal part of
   * nine tenths, for as many workers as the store last knew; a tenth, if it has never been reached.
   */
  fallbackShare?: number | undefined
  /**
   * Milliseconds that the store may take to answer; then it counts as gone.
   * @default 500
   */
  timeLimit?: number | undefined
  /**
   * Milliseconds that a request may take to get to the provider. Until it is answered, but no longer than this, it does
   * not grow old in its window: so requests that travel slowly do not meet those of the next window. Default: a
   * twentieth of the shortest window, a second at most.
   */
  travel?: number | undefined
  /** Is told when the store is gone and when it is back. See {@link StoreEvent}. */
  observe?: ((event: StoreEvent) => void) | undefined
}

/**
 * Budgets that are kept in a store, for the `rateLimit.shared` of clients.
 *
 * @example
 * const shared = sharedLimits(store, { account: 'chitchats 999999' })
 * const chitchats = createClient({ clientId, accessToken, rateLimit: { shared } })
 */
export function sharedLimits(store: LimitStore, options: SharedLimitsOptions): SharedLimits {
  // Where nothing is counted, nothing has to be shared.
  return (limits, own) =>
    limits.length > 0 ? sharedLimiter(store, options, limits, own) : limiterOf(limits, own)
}

interface Waiter {
  readonly call: CallContext
  readonly go: () => void
  readonly fail: (error: unknown) => void
}

function sharedLimiter(
  store: LimitStore,
  options: SharedLimitsOptions,
  limits: readonly RateLimit[],
  { share, concurrency = Infinity }: RateLimitOptions,
): Limiter {
  const { onOutage = 'failOpen', fallbackShare, timeLimit = 500, observe } = options
  const budgets = limits.map((limit) => ({
    name: limit.name,
    size: sizeOf(limit, share),
    window: limit.window * 1000,
  }))
  const travel = options.travel ?? Math.min(1000, ...budgets.map(({ window }) => window / 20))
  const ledger = createLedger(budgets, travel)
  const line = new Set<Waiter>()
  /** Those in line of whom it is known that they have to wait. */
  const queue = new Set<Waiter>()
  const running = new Map<CallContext, number>()
  const numbers = new WeakMap<CallContext, number>()
  let pausedUntil = 0
  let nextAt = 0
  let isAsking = false
  let stopTimer: (() => void) | undefined
  let fallback: Alone | undefined

  const fallbackOf = (): Alone =>
    onOutage === 'failClosed' ? { wait: () => 0 } : alone(budgets, ledger, link.told(), fallbackShare)

  const tell = (event: StoreEvent): void => {
    fallback = event.type === 'outage' ? fallbackOf() : undefined
    nextAt = 0
    wake()
    observe?.(event)
    pump()
  }
  const link = createLink({ store, key: options.account, budgets, travel, timeLimit, ledger, tell })

  const wait = (now = performance.now()): number =>
    Math.max(0, pausedUntil - now, fallback ? fallback.wait(now) : nextAt - now)

  const room = (now: number): number => {
    // A Worker's request that ends takes its calls along, and they never leave.
    for (const [call, end] of running) if (end <= now) running.delete(call)
    return concurrency - running.size
  }

  const wake = (): void => {
    stopTimer?.()
    stopTimer = undefined
  }

  const sleep = (milliseconds: number): void => {
    wake()
    stopTimer = timer(Math.min(milliseconds, patience), () => {
      stopTimer = undefined
      pump()
    })
  }

  const drop = (waiter: Waiter): void => {
    line.delete(waiter)
    queue.delete(waiter)
  }

  /** Lets the first in line go that has not given up meanwhile; `false` when there is none. */
  const admit = (number: number): boolean => {
    for (const waiter of line) {
      drop(waiter)
      if (waiter.call.signal?.aborted) continue
      const now = performance.now()
      ledger.send(number, now)
      running.set(waiter.call, now + waiter.call.timeout)
      numbers.set(waiter.call, number)
      waiter.go()
      return true
    }
    return false
  }

  const closed = (call: CallContext): StoreError =>
    new StoreError(summarize(call), 'limits', link.gone()?.error)

  const pump = (): void => {
    if (isAsking || stopTimer || line.size === 0) return
    const now = performance.now()
    const free = Math.min(line.size, room(now))
    if (fallback) return pumpAlone(free)
    if (pausedUntil > now) return sleep(pausedUntil - now)
    if (free > 0) void ask()
    else for (const waiter of line) queue.add(waiter)
  }

  const ask = async (): Promise<void> => {
    isAsking = true
    // Calls that are made together are asked for together.
    await undefined
    const want = Math.min(line.size, room(performance.now()))
    const granted = want > 0 ? await link.ask(want) : undefined
    isAsking = false
    if (!granted) return pump()
    const left = granted.numbers.filter((number) => !admit(number))
    if (left.length > 0) link.giveBack(left)
    // Whose turn comes too late need not wait for it. Whoever comes next asks again, if nobody is left in line.
    for (const waiter of line) {
      if (fitsDeadline(granted.wait, waiter.call)) queue.add(waiter)
      else refuse(waiter, pastDeadline(waiter.call))
    }
    nextAt = line.size > 0 ? performance.now() + granted.wait : 0
    if (line.size > 0 && granted.wait > 0) sleep(granted.wait)
    else if (line.size > 0) pump()
    else if (granted.wait > 0) link.leaveLine()
  }

  const refuse = (waiter: Waiter, error: unknown): void => {
    drop(waiter)
    waiter.fail(error)
  }

  const pumpAlone = (free: number): void => {
    link.reach()
    if (onOutage === 'failClosed') {
      for (const waiter of line) refuse(waiter, closed(waiter.call))
      return
    }
    for (let count = 0; count < free && wait() <= 0; count += 1) admit(ledger.reserve(1))
    for (const waiter of line) queue.add(waiter)
    if (line.size > 0 && room(performance.now()) > 0) sleep(Math.max(1, wait()))
  }

  const leaveLine = (waiter: Waiter): void => {
    const wasWaiting = line.has(waiter)
    drop(waiter)
    if (!wasWaiting || line.size > 0) return
    wake()
    nextAt = 0
    if (!isAsking) link.leaveLine()
  }

  /** What the whole fleet has used of a budget, as the store last told. */
  const heard = (index: number, now: number): number => {
    const told = link.told()
    return told && told.at > now - budgets[index]!.window ? (told.used[index] ?? 0) : 0
  }

  const gauges = budgets.map(({ size, window }, index): Gauge => ({
    limit: limits[index]!,
    size,
    wait,
    take() {},
    used: (now) => Math.max(heard(index, now), ledger.times(window, now).length),
  }))

  /** Whether a budget has no room for so many, as far as is known here. */
  const isFull = (count: number): boolean => {
    const now = performance.now()
    return budgets.some(({ size }, index) => heard(index, now) + count > size)
  }

  return {
    gauges,
    running,
    queue,
    wait,
    pump,
    enter(call) {
      if (!fitsDeadline(wait(), call)) return Promise.reject(pastDeadline(call))
      return untilAborted<void>(call, (go, fail) => {
        const waiter: Waiter = { call, go: () => go(), fail }
        line.add(waiter)
        if (queue.size > 0 || wait() > 0 || isFull(line.size)) queue.add(waiter)
        pump()
        return () => leaveLine(waiter)
      })
    },
    leave(call) {
      running.delete(call)
      const number = numbers.get(call)
      if (number !== undefined) link.end(number)
      pump()
    },
    pause(milliseconds) {
      if (milliseconds <= 0) return
      pausedUntil = Math.max(pausedUntil, performance.now() + milliseconds)
      link.pause(milliseconds)
    },
  }
}
