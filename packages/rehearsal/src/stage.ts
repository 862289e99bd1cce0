import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { listPublished, root } from '@parlance/compiler'
import { changesets, pnpm } from './programs.ts'
import type { Manifest, Published } from './published.ts'
import { run } from './run.ts'
import type { Workshop } from './workshop.ts'

/** The repository as it is right before a release, in a folder of its own. */
export interface Stage {
  readonly folder: string
  /** The packages with the version that the release gives them. */
  readonly published: readonly Published[]
}

const rootFiles = ['package.json', 'pnpm-workspace.yaml', 'LICENSE', '.changeset']
/** What no build makes and no git knows. */
const leftOut = new Set(['node_modules', '.turbo'])

/**
 * Copies what a release reads and lets changesets give out the next version. The repository itself stays as it is.
 *
 * @throws {Error} when something published was not built
 */
export async function stageRelease(workshop: Workshop, env: NodeJS.ProcessEnv): Promise<Stage> {
  const folder = workshop.path('stage')
  const published = listPublished<Manifest>()
  for (const file of rootFiles) await cp(join(root, file), join(folder, file), { recursive: true })
  await copyManifests(folder)
  for (const one of published) await copyPackage(folder, one)
  await addChangeset(folder, published[0]!.manifest.name)
  await findChangelogWriter(join(folder, '.changeset', 'config.json'))
  await run(workshop, { program: process.execPath, args: [changesets(), 'version'], cwd: folder, env })
  return { folder, published: listPublished<Manifest>(folder) }
}

/** Of everything in the workspace, so that dependencies on it are understood. */
async function copyManifests(folder: string): Promise<void> {
  for (const parent of ['packages', 'specs']) {
    for (const name of await readdir(join(root, parent))) {
      const manifest = join(root, parent, name, 'package.json')
      if (!existsSync(manifest)) continue
      await mkdir(join(folder, parent, name), { recursive: true })
      await cp(manifest, join(folder, parent, name, 'package.json'))
    }
  }
}

async function copyPackage(folder: string, { folder: name, manifest }: Published): Promise<void> {
  const from = join(root, 'packages', name)
  if (!existsSync(join(from, 'dist'))) {
    throw new Error(`${manifest.name} was not built: run \`npm run build\` first.`)
  }
  await cp(from, join(folder, 'packages', name), {
    recursive: true,
    filter: (path) => !leftOut.has(basename(path)),
  })
}

/** Right after a release there is nothing to release: one more change makes sure of a version that nobody has seen. */
async function addChangeset(folder: string, name: string): Promise<void> {
  await writeFile(join(folder, '.changeset', 'rehearsal.md'), `---\n'${name}': patch\n---\n\nA rehearsal.\n`)
}

/** What writes the changelogs is code, and stays where its own dependencies are. */
async function findChangelogWriter(file: string): Promise<void> {
  const config = JSON.parse(await readFile(file, 'utf8')) as { changelog?: unknown }
  const [writer, ...options] = [config.changelog].flat()
  if (typeof writer !== 'string' || !writer.startsWith('.')) return
  const changelog = [join(root, '.changeset', writer), ...options]
  await writeFile(
    file,
    JSON.stringify({ ...config, changelog: options.length > 0 ? changelog : changelog[0] }),
  )
}

/** Packs what is on stage, without asking any registry. Gives the tarballs by folder of their packages. */
export async function packStage(
  workshop: Workshop,
  stage: Stage,
  env: NodeJS.ProcessEnv,
): Promise<Map<string, string>> {
  const to = workshop.path('packed')
  const packed = stage.published.map(async ({ folder, manifest }) => {
    const cwd = join(stage.folder, 'packages', folder)
    await run(workshop, { program: pnpm(), args: ['pack', '--pack-destination', to], cwd, env })
    const file = `${manifest.name.replace('@', '').replace('/', '-')}-${manifest.version}.tgz`
    return [folder, join(to, file)] as const
  })
  return new Map(await Promise.all(packed))
}
