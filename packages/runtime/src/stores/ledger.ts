import type { Budget, Since } from './store.ts'

/** What one worker has sent lately. */
export interface Ledger {
  /** Sets numbers aside, and gives the first of them. */
  reserve(count: number): number
  send(number: number, now: number): void
  /** A request is over; gives since when it counts. */
  end(number: number, now: number): number
  /** Whether nothing that was sent counts any more. */
  isEmpty(now: number): boolean
  /** What still counts, as a store wants to hear it. */
  recent(now: number): { readonly over: Since[]; readonly flying: Since[] }
  /** Since when requests count that do so in a window of this length, the oldest first. */
  times(window: number, now: number): number[]
}

interface Sent {
  readonly at: number
  end?: number
}

/** Makes a ledger that remembers what counts in any of the budgets. */
export function createLedger(budgets: readonly Budget[], travel: number): Ledger {
  const longest = Math.max(0, ...budgets.map(({ window }) => window)) + travel
  const sent = new Map<number, Sent>()
  let next = 0

  const countsSince = ({ at, end = Infinity }: Sent, now: number): number => Math.min(end, at + travel, now)

  const forget = (now: number): void => {
    for (const [number, { at }] of sent) {
      if (at > now - longest) return
      sent.delete(number)
    }
  }

  return {
    reserve(count) {
      const first = next
      next += count
      return first
    },
    send(number, now) {
      forget(now)
      sent.set(number, { at: now })
    },
    end(number, now) {
      const one = sent.get(number)
      if (!one) return now
      one.end = now
      return countsSince(one, now)
    },
    isEmpty(now) {
      forget(now)
      return sent.size === 0
    },
    recent(now) {
      forget(now)
      const over: Since[] = []
      const flying: Since[] = []
      for (const [number, one] of sent) {
        if (one.end === undefined) flying.push([number, now - one.at])
        else over.push([number, now - countsSince(one, now)])
      }
      return { over, flying }
    },
    times: (window, now) =>
      [...sent.values()]
        .map((one) => countsSince(one, now))
        .filter((time) => time > now - window)
        .toSorted((a, b) => a - b),
  }
}
