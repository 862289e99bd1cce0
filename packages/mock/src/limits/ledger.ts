/** Keeps the counts of a provider's budgets, each for everybody whom it concerns. */
import { Memory } from '../memory.ts'
import type { Rule } from './rules.ts'
import { Window } from './window.ts'

/** Who is counted under what, for one rule. */
export interface Entry {
  readonly rule: Rule
  /** The address or credential that is counted. */
  readonly caller: string
  /** What a request is counted under, apart from its caller. */
  readonly group: string
}

/** A budget that is used up. */
export interface Exceeded {
  readonly rule: Rule
  /** Milliseconds until there is room. */
  readonly wait: number
}

/** How many callers, and how many groups of one rule, are remembered. */
const capacity = 2000

/** The windows of one group by caller. */
type Windows = Memory<string, Window>

/** How much sooner a window opens, so that no jitter on the way makes a client that keeps the limit break it. */
function leeway(length: number): number {
  return Math.min(100, length / 10)
}

export class Ledger {
  readonly #groups = new Memory<string, Windows>(capacity)

  /** Counts a request everywhere, or nowhere when one of the budgets is used up. */
  take(entries: readonly Entry[], now = performance.now()): Exceeded | undefined {
    const windows = entries.map((entry) => this.#windowOf(entry))
    let worst: Exceeded | undefined
    for (const [index, window] of windows.entries()) {
      const wait = window.wait(now)
      if (wait > (worst?.wait ?? 0)) worst = { rule: entries[index]!.rule, wait }
    }
    if (!worst) for (const window of windows) window.take(now)
    return worst
  }

  /** Ends the row of everybody in a group: somebody else has spoken. */
  reset({ rule, group }: Pick<Entry, 'rule' | 'group'>): void {
    this.#groups.delete(`${rule.name} ${group}`)
  }

  /** Forgets all counts. */
  clear(): void {
    this.#groups.clear()
  }

  #windowOf({ rule, group, caller }: Entry): Window {
    const name = `${rule.name} ${group}`
    const windows = this.#groups.get(name) ?? new Memory<string, Window>(capacity)
    this.#groups.set(name, windows)
    const length = rule.window * 1000
    const window = windows.get(caller) ?? new Window(rule.requests, length - leeway(length))
    windows.set(caller, window)
    return window
  }
}
