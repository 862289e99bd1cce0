/** Remembers a number of things and forgets what was not used for longest, so that a long run does not grow. */
export class Memory<K, V> {
  readonly #capacity: number
  readonly #entries = new Map<K, V>()

  /** @param capacity - How many things are remembered at most. */
  constructor(capacity: number) {
    this.#capacity = capacity
  }

  get size(): number {
    return this.#entries.size
  }

  /** What is remembered; looking at it counts as using it. */
  get(key: K): V | undefined {
    const value = this.#entries.get(key)
    // While there is room nothing will be forgotten, so the order does not matter.
    if (value === undefined || this.#entries.size < this.#capacity) return value
    this.#entries.delete(key)
    this.#entries.set(key, value)
    return value
  }

  set(key: K, value: V): void {
    if (this.#entries.size >= this.#capacity && !this.#entries.has(key)) {
      this.#entries.delete(this.#entries.keys().next().value as K)
    }
    this.#entries.set(key, value)
  }

  delete(key: K): void {
    this.#entries.delete(key)
  }

  /** Puts something else in the place of everything that is remembered. */
  replaceAll(change: (value: V) => V): void {
    for (const [key, value] of this.#entries) this.#entries.set(key, change(value))
  }

  /** Forgets everything. */
  clear(): void {
    this.#entries.clear()
  }
}
