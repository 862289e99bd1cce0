import { limitStoreChecks, tokenStoreChecks } from '@parlance/runtime/stores/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { randomBytes } from 'node:crypto'
import { connectTo, type RedisServer, startRedis } from '../test/redis-server.ts'
import { type RedisClient, redisLimitStore, redisTokens } from './index.ts'

let server: RedisServer
const clients: Awaited<ReturnType<typeof connectTo>>[] = []

beforeAll(async () => {
  server = await startRedis()
  clients.push(await connectTo(server.url), await connectTo(server.url))
})
afterAll(async () => {
  for (const client of clients) client.destroy()
  await server[Symbol.asyncDispose]()
})

/** A client that is there when the tests run, though not yet when they are named. */
const later = (index: number): RedisClient => ({
  evalSha: (...args) => clients[index]!.evalSha(...args),
  eval: (...args) => clients[index]!.eval(...args),
})

describe('limits in Redis', () => {
  test.each(limitStoreChecks(redisLimitStore(later(0))))('$name', ({ run }) =>
    expect(run()).resolves.toBeUndefined(),
  )
})

describe('tokens in Redis', () => {
  const encryptionKey = randomBytes(32)
  const [one, other] = [0, 1].map((index) => redisTokens({ client: later(index), encryptionKey }))
  test.each(tokenStoreChecks([one!, other!]))('$name', ({ run }) => expect(run()).resolves.toBeUndefined())
})
