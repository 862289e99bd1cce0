import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { root } from '@parlance/compiler'

/** Where packages of others come from. */
export interface Upstream {
  readonly url: string
  /** Certificates that stand in for the usual ones, if npm is told of some. */
  readonly ca?: string
}

/** The registry that this machine's npm is set up for. It is never printed: it may be private. */
export function readUpstream(): Upstream {
  const { stdout, status } = spawnSync('npm', ['config', 'get', 'registry', 'cafile'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Error('`npm config get registry` failed: npm is needed on this machine.')
  const lines = Object.fromEntries(stdout.split('\n').map((line) => line.split('=', 2))) as Record<
    string,
    string | undefined
  >
  const { registry, cafile } = lines
  if (!registry) throw new Error('npm knows no registry. Name one by `npm config set registry <address>`.')
  return {
    url: registry,
    ...(cafile && cafile !== 'null' && { ca: readFileSync(cafile, 'utf8') }),
  }
}
