/** Where the budgets of a client stand. */
import type { Gauge } from './limiter.ts'
import type { Kernel } from './kernel.ts'

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

/** What {@link Limits} tells: each budget, and how many calls are under way and waiting. */
export interface LimiterState {
  readonly limits: readonly LimitState[]
  readonly running: number
  readonly queued: number
}

/** Tells where the budgets stand. */
export interface Limits {
  (): LimiterState
  /**
   * Counts from nothing again under a key, where the provider has such a budget.
   * @param name - Name of the budget.
   */
  reset?(name: string, ...key: string[]): void
}

/**
 * The budgets of a kernel, as far as it has used them.
 *
 * @example
 * const { limits, queued } = limitsOf(kernel)()
 */
export function limitsOf({ limiter }: Pick<Kernel, 'limiter'>): Limits {
  const { gauges, others, running, queue } = limiter
  const state = (): LimiterState => ({
    limits: [...gauges.map(stateOf), ...(others?.state() ?? [])],
    running: running.size,
    queued: queue.size,
  })
  return Object.assign(state, others && { reset: others.reset })
}

/** Where one budget stands. */
export function stateOf({ limit: { name, window }, size, ...gauge }: Gauge): LimitState {
  const now = performance.now()
  return { name, limit: size, window, used: gauge.used(now), wait: Math.max(0, gauge.wait(now)) }
}
