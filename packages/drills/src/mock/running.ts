/** The mock as a process of its own, started as users start it. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { cli } from './bundle.ts'

/** A running mock. */
export interface Running extends AsyncDisposable {
  readonly origin: string
  /** Whether the process lives. */
  isAlive(): boolean
  /** What it has written to stderr. */
  complaints(): string
  /** Bytes of memory that the process holds. */
  memory(): number
  /** Asks it to stop, and gives its exit code and how many milliseconds that took. */
  stop(): Promise<{ code: number | null; ms: number }>
}

/** Starts the mock on any free port. */
export async function startProcess(...flags: string[]): Promise<Running> {
  const child = spawn(process.execPath, [fileURLToPath(cli), '--port', '0', ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let complaints = ''
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()))
  const ended = once(child, 'close')
  const origin = await originOf(child, () => complaints)
  const isAlive = () => child.exitCode === null && child.signalCode === null
  return {
    origin,
    isAlive,
    complaints: () => complaints,
    memory: () => memoryOf(child.pid!),
    async stop() {
      const begun = performance.now()
      child.kill('SIGTERM')
      await ended
      return { code: child.exitCode, ms: performance.now() - begun }
    },
    async [Symbol.asyncDispose]() {
      if (isAlive()) child.kill('SIGKILL')
      await ended
    },
  }
}

async function originOf(child: ChildProcess, complaints: () => string): Promise<string> {
  let said = ''
  for await (const chunk of child.stdout!) {
    said += String(chunk)
    const origin = /http:\/\/[^/\s]+/.exec(said)?.[0]
    if (origin === undefined || !said.includes('Ready')) continue
    return origin
  }
  throw new Error(`The mock did not start: ${complaints()}`)
}

function memoryOf(pid: number): number {
  return 1024 * Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }))
}
