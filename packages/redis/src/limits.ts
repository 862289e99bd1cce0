import {
  type Answer,
  type Exchange,
  grace,
  type LimitStore,
  patience,
  settling,
  sharedLimits,
  type SharedLimitsOptions,
} from '@parlance/runtime/stores'
import type { SharedLimits } from '@parlance/runtime'
import type { RedisClient } from './client.ts'
import { exchangeScript } from './exchange-script.ts'
import { run } from './script.ts'

/** How budgets are kept in Redis. */
export interface RedisLimitsOptions extends SharedLimitsOptions {
  /** What `connect` gives, or a connected client or cluster of the `redis` package. */
  client: RedisClient
  /**
   * What the names of all keys begin with.
   * @default 'parlance'
   */
  prefix?: string | undefined
}

/**
 * Budgets that all processes with the same `account` keep together in Redis or Valkey. Give it to clients as
 * `rateLimit.shared`.
 *
 * @example
 * const shared = redisLimits({ client: redis, account: 'chitchats 999999' })
 * const chitchats = createClient({ clientId: '999999', accessToken, rateLimit: { shared } })
 */
export function redisLimits({ client, prefix, ...options }: RedisLimitsOptions): SharedLimits {
  return sharedLimits(redisLimitStore(client, prefix), options)
}

/** The store alone, for the checks of stores and for limiters of your own. */
export function redisLimitStore(client: RedisClient, prefix = 'parlance'): LimitStore {
  return {
    async exchange(key, request) {
      const args = [JSON.stringify(request), settling, patience, grace].map(String)
      return answerOf(request, await run(client, exchangeScript, keysOf(prefix, key), args))
    },
    onReady(callback) {
      // One is told by clients of one server, the other by those of a cluster.
      for (const event of ['ready', 'node-ready']) client.on?.(event, callback)
    },
  }
}

/** Keys in one slot of a cluster: what stands in braces decides. */
function keysOf(prefix: string, key: string): string[] {
  const tag = key.replaceAll(/[{}]/g, '_')
  return ['state', 'flying', 'over', 'line', 'due', 'workers', 'had'].map(
    (part) => `${prefix}:limits:{${tag}}:${part}`,
  )
}

function answerOf({ budgets }: Exchange, reply: unknown): Answer {
  const [granted, wait, workers, epoch, ...used] = reply as [number, string, number, string, ...number[]]
  return {
    granted: Number(granted),
    wait: Number(wait),
    workers: Number(workers),
    epoch: String(epoch),
    used: budgets.map((_, index) => Number(used[index])),
  }
}
