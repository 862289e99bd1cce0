/** Runs the tools that the suite judges with, as users run them. */
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { root } from '@parlance/compiler'

export interface Finished {
  code: number | null
  /** What it wrote to both of its outputs. */
  output: string
}

const cli = createRequire(import.meta.url).resolve('@redocly/cli/bin/cli.js')
const quiet = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }

/** Runs a command in the root of the repository to its end. */
export async function run(command: string, ...args: string[]): Promise<Finished> {
  const env = { ...process.env, ...quiet }
  const child = spawn(command, args, { cwd: root, env, shell: process.platform === 'win32' })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const code = await new Promise<number | null>((resolve, reject) =>
    child.on('error', reject).on('close', resolve),
  )
  return { code, output }
}

/** Runs the Redocly CLI. */
export function redocly(...args: string[]): Promise<Finished> {
  return run(process.execPath, cli, ...args)
}
