import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { limitStoreChecks, tokenStoreChecks } from '@parlance/runtime/stores/testing'
import { createClient, createCluster } from 'redis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort, type RedisServer, startRedis } from '../test/redis-server.ts'
import { type RedisClient, redisLimitStore, redisTokens } from './index.ts'

const slots = 16_384
const size = 3
const servers: RedisServer[] = []
let cluster: RedisClient & { close(): Promise<void> }

/** Says something to one server of the cluster. */
async function tell(server: RedisServer, ...command: string[]): Promise<unknown> {
  const client = createClient({ url: server.url })
  await client.connect()
  try {
    return await client.sendCommand(command)
  } finally {
    client.destroy()
  }
}

beforeAll(async () => {
  const buses: string[] = []
  for (let index = 0; index < size; index += 1) {
    // Without this it would be 10,000 above the other port, which may be more than there are.
    buses.push(String(await freePort()))
    servers.push(await startRedis(['--cluster-enabled', 'yes', '--cluster-port', buses[index]!]))
  }
  for (const [index, server] of servers.entries()) {
    const [from, to] = [index, index + 1].map((part) => Math.floor((part * slots) / size))
    await tell(server, 'CLUSTER', 'ADDSLOTSRANGE', String(from), String(to! - 1))
    if (index > 0) await tell(server, 'CLUSTER', 'MEET', '127.0.0.1', String(servers[0]!.port), buses[0]!)
  }
  for (const server of servers) {
    while (!String(await tell(server, 'CLUSTER', 'INFO')).includes('cluster_state:ok')) await sleep(50)
  }
  const made = createCluster({ rootNodes: servers.map(({ url }) => ({ url })) })
  await made.connect()
  cluster = made
})
afterAll(async () => {
  await cluster.close()
  for (const server of servers) await server[Symbol.asyncDispose]()
})

const later: RedisClient = {
  evalSha: (...args) => cluster.evalSha(...args),
  eval: (...args) => cluster.eval(...args),
}

describe('in a cluster, limits', () => {
  test.each(limitStoreChecks(redisLimitStore(later)))('$name', ({ run }) =>
    expect(run()).resolves.toBeUndefined(),
  )
})

describe('in a cluster, tokens', () => {
  const store = redisTokens({ client: later, encryptionKey: randomBytes(32) })
  test.each(tokenStoreChecks([store, store]))('$name', ({ run }) => expect(run()).resolves.toBeUndefined())
})
