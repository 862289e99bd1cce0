/** Running the repository's own tools, as its scripts do. */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'

/** How a tool ended, with what it wrote. */
export interface Finished {
  code: number | null
  stdout: string
  /** Both outputs, the second after the first. */
  output: string
}

const redoclyCli = createRequire(import.meta.url).resolve('@redocly/cli/bin/cli.js')
// In the environment of tests, Redocly prints files instead of writing them.
const quiet = {
  REDOCLY_TELEMETRY: 'off',
  REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
  NO_COLOR: '1',
  NODE_ENV: 'production',
}

/** Runs the Redocly CLI in a folder. */
export function redocly(cwd: string, ...args: string[]): Finished {
  return run(process.execPath, [redoclyCli, ...args], cwd)
}

/** Runs a tool of the root's `node_modules`. */
export function rootTool(root: string, tool: string, args: string[], cwd = root): Finished {
  return run(tool, args, cwd, [join(root, 'node_modules', '.bin')])
}

/** Formats a folder that is not in the repository yet by the repository's rules. */
export function format(root: string, folder: string): void {
  const args = ['--config', join(root, '.oxfmtrc.json'), '--no-error-on-unmatched-pattern', '.']
  const { code, output } = rootTool(root, 'oxfmt', args, folder)
  if (code !== 0) throw new Error(`The new files could not be formatted:\n${output}`)
}

function run(command: string, args: string[], cwd: string, path: string[] = []): Finished {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    shell: process.platform === 'win32',
    env: { ...process.env, ...quiet, PATH: [...path, process.env['PATH']].join(delimiter) },
  })
  if (error) throw error
  return { code: status, stdout, output: `${stdout}${stderr}` }
}
