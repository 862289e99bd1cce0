/** Telling pnpm of the new packages, so that they resolve and the lockfile knows them. */
import { spawnSync } from 'node:child_process'
import { delimiter, join } from 'node:path'

/** Runs the repository's own pnpm; `false` when it failed, which it has explained. */
export function install(root: string): boolean {
  const { status } = spawnSync('pnpm', ['install', '--no-frozen-lockfile', '--prefer-offline'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: {
      ...process.env,
      SCARF_ANALYTICS: 'false',
      PATH: [join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter),
    },
  })
  return status === 0
}
