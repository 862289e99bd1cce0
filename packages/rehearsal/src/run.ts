import { type ChildProcess, spawn } from 'node:child_process'
import type { Workshop } from './workshop.ts'

/** What to run, and where. */
export interface Command {
  readonly program: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
  /** Milliseconds until it is given up. Default: four minutes, for machines that do much else. */
  readonly patience?: number
}

const lastLines = 30

/** Starts a program in a process group of its own, which dies with the workshop. */
export function start(workshop: Workshop, { program, args, cwd, env }: Command): Started {
  const child = spawn(program, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const release = child.pid === undefined ? () => {} : workshop.keep(child.pid)
  let output = ''
  const note = (chunk: Buffer) => (output += chunk.toString())
  child.stdout.on('data', note)
  child.stderr.on('data', note)
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      release()
      resolve(code)
    })
  })
  ended.catch(() => {}) // Whoever waits for it is told.
  return { child, ended, output: () => output }
}

export interface Started {
  readonly child: ChildProcess
  readonly ended: Promise<number | null>
  /** What it has written so far, to standard output and error alike. */
  readonly output: () => string
}

/**
 * Runs a program to its end and gives what it wrote.
 *
 * @throws {Error} when it fails or takes too long, with the command, the folder and the last lines of its output.
 */
export async function run(workshop: Workshop, command: Command): Promise<string> {
  const { child, ended, output } = start(workshop, command)
  const patience = command.patience ?? 240_000
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
  }, patience)
  try {
    const code = await ended
    if (isLate) throw failure(command, `did not end within ${patience / 1000} s`, output())
    if (code !== 0) throw failure(command, `ended with exit code ${code}`, output())
    return output()
  } finally {
    clearTimeout(timer)
  }
}

/** An error that says what was run where, and how that ended. */
export function failure({ program, args, cwd }: Command, what: string, output: string): Error {
  const words = [program.split('/').at(-1), ...args].join(' ')
  const tail = output.trim().split('\n').slice(-lastLines).join('\n')
  return new Error(`\`${words}\` ${what} in ${cwd}.\n${tail || '(It wrote nothing.)'}`)
}
