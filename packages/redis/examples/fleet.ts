/**
 * Four processes share one budget and never exceed it. Start a Redis and the mock, `npx @parlance/mock`, then this:
 * `node examples/fleet.ts`. It takes some seconds. `REDIS_URL` and `CHITCHATS_ORIGIN` name others.
 */
import cluster from 'node:cluster'
import { once } from 'node:events'
import { createClient } from '@parlance/chitchats'
import { connect, redisLimits } from '@parlance/redis'

const processes = 4
const calls = 50

if (cluster.isPrimary) {
  const account = `example ${process.pid}`
  const workers = Array.from({ length: processes }, () => cluster.fork({ ACCOUNT: account }))
  await Promise.all(workers.map((worker) => once(worker, 'exit')))
} else {
  const redis = await connect(process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379')

  const chitchats = createClient({
    clientId: '999999',
    accessToken: 'any token will do for the mock',
    origin: process.env['CHITCHATS_ORIGIN'] ?? 'http://127.0.0.1:4010/chitchats',
    rateLimit: { shared: redisLimits({ client: redis, account: process.env['ACCOUNT']! }) },
  })

  await Promise.all(Array.from({ length: calls }, () => chitchats.batches.count()))
  const [budget] = chitchats.limits().limits
  console.log(`Process ${cluster.worker!.id}: all of us have used ${budget?.used} of ${budget?.limit}`)
  await redis.close()
  process.exit()
}
