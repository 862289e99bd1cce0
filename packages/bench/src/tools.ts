/** The tools that the benches run, each at the version this package pins. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from '@parlance/compiler'

/** The folder of this package. */
export const home = fileURLToPath(new URL('..', import.meta.url))

/** Everything the benches make; not in git, and safe to delete. */
export const workFolder = join(home, '.work')

interface Manifest {
  readonly version: string
  readonly bin?: Readonly<Record<string, string>>
}

/** Version of an installed package, as `node_modules` below a folder has it. */
export function versionOf(name: string, from = home): string {
  return manifest(name, from).version
}

/** Path of a package's command. */
export function commandOf(name: string, command: string, from = home): string {
  const path = manifest(name, from).bin?.[command]
  if (!path) throw new Error(`The package ${name} has no command \`${command}\`. Adapt packages/bench to it.`)
  return join(folderOf(name, from), path)
}

/** TypeScript's compiler as this package has it: 5.9, which the generators of other clients need. */
export const typescript5 = commandOf('typescript', 'tsc')

/** TypeScript's compiler as the repository has it. */
export const typescript7 = commandOf('typescript', 'tsc', root)

/**
 * Runs a script with Node and gives what it prints.
 *
 * @throws {Error} with its errors, or the end of its output, when it fails.
 */
export function runScript(script: string, args: readonly string[], cwd: string): Promise<string> {
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  const options = { cwd, env, maxBuffer: 2 ** 28, encoding: 'utf8' } as const
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [script, ...args], options, (error, stdout, stderr) => {
      if (!error) return resolve(stdout)
      const lines = `${stdout}${stderr}`.trim().split('\n')
      const errors = lines.filter((line) => /\berror\b/i.test(line))
      const told = (errors.length > 0 ? errors : lines).slice(-20).join('\n')
      reject(
        new Error(`${relative(home, script)} failed in ${relative(home, cwd)}:\n${told}`, { cause: error }),
      )
    })
  })
}

function manifest(name: string, from: string): Manifest {
  return JSON.parse(readFileSync(join(folderOf(name, from), 'package.json'), 'utf8')) as Manifest
}

function folderOf(name: string, from: string): string {
  return join(from, 'node_modules', name)
}
