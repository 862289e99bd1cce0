/** What the next requests get instead of the usual answer. */
import type { Delivery } from '../faults/faults.ts'
import { fits, type RequestPattern, type Subject } from '../patterns/pattern.ts'

/** One answer of a scenario. Without anything it is the contract's own. */
export interface ScenarioReply {
  /**
   * A status that the operation declares; or one from 400 on, which then has the shape of the provider's errors; or that
   * of a redirect, with a header `location`.
   */
  readonly status?: number
  /** Name of an example of the operation. */
  readonly example?: string
  /** Headers besides those of the contract, or in their place. */
  readonly headers?: Readonly<Record<string, string>>
  /** A body instead of an example: JSON, or text where the media type is none of JSON. */
  readonly body?: unknown
  /** How long the answer is held back, in milliseconds. */
  readonly delay?: number
  /** What happens to the answer on its way. */
  readonly fault?: Delivery
  /** How many requests get it; `always` is every one from then on. Default: 1. */
  readonly times?: number | 'always'
}

/** Which requests get other answers than usual, and which. */
export interface ScenarioOptions {
  /** Which requests; text is the id of an operation. */
  readonly on: RequestPattern | string
  /** What they get, one after the other; after the last one the contract answers again. */
  readonly replies: readonly ScenarioReply[]
}

/** A scenario and how far it has come. */
export interface ScenarioState {
  readonly id: number
  readonly on: RequestPattern
  readonly replies: readonly ScenarioReply[]
  /** How many requests will still get a reply of it; `always` when there is no end. */
  readonly left: number | 'always'
}

/** A reply that is due. */
export interface Due {
  readonly reply: ScenarioReply
  /** Keeps it for the next request after all. */
  giveBack(): void
}

/** A scenario that is being played. */
class Playing {
  readonly id: number
  readonly on: RequestPattern
  readonly replies: readonly ScenarioReply[]
  /** How often each reply has been given. */
  readonly #given: number[]

  constructor(id: number, on: RequestPattern, replies: readonly ScenarioReply[]) {
    this.id = id
    this.on = on
    this.replies = replies
    this.#given = replies.map(() => 0)
  }

  get state(): ScenarioState {
    const { id, on, replies } = this
    const left = replies.map((reply, index) => timesOf(reply) - this.#given[index]!)
    const sum = left.reduce((total, one) => total + one, 0)
    return { id, on, replies, left: sum === Infinity ? 'always' : sum }
  }

  take(): Due | undefined {
    const index = this.replies.findIndex((reply, at) => this.#given[at]! < timesOf(reply))
    const reply = this.replies[index]
    if (!reply) return undefined
    this.#given[index]!++
    return { reply, giveBack: () => void this.#given[index]!-- }
  }
}

function timesOf({ times = 1 }: ScenarioReply): number {
  return times === 'always' ? Infinity : times
}

/** All scenarios of a mock. */
export class Scenarios {
  /** The latest first. */
  #playing: Playing[] = []
  #last = 0

  get isEmpty(): boolean {
    return this.#playing.length === 0
  }

  /** What is being played, the latest first. */
  list(): ScenarioState[] {
    return this.#playing.map(({ state }) => state)
  }

  /** Plays a scenario from its beginning, in the place of the one for the same requests, if there is one. */
  set(on: RequestPattern, replies: readonly ScenarioReply[]): ScenarioState {
    const key = keyOf(on)
    const playing = new Playing(++this.#last, on, replies)
    this.#playing = [playing, ...this.#playing.filter((one) => keyOf(one.on) !== key)]
    return playing.state
  }

  /** What is known about a scenario; nothing when it has been removed. */
  find(id: number): ScenarioState | undefined {
    return this.#playing.find((one) => one.id === id)?.state
  }

  /** Removes one scenario, and says whether it was there. */
  remove(id: number): boolean {
    const count = this.#playing.length
    this.#playing = this.#playing.filter((one) => one.id !== id)
    return this.#playing.length < count
  }

  clear(): void {
    this.#playing = []
  }

  /** The reply that is due for a request: that of the latest scenario that has one for it. */
  take(subject: () => Subject): Due | undefined {
    if (this.isEmpty) return undefined
    const request = subject()
    for (const playing of this.#playing) {
      const due = fits(playing.on, request) ? playing.take() : undefined
      if (due) return due
    }
    return undefined
  }
}

/** Two patterns that say the same, in whatever order, have the same key. */
function keyOf(pattern: unknown): string {
  return JSON.stringify(pattern, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}
