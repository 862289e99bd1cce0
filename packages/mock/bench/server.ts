/** A server in a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { pinned } from './machine.ts'

export interface Server extends AsyncDisposable {
  readonly url: string
  readonly pid: number
  /** From the start of the process to the first answer, in milliseconds. */
  readonly readyAfter: number
}

/** How long a server may take to answer for the first time, in milliseconds. */
const patience = 60_000

/**
 * Starts a server and waits for its first good answer.
 *
 * @param command - What Node is to run, given the port.
 * @param ask - Whether it answers at this address.
 */
export async function startServer(
  command: (port: number) => string[],
  ask: (url: string) => Promise<boolean>,
): Promise<Server> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const start = performance.now()
  const [file, args] = pinned('server', command(port))
  const child = spawn(file, args, { stdio: ['ignore', 'ignore', 'inherit'], env: environment() })
  while (!(await ask(url).catch(() => false))) {
    const isGone = child.exitCode !== null || performance.now() - start > patience
    if (isGone) throw new Error(`No answer from: node ${command(port).join(' ')}`)
    await sleep(5)
  }
  const readyAfter = performance.now() - start
  return { url, pid: child.pid!, readyAfter, [Symbol.asyncDispose]: () => stop(child) }
}

/** As a user has it: nothing that this process was started with. */
function environment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, NODE_ENV: __, ...rest } = process.env
  return rest
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
