/** How much the data of all sessions may take together. */
import { StateFull } from './problems.ts'

export class Budget {
  readonly #most: number
  #used = 0

  /** @param most - Roughly how many bytes. */
  constructor(most = Infinity) {
    this.#most = most
  }

  get used(): number {
    return this.#used
  }

  /** Throws `StateFull` when there is no room for so many bytes more. */
  demand(bytes: number): void {
    if (bytes > 0 && this.#used + bytes > this.#most) throw new StateFull(this.#most)
  }

  /** Counts bytes that are taken now, or (below 0) are free again. */
  move(bytes: number): void {
    this.#used += bytes
  }
}
