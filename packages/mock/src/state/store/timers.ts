/** What is going to happen in one world. */
import type { Row } from '../rules.ts'
import { keep, weigh } from './frozen.ts'
import type { Log } from './log.ts'
import { firstIndex } from './search.ts'

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

/** The timers of a world, in the order in which they are due. */
export class Timers {
  readonly #log: Log
  readonly #list: Timer[]
  #last: number
  #bytes = 0

  constructor(log: Log, timers: readonly Timer[] = [], last = 0) {
    this.#log = log
    this.#list = timers.map((timer) => ({ ...timer, data: keep(timer.data) })).sort(inOrder)
    this.#last = last
    for (const { id, data } of this.#list) {
      this.#last = Math.max(this.#last, id)
      this.#bytes += weigh(data)
    }
  }

  /** The one that is due next. */
  get first(): Timer | undefined {
    return this.#list[0]
  }

  get bytes(): number {
    return this.#bytes
  }

  /** The last id that was given. */
  get last(): number {
    return this.#last
  }

  list(): readonly Timer[] {
    return this.#list
  }

  add(due: number, name: string, given: Row): void {
    const data = keep(given)
    const last = this.#last
    const timer = { id: last + 1, due, timer: name, data }
    const bytes = weigh(data)
    this.#log.demand(bytes)
    this.#insert(timer, bytes)
    this.#last = timer.id
    this.#log.note(placeOf(timer), bytes, () => {
      this.#take(timer, bytes)
      this.#last = last
    })
  }

  remove(timer: Timer): void {
    if (this.#list[this.#positionOf(timer)] !== timer) return
    const bytes = weigh(timer.data)
    this.#take(timer, bytes)
    this.#log.note(placeOf(timer), -bytes, () => this.#insert(timer, bytes))
  }

  #insert(timer: Timer, bytes: number): void {
    this.#list.splice(this.#positionOf(timer), 0, timer)
    this.#bytes += bytes
  }

  #take(timer: Timer, bytes: number): void {
    this.#list.splice(this.#positionOf(timer), 1)
    this.#bytes -= bytes
  }

  #positionOf(timer: Timer): number {
    return firstIndex(this.#list.length, (index) => inOrder(this.#list[index]!, timer) >= 0)
  }
}

function placeOf({ id }: Timer): { kind: 'timer'; collection: ''; key: string } {
  return { kind: 'timer', collection: '', key: String(id) }
}

/** What is due at the same time happens in the order in which it was planned. */
function inOrder(one: Timer, other: Timer): number {
  return one.due - other.due || one.id - other.id
}
