/** Wakes somebody up in real time. */

/** No timer of the platform waits longer. */
const longest = 2 ** 31 - 1

/** One call in the future, which keeps no process alive. */
export class Alarm {
  readonly #ring: () => void
  #timeout: ReturnType<typeof setTimeout> | undefined

  constructor(ring: () => void) {
    this.#ring = ring
  }

  /** Rings in so many milliseconds instead of whenever it would have: sooner only when that is too long to wait for. */
  set(milliseconds: number): void {
    this.clear()
    if (milliseconds === Infinity) return
    this.#timeout = setTimeout(this.#ring, Math.min(Math.max(milliseconds, 1), longest))
    // Only Node has a process to keep alive.
    if (typeof this.#timeout === 'object') this.#timeout.unref()
  }

  clear(): void {
    clearTimeout(this.#timeout)
    this.#timeout = undefined
  }
}
