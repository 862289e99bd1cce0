import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const packages = join(import.meta.dirname, '..', '..', 'node_modules')

/** The program inside an npm package of this workspace. */
export function programOf(packageName: string, ...path: string[]): string {
  const program = join(packages, packageName, ...path)
  if (existsSync(program)) return program
  throw new Error(
    `${packageName} is missing: there is no ${path.join('/')} in it. Install it with \`npm run setup\`.`,
  )
}

/** Starts a program. It dies with `await using`. */
export function start(program: string, args: readonly string[], extra: readonly 'pipe'[] = []) {
  const child: ChildProcess = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe', ...extra],
    env: environment(),
  })
  let errors = ''
  child.stderr!.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const ended = new Promise<number | null>((resolve, reject) =>
    child.on('error', reject).on('close', resolve),
  )
  ended.catch(() => {}) // Whoever waits for it is told.
  return {
    child,
    ended,
    /** What it has written to its standard error, as far as a person wants to read. */
    errors: () => errors.slice(-4000),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await ended.catch(() => {})
    },
  }
}

/** Nothing of the tests' own environment that could change what a client does. */
function environment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env
  return { PATH, HOME, TMPDIR, NO_COLOR: '1' }
}
