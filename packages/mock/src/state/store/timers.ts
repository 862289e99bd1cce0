/** What is going to happen in one world. */
import type { Row } from '../rules.ts'
import { keep, weigh } from './frozen.ts'
import type { Log, Place } from './log.ts'
import { Queue } from './queue.ts'

/** Something that happens at a time. */
export interface Timer {
  /** Grows with each timer of a world. */
  readonly id: number
  /** Milliseconds since 1970, by the clock of the session. */
  readonly due: number
  /** The name that the rules know it by. */
  readonly timer: string
  readonly data: Row
}

/** The timers of a world. */
export class Timers {
  readonly #log: Log
  readonly #timers = new Map<number, Timer>()
  /** All timers by time; some of them may be gone, others be there twice. */
  #queue: Queue<Timer>
  #last: number
  #bytes = 0

  constructor(log: Log, timers: readonly Timer[] = [], last = 0) {
    this.#log = log
    this.#last = last
    for (const timer of timers) {
      const data = keep(timer.data)
      this.#timers.set(timer.id, { ...timer, data })
      this.#last = Math.max(this.#last, timer.id)
      this.#bytes += weigh(data)
    }
    this.#queue = new Queue(inOrder, this.list())
  }

  /** The one that is due next. */
  get first(): Timer | undefined {
    for (let { first } = this.#queue; first; { first } = this.#queue) {
      if (this.#isThere(first)) return first
      this.#queue.shift()
    }
    return undefined
  }

  /** Roughly how many bytes they take. */
  get bytes(): number {
    return this.#bytes
  }

  /** The last id that was given. */
  get last(): number {
    return this.#last
  }

  get(id: number): Timer | undefined {
    return this.#timers.get(id)
  }

  /** All of them, in the order in which they are due. */
  list(): readonly Timer[] {
    return [...this.#timers.values()].sort(inOrder)
  }

  add(due: number, name: string, given: Row): void {
    const last = this.#last
    const timer = { id: last + 1, due, timer: name, data: keep(given) }
    const bytes = weigh(timer.data)
    this.#log.demand(bytes)
    this.#insert(timer, bytes)
    this.#last = timer.id
    this.#log.note(placeOf(timer), bytes, () => {
      this.#take(timer, bytes)
      this.#last = last
    })
  }

  /** Takes one away if it is there. */
  remove(timer: Timer): void {
    if (!this.#isThere(timer)) return
    const bytes = weigh(timer.data)
    this.#take(timer, bytes)
    this.#log.note(placeOf(timer), -bytes, () => this.#insert(timer, bytes))
  }

  #isThere(timer: Timer): boolean {
    return this.#timers.get(timer.id) === timer
  }

  #insert(timer: Timer, bytes: number): void {
    this.#timers.set(timer.id, timer)
    this.#queue.add(timer)
    this.#bytes += bytes
  }

  #take(timer: Timer, bytes: number): void {
    this.#timers.delete(timer.id)
    this.#bytes -= bytes
    if (this.#queue.size > 2 * this.#timers.size + 100) this.#queue = new Queue(inOrder, this.list())
  }
}

function placeOf({ id }: Timer): Place {
  return { kind: 'timer', collection: '', key: String(id) }
}

/** What is due at the same time happens in the order in which it was planned. */
function inOrder(one: Timer, other: Timer): number {
  return one.due - other.due || one.id - other.id
}
