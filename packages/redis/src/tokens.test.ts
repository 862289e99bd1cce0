import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '@parlance/chatkitty'
import { createMock } from '@parlance/mock'
import type { Token } from '@parlance/runtime/stores'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectTo, type RedisServer, startRedis } from '../test/redis-server.ts'
import { redisTokens, type RedisTokensOptions, type TokenEvent } from './index.ts'

let server: RedisServer
let redis: Awaited<ReturnType<typeof connectTo>>
beforeAll(async () => {
  server = await startRedis()
  redis = await connectTo(server.url)
})
afterAll(async () => {
  redis.destroy()
  await server[Symbol.asyncDispose]()
})

const tokenOf = (value: string, age = 0): Token => {
  const createdAt = Date.now() - age
  return { value, refreshToken: 'refresh-secret', createdAt, expiresAt: createdAt + 60_000 }
}
const encryptionKey = randomBytes(32)
const tokens = (options: Partial<RedisTokensOptions> = {}) =>
  redisTokens({ client: redis, encryptionKey, ...options })
const everything = async (): Promise<string> => {
  const keys = await redis.keys('*')
  const values = await Promise.all(
    keys.map(async (key) => ((await redis.type(key)) === 'hash' ? redis.hGetAll(key) : redis.get(key))),
  )
  return JSON.stringify([keys, values])
}

describe('what is in Redis', () => {
  test('shows neither token nor account', async () => {
    await tokens().set('parlance:acme:production:a@b.example', tokenOf('token-secret'))
    const text = await everything()
    expect(text).not.toContain('secret')
    expect(text).not.toContain(Buffer.from('token-secret').toString('base64').slice(0, 12))
    expect(text).not.toContain('a@b.example')
  })

  test('is gone when the token ends', async () => {
    const createdAt = Date.now()
    await tokens().set('short', { value: 't', createdAt, expiresAt: createdAt + 50 })
    await sleep(100)
    expect(await tokens().get('short')).toBeUndefined()
  })

  test('cannot be read with another key: then there is no token, and one is told', async () => {
    await tokens().set('mine', tokenOf('t'))
    const events: TokenEvent[] = []
    const others = tokens({ encryptionKey: randomBytes(32), observe: (event) => events.push(event) })
    expect(await others.get('mine')).toBeUndefined()
    expect(events).toEqual([{ type: 'unreadable' }])
  })

  test('cannot be moved to another account', async () => {
    await tokens().set('mine', tokenOf('t'))
    await tokens().set('yours', tokenOf('u'))
    const names = (await redis.keys('*:token')).filter((name) => name.startsWith('parlance:tokens:'))
    const sealed = await Promise.all(names.map((name) => redis.hGet(name, 'token')))
    await Promise.all(names.map((name, index) => redis.hSet(name, 'token', sealed.at(index - 1)!)))
    expect(await tokens().get('mine')).toBeUndefined()
    expect(await tokens().get('yours')).toBeUndefined()
  })
})

describe('the encryption key', () => {
  test('can be changed: the first encrypts, all decrypt', async () => {
    const next = randomBytes(32).toString('base64')
    await tokens().set('rotated', tokenOf('old', 10))
    const both = tokens({ encryptionKey: [next, encryptionKey] })
    expect((await both.get('rotated'))?.value).toBe('old')
    await both.set('rotated', tokenOf('new'))
    expect((await tokens({ encryptionKey: next }).get('rotated'))?.value).toBe('new')
  })

  test('is refused when it is none, and not shown', () => {
    const refused = (key: string): string => {
      try {
        return String(tokens({ encryptionKey: key }))
      } catch (error) {
        return String(error)
      }
    }
    expect(refused('hunter2-hunter2')).toMatch(/`encryptionKey` must be 32 bytes.*openssl rand -base64 32/)
    expect(refused('hunter2-hunter2')).not.toContain('hunter2')
  })
})

describe('clients', () => {
  test('of an account make one token together, and never use that of another account', async () => {
    await using mock = await createMock(['chatkitty'])
    const made = () => mock.calls().filter(({ path }) => path.endsWith('/oauth/token'))
    const client = (clientId: string) =>
      createClient({ clientId, clientSecret: 's', ...mock.optionsFor('chatkitty'), tokenStore: tokens() })
    const clients = Array.from({ length: 20 }, () => client('one'))
    await Promise.all(clients.map((chatkitty) => chatkitty.channels.list({ size: 1 })))
    expect(made()).toHaveLength(1)
    await client('another').channels.list({ size: 1 })
    expect(made()).toHaveLength(2)
  })
})

describe('the lock', () => {
  test('of a process that died holds the others up no longer than it lives', async () => {
    const never = tokens({ lockFor: 300 }).exclusively('dead', () => new Promise(() => {}))
    void never
    await sleep(50)
    const token = await tokens().exclusively('dead', () => Promise.resolve(tokenOf('next')))
    expect(token.value).toBe('next')
  })

  test('is not ended by who has lost it', async () => {
    const slow = Promise.withResolvers<Token>()
    const first = tokens({ lockFor: 100 }).exclusively('lost', () => slow.promise)
    await sleep(200)
    let isFree = false
    const second = tokens().exclusively('lost', async () => {
      slow.resolve(tokenOf('slow'))
      await first
      // A third one still has to wait.
      const third = tokens().exclusively('lost', () => ((isFree = true), Promise.resolve(tokenOf('third'))))
      await sleep(200)
      expect(isFree).toBe(false)
      void third
      return tokenOf('second')
    })
    expect((await second).value).toBe('second')
  })
})

describe('without Redis', () => {
  const gone = { evalSha: () => Promise.reject(new Error('closed')), eval: () => Promise.resolve() }

  test('each process makes its own token', async () => {
    const events: string[] = []
    const alone = tokens({ client: gone, observe: ({ type }) => events.push(type) })
    const token = await alone.exclusively('k', async () => {
      const made = (await alone.get('k')) ?? tokenOf('own')
      await alone.set('k', made)
      return made
    })
    expect(token.value).toBe('own')
    expect(events).toEqual(['outage'])
  })

  test('or none, if that is what was asked for', async () => {
    const closed = tokens({ client: gone, onOutage: 'failClosed' })
    await expect(closed.get('k')).rejects.toMatchObject({ name: 'StoreError' })
    await expect(closed.exclusively('k', () => Promise.resolve(tokenOf('t')))).rejects.toThrow(
      'the store of shared tokens cannot be reached (closed)',
    )
  })
})
