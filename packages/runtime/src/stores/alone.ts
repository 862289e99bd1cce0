import type { Ledger } from './ledger.ts'
import type { Budget } from './store.ts'

/** What was last known of the fleet. */
export interface Told {
  readonly used: readonly number[]
  readonly workers: number
  /** When, on the clock of `performance.now()`. */
  readonly at: number
}

/** The part of a fleet's budgets that a worker may use while it cannot ask. */
export interface Alone {
  /** Milliseconds until a request may go. */
  wait(now: number): number
}

/** A worker that has never heard of the others takes this part. */
const unknownShare = 0.1

/** What all workers together take. The rest is for what the store had allowed to others since it was last heard of. */
const together = 0.9

/**
 * A worker's own part of each budget, of which is used already what it has sent itself, or its part of what the whole
 * fleet had used when the store was last heard of, if that is more: so all workers together keep within the budget in
 * the window in which the store goes, too.
 *
 * @param share - The part of each budget. Default: an equal part of nine tenths, for as many as there are workers.
 */
export function alone(
  budgets: readonly Budget[],
  ledger: Ledger,
  told: Told | undefined,
  share = told ? together / told.workers : unknownShare,
): Alone {
  const gauges = budgets.map(({ size, window }, index) => {
    const own = Math.floor(size * share) || 1
    const foreign = told
      ? Math.ceil(((told.used[index] ?? 0) * own) / size) - ledger.times(window, told.at).length
      : 0
    return { own, window, foreign: Math.max(0, foreign) }
  })
  return {
    wait: (now) =>
      Math.max(
        0,
        ...gauges.map(({ own, window, foreign }) => {
          const others = told && told.at > now - window ? Array<number>(foreign).fill(told.at) : []
          const times = [...others, ...ledger.times(window, now)].toSorted((a, b) => a - b)
          // The one that must be over before another may go.
          const last = times[times.length - own]
          return last === undefined ? 0 : last + window - now
        }),
      ),
  }
}
