/** The time in one session. */
import { MockError } from '../../errors.ts'

/** How a clock goes, as plain data. */
export interface ClockState {
  /** Milliseconds that it is ahead of real time. */
  readonly offset: number
  /** Where it stands, in milliseconds since 1970, while it does. */
  readonly frozenAt?: number
}

/** Shows real time until somebody moves or stops it. */
export class Clock {
  readonly #onMove: () => void
  #offset = 0
  #frozenAt: number | undefined
  #skipped = 0
  /** The latest time that was shown: the clock of the machine may be put back, this one is not. */
  #shown = -Infinity

  /** @param onMove - Is called when somebody has moved, stopped or started it. */
  constructor(onMove: () => void = () => {}) {
    this.#onMove = onMove
  }

  /** Whether time passes by itself. */
  get isRunning(): boolean {
    return this.#frozenAt === undefined
  }

  /** Milliseconds by which it was moved on since the beginning. */
  get skipped(): number {
    return this.#skipped
  }

  get state(): ClockState {
    return { offset: this.#offset, ...(this.#frozenAt !== undefined && { frozenAt: this.#frozenAt }) }
  }

  now(): Date {
    return new Date(this.milliseconds)
  }

  /** The time, in milliseconds since 1970. */
  get milliseconds(): number {
    this.#shown = this.#frozenAt ?? Math.max(this.#shown, Date.now() + this.#offset)
    return this.#shown
  }

  /** Moves it to a time, back or forth; it stands or goes on as before. */
  set(date: Date): void {
    const time = date.getTime()
    if (Number.isNaN(time)) throw new MockError('bad-input', 'The clock can only be set to a date.')
    this.#skipped += Math.max(0, time - this.milliseconds)
    this.#move(this.isRunning ? { offset: time - Date.now() } : { offset: this.#offset, frozenAt: time })
  }

  /** Moves it forth. */
  advance(milliseconds: number): void {
    const date = new Date(this.milliseconds + milliseconds)
    if (!(milliseconds >= 0) || Number.isNaN(date.getTime())) {
      throw new MockError('bad-input', `The clock cannot be advanced by ${milliseconds} milliseconds.`)
    }
    this.set(date)
  }

  /** Stops it where it is. */
  freeze(): void {
    this.#move({ offset: this.#offset, frozenAt: this.milliseconds })
  }

  /** Lets it go on from where it stands. */
  run(): void {
    if (!this.isRunning) this.#move({ offset: this.milliseconds - Date.now() })
  }

  /** Makes it go as it once did; without a state, by real time. */
  restore(state: ClockState = { offset: 0 }): void {
    this.#skipped = 0
    this.#move(state)
  }

  #move({ offset, frozenAt }: ClockState): void {
    this.#offset = offset
    this.#frozenAt = frozenAt
    this.#shown = -Infinity
    this.#onMove()
  }
}
