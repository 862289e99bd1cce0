/** Work that goes on in the background: one after the other in each lane, and only so much at once. */

/** May not reject. */
export type Task = () => Promise<void>

/** Lanes beside each other. */
export class Lanes {
  readonly #mostAtOnce: number
  readonly #mostWaiting: number
  /** Lanes with what waits in them. */
  readonly #waiting = new Map<string, Task[]>()
  readonly #busy = new Set<string>()
  #count = 0
  #idle: PromiseWithResolvers<void> | undefined

  constructor(mostAtOnce: number, mostWaiting: number) {
    this.#mostAtOnce = mostAtOnce
    this.#mostWaiting = mostWaiting
  }

  /** Does something when all before it in its lane is done; says whether there was room for it. */
  add(lane: string, task: Task): boolean {
    if (this.#count >= this.#mostWaiting) return false
    this.#count += 1
    const tasks = this.#waiting.get(lane)
    if (tasks) tasks.push(task)
    else this.#waiting.set(lane, [task])
    this.#start()
    return true
  }

  /** Forgets what has not begun. */
  clear(): void {
    for (const tasks of this.#waiting.values()) this.#count -= tasks.length
    this.#waiting.clear()
    this.#settle()
  }

  /** Waits until everything is done. */
  async idle(): Promise<void> {
    if (this.#count === 0) return
    this.#idle ??= Promise.withResolvers()
    await this.#idle.promise
  }

  #start(): void {
    for (const [lane, tasks] of this.#waiting) {
      if (this.#busy.size >= this.#mostAtOnce) return
      if (this.#busy.has(lane)) continue
      const task = tasks.shift()
      if (tasks.length === 0) this.#waiting.delete(lane)
      if (task) void this.#do(lane, task)
    }
  }

  async #do(lane: string, task: Task): Promise<void> {
    this.#busy.add(lane)
    await task()
    this.#busy.delete(lane)
    this.#count -= 1
    this.#start()
    this.#settle()
  }

  #settle(): void {
    if (this.#count > 0) return
    this.#idle?.resolve()
    this.#idle = undefined
  }
}
