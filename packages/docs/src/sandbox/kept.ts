/** What a mock keeps of a provider, as a page shows it: plain data, the same from the worker and from a mock elsewhere. */

/** What the page wants: to look, perhaps after something else. */
export type KeptOrder =
  | { readonly do: 'look' }
  /** Moves the clock on. */
  | { readonly do: 'advance'; readonly seconds: number }
  /** Lets the clock show real time again. */
  | { readonly do: 'return' }
  /** Puts the data of the provider back to its beginning. */
  | { readonly do: 'reset' }

/** One stored thing. */
export type KeptRecord = Readonly<Record<string, unknown>>

/** Records of one kind. */
export interface KeptCollection {
  readonly name: string
  /** The property that identifies a record. */
  readonly key: string
  /** How many there are. */
  readonly size: number
  /** The newest first, and of many the first only. */
  readonly records: readonly KeptRecord[]
}

/** What happens later by the clock. */
export interface KeptTimer {
  /** When: ISO 8601. */
  readonly due: string
  /** What the rules of the provider call it. */
  readonly timer: string
}

/** The data of a provider at one moment. */
export interface Kept {
  /** The time by its clock: ISO 8601. */
  readonly now: string
  readonly collections: readonly KeptCollection[]
  /** What is due, the next first. */
  readonly timers: readonly KeptTimer[]
  /** What the reader should know of it. */
  readonly note?: string | undefined
}

/** So many records of a collection are shown. */
export const mostShown = 50
