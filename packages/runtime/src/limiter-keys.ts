import { createLimiter, type Gauge, type Limiter, sizeOf } from './limiter.ts'
import { type LimitState, stateOf } from './limits.ts'
import type { CallContext } from './onion.ts'
import type { RateLimit } from './operation.ts'

/**
 * A budget in which a request holds its room until it is settled, and counts from that moment: the provider counted it
 * no later.
 */
interface Account extends Gauge {
  /** What was let through has been counted by the provider, or will not be. */
  settle(counts: boolean): void
  clear(): void
}

function createAccount(limit: RateLimit, size: number): Account {
  const length = limit.window * 1000
  /** When what counts was settled, the oldest first. */
  let settled: number[] = []
  let open = 0
  const used = (now: number): number => {
    settled = settled.filter((time) => time > now - length)
    return settled.length + open
  }
  return {
    limit,
    size,
    used,
    wait(now, ahead = 0) {
      const index = used(now) + ahead - size
      if (index < 0) return 0
      // Beyond what was sent stand those in front in the queue: each waits for the one a whole budget before it.
      const rounds = 1 + Math.floor(index / size)
      return (settled[index % size] ?? now) + rounds * length - now
    },
    take() {
      open += 1
    },
    settle(counts) {
      open -= 1
      if (counts) settled.push(performance.now())
    },
    clear() {
      settled = []
    },
  }
}

/** One key with the line in front of its budget. */
interface Lane {
  readonly key: readonly string[]
  readonly account: Account
  readonly line: Limiter
}

/** How a lane stands, or nothing when it is as good as new. */
function stateOfLane({ key, line, account }: Lane): LimitState | undefined {
  const state = stateOf(account)
  return state.used > 0 || line.queue.size > 0 ? { ...state, key } : undefined
}

/** A documented budget of which every key has its own. Keys that are no longer in use are forgotten. */
export interface KeyedBudget {
  /** Milliseconds until a call that comes now may go. */
  wait(id: string): number
  /**
   * Waits for the turn of a call, and gives the way to tell what became of it: whether the provider counts it. Only the
   * first word counts.
   *
   * @param id - What is counted together; calls with the same one have the same `key`.
   */
  enter(id: string, key: readonly string[], call: CallContext): Promise<(counts: boolean) => void>
  /** Counts from nothing again. */
  reset(id: string): void
  state(): LimitState[]
}

export function createKeyedBudget(limit: RateLimit, share: number): KeyedBudget {
  const size = sizeOf(limit, share)
  /** In the order of their last use. */
  const lanes = new Map<string, Lane>()

  const use = (id: string, key: readonly string[]): Lane => {
    for (const [old, lane] of lanes) {
      if (stateOfLane(lane)) break
      lanes.delete(old)
    }
    let lane = lanes.get(id)
    if (!lane) {
      const account = createAccount(limit, size)
      lane = { key, account, line: createLimiter([account]) }
    }
    lanes.delete(id)
    lanes.set(id, lane)
    return lane
  }

  return {
    wait(id) {
      const line = lanes.get(id)?.line
      return line ? line.wait(undefined, line.queue.size) : 0
    },
    async enter(id, key, call) {
      const { account, line } = use(id, key)
      await line.enter(call)
      let isOpen = true
      return (counts) => {
        if (!isOpen) return
        isOpen = false
        account.settle(counts)
        line.leave(call)
      }
    },
    reset(id) {
      const lane = lanes.get(id)
      lane?.account.clear()
      lane?.line.pump()
    },
    state: () => [...lanes.values()].flatMap((lane) => stateOfLane(lane) ?? []),
  }
}
