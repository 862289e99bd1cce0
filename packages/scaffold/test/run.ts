/** Running commands in a copy of the repository. */
import { spawnSync } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { linkProvider } from './copy.ts'

/** How a command ended. */
interface Run {
  code: number | null
  output: string
}

/** Runs a command in a folder of a copy, with the tools of that folder. */
function run(root: string, folder: string, command: string, ...args: string[]): Run {
  const bins = [join(root, folder, 'node_modules/.bin'), join(root, 'node_modules/.bin')]
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: join(root, folder),
    encoding: 'utf8',
    env: {
      ...process.env,
      NODE_ENV: '',
      NO_COLOR: '1',
      INIT_CWD: root,
      REDOCLY_TELEMETRY: 'off',
      PATH: [...bins, process.env['PATH']].join(delimiter),
    },
  })
  return { code: status, output: `${stdout}${stderr}` }
}

/**
 * Runs a command that has to succeed.
 *
 * @returns what it wrote.
 */
export function pass(root: string, folder: string, command: string, ...args: string[]): string {
  const { code, output } = run(root, folder, command, ...args)
  if (code === 0) return output
  throw new Error(`${command} ${args.join(' ')} in ${folder} ended with ${code}:\n${output}`)
}

/** Runs `npm run new-provider`, without npm and without pnpm. */
export function newProvider(root: string, ...args: string[]): Run {
  return run(root, '.', process.execPath, 'packages/scaffold/src/cli.ts', ...args, '--no-install')
}

/** Builds the two packages of a provider, as `npm run build` does. */
export function build(root: string, name: string): void {
  linkProvider(root, name)
  pass(root, `specs/${name}`, process.execPath, '../../packages/compiler/src/cli/bundle.ts')
  pass(root, `packages/${name}`, process.execPath, '../../packages/compiler/src/cli/generate.ts')
  pass(root, `packages/${name}`, 'tsc', '-p', 'tsconfig.build.json')
}
