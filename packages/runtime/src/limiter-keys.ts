import { type Gauge, Limiter, type LimitState } from './limiter.ts'
import type { CallContext } from './onion.ts'
import type { RateLimit } from './operation.ts'

/**
 * A budget in which a request counts from the moment its answer came, since the provider counted it no later; until then
 * it holds its room.
 */
class Account implements Gauge {
  readonly #limit: RateLimit
  readonly #size: number
  /** When what counts was done, the oldest first. */
  #done: number[] = []
  #open = 0

  constructor(limit: RateLimit, size: number) {
    this.#limit = limit
    this.#size = size
  }

  wait(now: number, ahead = 0): number {
    const used = this.#used(now)
    const index = used + ahead - this.#size
    if (index < 0) return 0
    // Beyond what was sent stand those in front in the queue: each waits for the one a whole budget before it.
    const oldest = this.#done[index % this.#size] ?? now
    const rounds = 1 + Math.floor(index / this.#size)
    return Math.max(0, oldest + rounds * this.#limit.window * 1000 - now)
  }

  take(): void {
    this.#open += 1
  }

  /** What was let through has been answered, or never sent; `counts` says whether the provider counts it. */
  settle(counts: boolean): void {
    this.#open -= 1
    if (counts) this.#done.push(performance.now())
  }

  clear(): void {
    this.#done = []
  }

  state(now: number): LimitState {
    const { name, window } = this.#limit
    return { name, limit: this.#size, window, used: this.#used(now), wait: this.wait(now) }
  }

  #used(now: number): number {
    this.#done = this.#done.filter((time) => time > now - this.#limit.window * 1000)
    return this.#done.length + this.#open
  }
}

/** One key with the line in front of it. */
class Lane {
  readonly key: readonly string[]
  readonly account: Account
  readonly line: Limiter

  constructor(key: readonly string[], limit: RateLimit, size: number) {
    this.key = key
    this.account = new Account(limit, size)
    this.line = new Limiter([], {}, [this.account])
  }

  state(): LimitState | undefined {
    const { limits, queued } = this.line.state()
    return limits[0]!.used > 0 || queued > 0 ? { ...limits[0]!, key: this.key } : undefined
  }
}

/** Lets a call through, and is told how it went. */
export interface Ticket {
  /** The request is over, or will not be sent. Only the first word counts. */
  settle(counts: boolean): void
}

/** A documented budget of which every key has its own. Keys that are no longer in use are forgotten. */
export class KeyedBudget {
  readonly #limit: RateLimit
  readonly #size: number
  /** In the order of their last use. */
  readonly #lanes = new Map<string, Lane>()

  constructor(limit: RateLimit, share: number) {
    this.#limit = limit
    this.#size = Math.max(1, Math.floor(limit.requests * share))
  }

  /** Milliseconds until a call that comes now may go. */
  wait(id: string): number {
    const line = this.#lanes.get(id)?.line
    return line ? line.wait(undefined, line.state().queued) : 0
  }

  /**
   * Waits for the turn of a call.
   *
   * @param id - What is counted together; calls with the same one have the same `key`.
   */
  async enter(id: string, key: readonly string[], call: CallContext): Promise<Ticket> {
    const { account, line } = this.#use(id, key)
    await line.enter(call)
    let settle = (counts: boolean): void => {
      settle = () => {}
      account.settle(counts)
      line.leave()
    }
    return { settle: (counts) => settle(counts) }
  }

  /** Counts from nothing again. */
  reset(id: string): void {
    const lane = this.#lanes.get(id)
    lane?.account.clear()
    lane?.line.pump()
  }

  state(): LimitState[] {
    return [...this.#lanes.values()].flatMap((lane) => lane.state() ?? [])
  }

  #use(id: string, key: readonly string[]): Lane {
    for (const [old, lane] of this.#lanes) {
      if (lane.state()) break
      this.#lanes.delete(old)
    }
    const lane = this.#lanes.get(id) ?? new Lane(key, this.#limit, this.#size)
    this.#lanes.delete(id)
    this.#lanes.set(id, lane)
    return lane
  }
}
