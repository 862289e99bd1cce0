import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { changesets } from './programs.ts'
import type { Published } from './published.ts'
import type { Registry } from './registry.ts'
import { run } from './run.ts'
import type { Stage } from './stage.ts'
import type { Workshop } from './workshop.ts'

/** Packs and publishes what is on stage, with the commands of the release workflow, and looks whether it is there. */
export async function publishStage(
  workshop: Workshop,
  stage: Stage,
  registry: Registry,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const packed = join(workshop.path('release'), 'packed')
  const cwd = stage.folder
  const program = process.execPath
  await run(workshop, { program, args: [changesets(), 'pack', '--out-dir', packed], cwd, env })
  await run(workshop, {
    program,
    args: [changesets(), 'publish', '--from-pack-dir', packed, '--no-git-tag'],
    cwd,
    env: { ...env, npm_config_userconfig: publisherSettings(workshop, registry) },
  })
  for (const one of stage.published) await expectPublished(registry, one)
}

/** Only publishing knows the token. */
function publisherSettings(workshop: Workshop, { url, token }: Registry): string {
  const file = join(workshop.path('home'), 'publisher.npmrc')
  writeFileSync(file, `registry=${url}\n${url.replace('http:', '')}:_authToken=${token}\n`, { mode: 0o600 })
  return file
}

async function expectPublished({ url }: Registry, { manifest }: Published): Promise<void> {
  const response = await fetch(`${url}${manifest.name.replace('/', '%2f')}`)
  const { 'dist-tags': tags } = (await response.json()) as { 'dist-tags'?: { latest?: string } }
  if (tags?.latest === manifest.version) return
  throw new Error(
    `${manifest.name}@${manifest.version} is not in the registry: its latest is ${tags?.latest}.`,
  )
}
