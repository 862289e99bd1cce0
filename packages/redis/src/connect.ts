import { createClient } from 'redis'
import type { RedisClient } from './client.ts'

/** A connection to Redis that looks after itself. */
export interface RedisConnection extends RedisClient {
  /** Ends it, after the commands that are under way. */
  close(): Promise<void>
}

/** Milliseconds that a program waits for its first connection before it goes on without. */
const patience = 2_000

/** Milliseconds between two attempts to connect, at most. */
const longestPause = 1_000

/**
 * Connects to Redis or Valkey. When the server is not there, at the start or later, the connection goes on trying by
 * itself, and limits and tokens do meanwhile what `onOutage` says.
 *
 * For a cluster, certificates and the like, make a client of the `redis` package yourself: it can be used in the same
 * places.
 *
 * @param url - `redis://[user:password@]host:port[/database]`, or `rediss:` for TLS.
 * @example
 * const redis = await connect('redis://127.0.0.1:6379')
 */
export async function connect(url: string): Promise<RedisConnection> {
  const client = createClient({
    url,
    // Nobody waits for a command that is not sent at once.
    disableOfflineQueue: true,
    socket: {
      connectTimeout: patience,
      reconnectStrategy: (retries) => Math.min(longestPause, 50 * 2 ** retries) * (0.5 + Math.random() / 2),
    },
  })
  // Whoever uses the connection tells of failures; without a listener they would end the process.
  client.on('error', () => {})
  const connected = client.connect().catch(() => {})
  let timer: ReturnType<typeof setTimeout> | undefined
  await Promise.race([connected, new Promise((resolve) => (timer = setTimeout(resolve, patience)))])
  clearTimeout(timer)
  return {
    evalSha: (...args) => client.evalSha(...args),
    eval: (...args) => client.eval(...args),
    get isReady() {
      return client.isReady
    },
    on: (event, listener) => client.on(event, listener),
    async close() {
      if (client.isReady) await client.close()
      else client.destroy()
    },
  }
}
