import { expect, test } from 'vitest'
import { freePort, startRedis } from '../test/redis-server.ts'
import { connect, redisLimitStore } from './index.ts'

test('a connection serves', async () => {
  await using server = await startRedis()
  const redis = await connect(server.url)
  expect(redis.isReady).toBe(true)
  expect(redisLimitStore(redis)).toHaveProperty('exchange')
  expect(await redis.eval('return ARGV[1]', { keys: [], arguments: ['hello'] })).toBe('hello')
  await redis.close()
})

test('a program starts without Redis, and has it when it comes', async () => {
  await using server = await startRedis()
  await server.kill()
  const redis = await connect(server.url)
  expect(redis.isReady).toBe(false)
  const ready = new Promise<void>((resolve) => redis.on?.('ready', resolve))
  await server.start()
  await ready
  expect(redis.isReady).toBe(true)
  await redis.close()
})

test('a connection that never was can be closed', async () => {
  const redis = await connect(`redis://127.0.0.1:${await freePort()}`)
  await redis.close()
  await expect(redis.evalSha('x', { keys: [], arguments: [] })).rejects.toThrow('closed')
})
