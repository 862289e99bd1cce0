import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'

const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url))

/** The command line at work, as a process of its own. */
export interface Running extends AsyncDisposable {
  readonly child: ChildProcess
  /** What it has written so far. */
  readonly out: () => string
  readonly err: () => string
  /** Resolves with its output once that matches; rejects when the process ends before. */
  outputs(pattern: RegExp): Promise<RegExpExecArray>
  /** Resolves with its exit code and the signal that ended it. */
  readonly ended: Promise<unknown[]>
}

/** Starts the command line. */
export function launch(args: readonly string[], env: NodeJS.ProcessEnv = {}): Running {
  const child = spawn(process.execPath, [cli, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk) => (out += String(chunk)))
  child.stderr.on('data', (chunk) => (err += String(chunk)))
  const ended = once(child, 'close')
  const outputs = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const match = pattern.exec(out + err)
      if (match) return match
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`ended without ${pattern}: ${out}${err}`)
      await Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data'), ended])
    }
  }
  return {
    child,
    out: () => out,
    err: () => err,
    outputs,
    ended,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** Resolves when nobody listens at an address any more. */
export async function silence(url: string): Promise<void> {
  const { hostname, port } = new URL(url)
  for (;;) {
    const socket = connect(Number(port), hostname)
    const isOpen = await new Promise<boolean>((done) => {
      socket.once('connect', () => done(true)).once('error', () => done(false))
    })
    socket.destroy()
    if (!isOpen) return
    await new Promise((done) => setTimeout(done, 20))
  }
}
