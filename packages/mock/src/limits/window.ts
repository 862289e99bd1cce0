/** Counts in a sliding window: no span of time of its length ever holds more than the budget. */
export class Window {
  readonly #budget: number
  readonly #length: number
  /** When the last ones were counted; a ring once it is full. */
  readonly #times: number[] = []
  #next = 0

  /** @param length - In milliseconds. */
  constructor(budget: number, length: number) {
    this.#budget = budget
    this.#length = length
  }

  /** Milliseconds until one more fits; 0 when it does now. */
  wait(now: number): number {
    if (this.#times.length < this.#budget) return 0
    return Math.max(0, this.#times[this.#next]! + this.#length - now)
  }

  /** Counts one. */
  take(now: number): void {
    this.#times[this.#next] = now
    this.#next = (this.#next + 1) % this.#budget
  }
}
