/** The programs that users would have on their machine, and an environment in which there is nothing else. */
import { existsSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { root } from '@parlance/compiler'
import type { Workshop } from './workshop.ts'

const own = join(import.meta.dirname, '..', 'node_modules')

/** A program inside an npm package. Shims of package managers will not do: they point NODE_PATH into the repository. */
function programOf(modules: string, ...path: string[]): string {
  const program = join(modules, ...path)
  if (existsSync(program)) return program
  throw new Error(`${path[0]} is missing: there is no ${program}. Install it with \`npm run setup\`.`)
}

/** The promised runtimes, name → program. Node 22, the oldest, comes with the drills. */
export function runtimes(): Record<'node-22' | 'node' | 'bun' | 'deno', string> {
  return {
    'node-22': programOf(join(root, 'packages', 'drills', 'node_modules'), 'node-22', 'bin', 'node'),
    node: process.execPath,
    bun: programOf(own, 'bun', 'bin', 'bun.exe'),
    deno: programOf(own, 'deno', 'deno'),
  }
}

/** The command line of changesets. */
export function changesets(): string {
  return programOf(join(root, 'node_modules'), '@changesets', 'cli', 'bin.js')
}

/** The package manager of the repository. */
export function pnpm(): string {
  return programOf(own, 'pnpm', 'pnpm')
}

/** The machine's own folders of programs: what npm scripts put in front of them leads into the repository. */
function machinePath(): string[] {
  return (process.env['PATH'] ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'))
}

/**
 * An environment with a home, caches and settings of its own inside the workshop. Programs find the running Node, pnpm,
 * Bun and Deno, and the machine's npm; of the variables around us nothing is passed on.
 *
 * @param registry address of the registry that everything is installed from
 */
export function environment(workshop: Workshop, registry: string): NodeJS.ProcessEnv {
  const bin = workshop.path('bin')
  const { node, bun, deno } = runtimes()
  const programs = { node, bun, deno, pnpm: pnpm() }
  for (const [name, program] of Object.entries(programs)) {
    if (!existsSync(join(bin, name))) symlinkSync(program, join(bin, name))
  }
  const home = workshop.path('home')
  writeFileSync(join(home, '.npmrc'), `registry=${registry}\n`)
  return {
    PATH: [bin, ...machinePath()].join(delimiter),
    HOME: home,
    TMPDIR: workshop.path('tmp'),
    XDG_CACHE_HOME: workshop.path('home', 'cache'),
    XDG_CONFIG_HOME: workshop.path('home', 'config'),
    XDG_DATA_HOME: workshop.path('home', 'data'),
    XDG_STATE_HOME: workshop.path('home', 'state'),
    npm_config_registry: registry,
    npm_config_userconfig: join(home, '.npmrc'),
    npm_config_globalconfig: join(home, 'global.npmrc'),
    npm_config_cache: workshop.path('home', 'cache', 'npm'),
    npm_config_update_notifier: 'false',
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    PNPM_HOME: workshop.path('home', 'pnpm'),
    BUN_INSTALL: workshop.path('home', 'bun'),
    BUN_INSTALL_CACHE_DIR: workshop.path('home', 'cache', 'bun'),
    DENO_DIR: workshop.path('home', 'cache', 'deno'),
    DENO_NO_UPDATE_CHECK: '1',
    DO_NOT_TRACK: '1',
    NO_COLOR: '1',
    // Package managers ask nobody.
    CI: 'true',
  }
}
