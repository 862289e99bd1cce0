import type { Outgoing } from '../exchange.ts'

/** Whoever waits for an answer without a socket. */
export class Waiting implements Outgoing {
  readonly #listeners = new Set<() => void>()
  destroyed = false

  writeContinue(): void {}

  once(_event: 'close', listener: () => void): void {
    this.#listeners.add(listener)
  }

  off(_event: 'close', listener: () => void): void {
    this.#listeners.delete(listener)
  }

  /** Nobody waits any more. */
  leave(): void {
    if (this.destroyed) return
    this.destroyed = true
    const told = [...this.#listeners]
    this.#listeners.clear()
    for (const listener of told) listener()
  }
}
