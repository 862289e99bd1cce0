/** Changes that happen as a whole or not at all. */
import type { StateEvent } from '../rules.ts'
import type { Place } from './log.ts'

/** A moment in a run, to go back to. */
export interface Mark {
  readonly changes: number
  readonly events: number
}

interface Change {
  readonly place: Place
  readonly undo: () => void
}

/** What has been done so far, and how to take it back. */
export class Run {
  readonly events: StateEvent[] = []
  readonly #changes: Change[] = []

  get mark(): Mark {
    return { changes: this.#changes.length, events: this.events.length }
  }

  /** Where something was changed, in the order of the changes. */
  get places(): readonly Place[] {
    return this.#changes.map(({ place }) => place)
  }

  note(place: Place, undo: () => void): void {
    this.#changes.push({ place, undo })
  }

  /** Takes back what has been done since a moment, the last change first. */
  undoTo({ changes, events }: Mark): void {
    for (const { undo } of this.#changes.splice(changes).toReversed()) undo()
    this.events.length = events
  }
}
