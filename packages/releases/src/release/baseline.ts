/**
 * The last release as it is kept in the repository, so that a shallow clone without network can compare with it:
 * `releases/last/` has its bundles, API reports, programs of users and surfaces of packages.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Document } from '@parlance/compiler'
import { readSurface, type Surface } from '../surface/surface.ts'
import { readBundle, readJson, type Workspace } from '../workspace.ts'

/** One provider of the last release. */
export interface BaselineProvider {
  bundle: Document
  /** Its API report. */
  report: string
  /** A program that was written by hand, where the client has one. */
  consumer?: string
}

/** The last release. */
export interface Baseline {
  version: string
  providers: Map<string, BaselineProvider>
  /** Package → its surface. */
  surfaces: Map<string, Surface>
}

const baselineFolder = 'releases/last'

const manifest = 'release.json'

/** Reads the last release; `undefined` before the first. */
export function readBaseline(root: string): Baseline | undefined {
  const folder = join(root, baselineFolder)
  if (!existsSync(join(folder, manifest))) return undefined
  const { version, surfaces } = readJson<{ version: string; surfaces: Record<string, Surface> }>(
    join(folder, manifest),
  )
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'openapi.json')))
  const providers = names.map((name) => [name, readProvider(join(folder, name))] as const)
  return { version, providers: new Map(providers), surfaces: new Map(Object.entries(surfaces)) }
}

function readProvider(folder: string): BaselineProvider {
  const consumer = join(folder, 'consumer.ts.txt')
  return {
    bundle: readJson<Document>(join(folder, 'openapi.json')),
    report: readFileSync(join(folder, 'api.md'), 'utf8'),
    ...(existsSync(consumer) && { consumer: readFileSync(consumer, 'utf8') }),
  }
}

/** Takes down the repository as the release that it is now. It has to be built. */
export async function takeBaseline(workspace: Workspace, version: string): Promise<Baseline> {
  const { root, packages } = workspace
  const providers = workspace.providers.map((name) => {
    const consumer = join(root, 'packages', name, 'test/consumer.ts')
    const provider: BaselineProvider = {
      bundle: readBundle(root, name),
      report: readFileSync(join(root, 'packages', name, 'api.md'), 'utf8'),
      ...(existsSync(consumer) && { consumer: readFileSync(consumer, 'utf8') }),
    }
    return [name, provider] as const
  })
  const surfaces = new Map<string, Surface>()
  for (const one of packages) surfaces.set(one.name, await readSurface(root, one))
  return { version, providers: new Map(providers), surfaces }
}

/** Writes a baseline below a folder, in the place of the one that is there. */
export async function writeBaseline(root: string, { version, providers, surfaces }: Baseline): Promise<void> {
  const folder = join(root, baselineFolder)
  await rm(folder, { recursive: true, force: true })
  const files = new Map([[manifest, lines({ version, surfaces: Object.fromEntries(surfaces) })]])
  for (const [name, { bundle, report, consumer }] of providers) {
    files.set(`${name}/openapi.json`, lines(bundle))
    files.set(`${name}/api.md`, report)
    // Not `.ts`: it is checked against the clients of a later day, by the gate alone.
    if (consumer !== undefined) files.set(`${name}/consumer.ts.txt`, consumer)
  }
  for (const [file, text] of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), text)
  }
}

/** JSON as it is kept in git: line by line, so that a release shows what it changed. */
export function lines(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
