/** Wakes somebody up in real time. */

/** No timer of the platform waits longer. */
const longest = 2 ** 31 - 1

/** One call in the future, which keeps no process alive. */
export class Alarm {
  readonly #ring: () => void
  #timeout: ReturnType<typeof setTimeout> | undefined
  /** When it rings, by `performance.now()`. */
  #at = Infinity
  #isOff = false

  constructor(ring: () => void) {
    this.#ring = ring
  }

  /** Rings in so many milliseconds, or sooner when that is too long to wait for, or when it would have anyway. */
  within(milliseconds: number): void {
    const wait = Math.min(Math.max(milliseconds, 1), longest)
    const at = performance.now() + wait
    if (this.#isOff || milliseconds === Infinity || at >= this.#at) return
    this.clear()
    this.#at = at
    this.#timeout = setTimeout(() => {
      this.clear()
      this.#ring()
    }, wait)
    // Only Node has a process to keep alive.
    if (typeof this.#timeout === 'object') this.#timeout.unref()
  }

  /** Does not ring until it is told to again. */
  clear(): void {
    clearTimeout(this.#timeout)
    this.#timeout = undefined
    this.#at = Infinity
  }

  /** Never rings again. */
  close(): void {
    this.clear()
    this.#isOff = true
  }
}
