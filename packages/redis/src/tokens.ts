import { createHash } from 'node:crypto'
import { StoreError, type Token, type TokenStore, within } from '@parlance/runtime/stores'
import { createCipher, type EncryptionKey } from './cipher.ts'
import type { RedisClient } from './client.ts'
import { type Runner, takeLock } from './lock.ts'
import { run, script } from './script.ts'

/** What happens between a client and the tokens in Redis. No event holds a token. */
export type TokenEvent =
  | { readonly type: 'outage'; readonly error: unknown }
  | { readonly type: 'recovery' }
  /** What is stored cannot be decrypted with the keys that were given: the client makes a new token. */
  | { readonly type: 'unreadable' }

/** How tokens are kept in Redis. */
export interface RedisTokensOptions {
  /** What `connect` gives, or a connected client or cluster of the `redis` package. */
  client: RedisClient
  /**
   * The key that tokens are encrypted with: 32 bytes, or their base64 (`openssl rand -base64 32`). With a list, the first
   * encrypts and all decrypt: put a new key in front to change it.
   */
  encryptionKey: EncryptionKey | readonly EncryptionKey[]
  /**
   * What the names of all keys begin with.
   * @default 'parlance'
   */
  prefix?: string | undefined
  /**
   * What happens while Redis cannot be reached. `failOpen`: each process makes its own token. `failClosed`: calls that
   * need a new token fail with a `StoreError`.
   * @default 'failOpen'
   */
  onOutage?: 'failOpen' | 'failClosed' | undefined
  /**
   * Milliseconds that Redis may take to answer; then it counts as gone.
   * @default 500
   */
  timeLimit?: number | undefined
  /**
   * Milliseconds that one process may take to renew a token before another tries.
   * @default 20_000
   */
  lockFor?: number | undefined
  /** Is told when Redis is gone, when it is back, and of tokens that cannot be read. See {@link TokenEvent}. */
  observe?: ((event: TokenEvent) => void) | undefined
}

const getScript = script(`return redis.call('HGET', KEYS[1], 'token')`)

/** An older token never replaces a newer one: whoever was asleep while it held the lock has made the older. */
const setScript = script(`
if tonumber(redis.call('HGET', KEYS[1], 'at') or 0) > tonumber(ARGV[2]) then return 0 end
redis.call('HSET', KEYS[1], 'token', ARGV[1], 'at', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1
`)

/**
 * Tokens that all processes share through Redis or Valkey, encrypted, each renewed by one process for all. Give it to
 * clients as `tokenStore`.
 *
 * @throws {TypeError} when `encryptionKey` is no key.
 * @example
 * const tokenStore = redisTokens({ client: redis, encryptionKey: process.env.TOKEN_KEY })
 * const chatkitty = createClient({ clientId, clientSecret, tokenStore })
 */
export function redisTokens(options: RedisTokensOptions): Required<TokenStore> {
  const { client, prefix = 'parlance', onOutage = 'failOpen', observe } = options
  const { timeLimit = 500, lockFor = 20_000 } = options
  const cipher = createCipher(options.encryptionKey)
  let isGone = false

  const runner: Runner = async (text, keys, args) => {
    const reply = await within(timeLimit, run(client, text, keys, args))
    if (isGone) observe?.({ type: 'recovery' })
    isGone = false
    return reply
  }

  /** What is done without Redis when it is gone, if anything may be. */
  const gone = <T>(error: unknown, instead: () => T): T => {
    if (!isGone) observe?.({ type: 'outage', error })
    isGone = true
    if (onOutage === 'failOpen') return instead()
    throw new StoreError({ operation: 'token', method: 'GET', url: '' }, 'tokens', error)
  }

  /** A key may name an account, so only its hash is shown. What is in braces is in one slot of a cluster. */
  const nameOf = (key: string, part: string): string =>
    `${prefix}:tokens:{${createHash('sha256').update(key).digest('base64url')}}:${part}`

  return {
    async get(key) {
      const name = nameOf(key, 'token')
      try {
        const sealed = await runner(getScript, [name], [])
        if (typeof sealed !== 'string') return undefined
        const text = cipher.decrypt(sealed, name)
        if (text !== undefined) return JSON.parse(text) as Token
      } catch (error) {
        return gone(error, () => undefined)
      }
      observe?.({ type: 'unreadable' })
      return undefined
    },
    async set(key, token) {
      const name = nameOf(key, 'token')
      const life = Math.max(1, Math.ceil(token.expiresAt - Date.now()))
      const args = [cipher.encrypt(JSON.stringify(token), name), String(token.createdAt), String(life)]
      // The token is good, whether or not the others learn of it.
      await runner(setScript, [name], args).catch((error: unknown) => {
        if (!isGone) observe?.({ type: 'outage', error })
        isGone = true
      })
    },
    async exclusively(key, renew) {
      let end: Awaited<ReturnType<typeof takeLock>>
      try {
        end = await takeLock(runner, nameOf(key, 'lock'), lockFor)
      } catch (error) {
        return gone(error, renew)
      }
      try {
        return await renew()
      } finally {
        // It ends by itself if Redis is gone.
        await end().catch(() => {})
      }
    },
  }
}
