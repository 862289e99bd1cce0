import { join } from 'node:path'
import { environment } from './programs.ts'
import type { Manifest } from './published.ts'
import { publishStage } from './publish.ts'
import { startRegistry } from './registry.ts'
import { stageRelease } from './stage.ts'
import { readUpstream } from './upstream.ts'
import type { Workshop } from './workshop.ts'

/** What every step works with once the release is published. */
export interface Scene {
  readonly workshop: Workshop
  readonly env: NodeJS.ProcessEnv
  /** What is in the registry. */
  readonly manifests: readonly Manifest[]
  /** Address of the mock; the step that starts it sets it. */
  mock?: string
}

/** Releases the repository as it is into a registry of its own: version, pack, publish. */
export async function openScene(workshop: Workshop, report: (line: string) => void): Promise<Scene> {
  const registry = await startRegistry(workshop, readUpstream())
  const env = environment(workshop, registry.url)
  report('The throw-away registry is up')
  const stage = await stageRelease(workshop, env)
  report(`changesets gave out ${stage.published[0]!.manifest.version}`)
  await publishStage(workshop, stage, registry, env)
  report(`${stage.published.length} packages are packed and published`)
  return { workshop, env, manifests: stage.published.map(({ manifest }) => manifest) }
}

/** The folder of a project of a user. */
export function projectOf({ workshop }: Scene, name: string): string {
  return workshop.path('projects', name)
}

/** The address of the mock, once it is up. */
export function mockOf({ mock }: Scene): string {
  if (mock === undefined) throw new Error('The mock has not been started.')
  return mock
}

/** The folder of an installed package, as the project sees it. */
export function installed(project: string, name: string): string {
  return join(project, 'node_modules', name)
}
