import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'

/** The bundled suite in a folder of its own, with the programs around it that each runtime needs. */
export interface Bundle extends AsyncDisposable {
  readonly folder: string
}

/** Bundles the suite. It fails when the suite imports what is not there on every runtime, such as a module of Node. */
export async function bundle(): Promise<Bundle> {
  const folder = await mkdtemp(join(tmpdir(), 'parlance-drills-'))
  await cp(join(import.meta.dirname, 'hosts'), folder, { recursive: true })
  await build({
    entryPoints: [join(import.meta.dirname, 'suite', 'suite.ts')],
    outfile: join(folder, 'suite.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2023',
    logLevel: 'silent',
  })
  return {
    folder,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}
