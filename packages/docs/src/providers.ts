import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { listProviders } from '@parlance/compiler'

/** A folder under `specs/` and what the build made of it. */
export interface Provider {
  name: string
  /** The bundled spec, in the two forms readers download. */
  bundles: { json: string; yaml: string }
  /** The finished reference page. */
  reference: string
}

/** Finds the providers: every folder that holds an `openapi.yaml`. Fails where one has not been built. */
export async function findProviders(specs: string): Promise<Provider[]> {
  if (!existsSync(specs)) throw new Error(`${specs} does not exist, so there is nothing to gather.`)
  const providers = listProviders(specs).map((name) => providerAt(join(specs, name), name))
  const missing = providers.flatMap((provider) => missingOf(provider))
  if (missing.length > 0)
    throw new Error([...missing, 'Run `npm run build`, which makes them first.'].join('\n'))
  return providers
}

function providerAt(folder: string, name: string): Provider {
  const dist = join(folder, 'dist')
  return {
    name,
    bundles: { json: join(dist, 'openapi.json'), yaml: join(dist, 'openapi.yaml') },
    reference: join(dist, 'reference', 'index.html'),
  }
}

function missingOf({ name, bundles, reference }: Provider): string[] {
  const files: [string, string][] = [
    [bundles.json, 'dist/openapi.json'],
    [bundles.yaml, 'dist/openapi.yaml'],
    [reference, 'dist/reference'],
  ]
  return files.filter(([file]) => !existsSync(file)).map(([, label]) => `specs/${name} has no ${label}.`)
}
