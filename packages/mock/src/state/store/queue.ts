/** Things of which only the first one is asked for. */

/** A binary heap: adding a thing and taking the first one cost little however many there are. */
export class Queue<T> {
  readonly #order: (one: T, other: T) => number
  readonly #heap: T[]

  /** @param order - Below 0 when one comes before the other. */
  constructor(order: (one: T, other: T) => number, sorted: readonly T[] = []) {
    this.#order = order
    this.#heap = [...sorted]
  }

  get size(): number {
    return this.#heap.length
  }

  get first(): T | undefined {
    return this.#heap[0]
  }

  add(thing: T): void {
    let index = this.#heap.push(thing) - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!this.#swapsDown(parent, index)) return
      index = parent
    }
  }

  /** Takes the first one away. */
  shift(): void {
    const last = this.#heap.pop()
    if (last === undefined || this.#heap.length === 0) return
    this.#heap[0] = last
    for (let index = 0; ;) {
      const child = this.#earlier(2 * index + 1, 2 * index + 2)
      if (child >= this.#heap.length || !this.#swapsDown(index, child)) return
      index = child
    }
  }

  /** Brings what comes earlier up from a child to its parent; says whether it did. */
  #swapsDown(parent: number, child: number): boolean {
    const [one, other] = [this.#heap[parent]!, this.#heap[child]!]
    if (this.#order(one, other) <= 0) return false
    this.#heap[parent] = other
    this.#heap[child] = one
    return true
  }

  #earlier(left: number, right: number): number {
    return right < this.#heap.length && this.#order(this.#heap[right]!, this.#heap[left]!) < 0 ? right : left
  }
}
