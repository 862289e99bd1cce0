/** One process of a fleet: it calls without rest until it is told to stop, and then tells how it went. */
import { createClient as createChatShipper } from '@parlance/chatshipper'
import { createClient as createChitChats } from '@parlance/chitchats'
import type { SharedLimits } from '@parlance/runtime'
import type { StoreEvent } from '@parlance/runtime/stores'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient as createRedis } from 'redis'
import { type RedisClient, redisLimits, redisTokens } from '../src/index.ts'
import type { Report, Task } from './fleet.ts'

process.once('message', (task: Task) => void work(task))

async function work(task: Task): Promise<void> {
  const events: StoreEvent['type'][] = []
  const redis = createRedis({ url: task.redis, socket: { reconnectStrategy: 100 } })
  // Lost connections are a part of the drill.
  redis.on('error', () => {})
  await redis.connect()
  const shared = redisLimits({
    client: redis,
    account: 'drill',
    timeLimit: task.timeLimit,
    travel: task.travel,
    observe: ({ type }) => events.push(type),
  })
  const call = caller(task, redis, shared)
  const stopped = new AbortController()
  const report: Report = { done: [], cut: [], failed: [], events }
  if (task.isKnown) {
    await call(`${task.name}-first`, stopped.signal)
    report.done.push(`${task.name}-first`)
  }
  process.send!('ready')
  await new Promise((resolve) => process.once('message', resolve))
  process.once('message', () => stopped.abort())

  const loop = async (line: number): Promise<void> => {
    for (let count = 0; !stopped.signal.aborted; count += 1) {
      const name = `${task.name}-${line}-${count}`
      try {
        await call(name, stopped.signal)
        report.done.push(name)
      } catch (error) {
        if (stopped.signal.aborted) report.cut.push(name)
        else report.failed.push(String(error))
      }
      await sleep(task.rest)
    }
  }
  await Promise.all(Array.from({ length: task.lines }, (_, line) => loop(line)))
  process.send!(report, () => process.exit())
}

type Call = (name: string, signal: AbortSignal) => Promise<unknown>

function caller(task: Task, redis: RedisClient, real: SharedLimits): Call {
  const { budget, origin } = task
  // The real client with the real limiter, and a budget that does not take five minutes.
  const shared: SharedLimits = (limits, own) =>
    real(budget ? limits.map(({ name }) => ({ name, ...budget })) : limits, own)
  if (task.provider === 'chatshipper') {
    const chatshipper = createChatShipper({
      email: 'a@b.example',
      password: 'a password of the drill',
      origin,
      // Token requests count for the provider too.
      rateLimit: { shared, share: 0.9 },
      tokenStore: redisTokens({ client: redis, encryptionKey: task.key, timeLimit: task.timeLimit }),
    })
    return (name, signal) => chatshipper.channels.list({}, { signal, headers: { 'x-call': name } })
  }
  const chitchats = createChitChats({ clientId: '999999', accessToken: 'any', origin, rateLimit: { shared } })
  return (name, signal) => chitchats.shipments.count({}, { signal, headers: { 'x-call': name } })
}
