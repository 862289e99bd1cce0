/** Changes that happen as a whole or not at all. */
import type { StateEvent } from '../rules.ts'
import type { Place } from './log.ts'

/** A moment in a run, to go back to. */
export interface Mark {
  readonly changes: number
  readonly events: number
}

/** What has been done so far, and how to take it back. */
export class Run {
  readonly events: StateEvent[] = []
  readonly #undo: (() => void)[] = []
  /** Where something was changed, in the order of the changes. */
  readonly places: Place[] = []

  get mark(): Mark {
    return { changes: this.#undo.length, events: this.events.length }
  }

  note(place: Place, undo: () => void): void {
    this.#undo.push(undo)
    this.places.push(place)
  }

  /** Takes back what has been done since a moment, the last change first. */
  undoTo({ changes, events }: Mark): void {
    for (const undo of this.#undo.splice(changes).toReversed()) undo()
    this.events.length = events
  }
}
