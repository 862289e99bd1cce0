/** Real servers on free ports, for the tests. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from 'redis'

/** `REDIS_SERVER` names another, such as Valkey's. */
const binary = process.env['REDIS_SERVER'] ?? 'redis-server'

/** A server that a test may treat badly. */
export interface RedisServer {
  readonly port: number
  readonly url: string
  /** Ends it at once, without a word to anybody. */
  kill(): Promise<void>
  /** Starts it again where it was, empty. */
  start(): Promise<void>
  /** It takes connections and commands and answers nothing. */
  freeze(): void
  thaw(): void
  [Symbol.asyncDispose](): Promise<void>
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || !address) throw new Error('The system gave no port.')
  return address.port
}

/** Starts a server that is empty and keeps nothing. */
export async function startRedis(flags: readonly string[] = []): Promise<RedisServer> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'parlance-redis-'))
  const url = `redis://127.0.0.1:${port}`
  let child: ChildProcess | undefined

  const kill = async (): Promise<void> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const over = once(child, 'exit')
    child.kill('SIGKILL')
    await over
  }
  const start = async (): Promise<void> => {
    const common = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder]
    const started = spawn(binary, [...common, ...flags], { stdio: 'ignore' })
    child = started
    await once(started, 'spawn').catch((error: unknown) => {
      throw new Error(`${binary} is not installed. On Debian: apt-get install redis-server`, { cause: error })
    })
    await answers(url)
  }
  await start()
  return {
    port,
    url,
    kill,
    start,
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    async [Symbol.asyncDispose]() {
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Waits until a server answers. */
async function answers(url: string): Promise<void> {
  for (;;) {
    const client = createClient({ url, socket: { reconnectStrategy: false } })
    client.on('error', () => {})
    try {
      await client.connect()
      await client.ping()
      return
    } catch {
      await sleep(20)
    } finally {
      client.destroy()
    }
  }
}

/** A client that is connected, and closed in the end. */
export async function connectTo(url: string) {
  const client = createClient({ url, socket: { reconnectStrategy: 100 } })
  // Without a listener the first lost connection would end the process.
  client.on('error', () => {})
  await client.connect()
  return Object.assign(client, { [Symbol.dispose]: () => client.destroy() })
}
