/** How the parts of a world tell it of their changes. */

/** Where something has changed. */
export interface Place {
  readonly kind: 'record' | 'timer' | 'counter' | 'chance'
  /** The collection of a record; empty for the rest. */
  readonly collection: string
  /** Key of a record, id of a timer, name of a counter; empty for chance. */
  readonly key: string
}

/** Hears of each change, and can take it back. */
export interface Log {
  /** Changes with each run of the world: what was handed out in an earlier one is no longer in use. */
  readonly turn: number
  /** Throws `StateFull` when there is no room for so many bytes more. */
  demand(bytes: number): void
  /** Notes a change that was made, how many bytes it took or (below 0) freed, and how to take it back. */
  note(place: Place, bytes: number, undo: () => void): void
}
