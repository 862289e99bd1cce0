import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The root of the repository. */
export const root = fileURLToPath(new URL('../../../', import.meta.url))

/** The providers: the folders under `specs/` that hold an `openapi.yaml`, in alphabetical order. */
export function listProviders(specs = `${root}specs`): string[] {
  return readdirSync(specs)
    .filter((name) => existsSync(`${specs}/${name}/openapi.yaml`))
    .toSorted()
}

/** Path of a provider's bundle. */
export function bundlePath(provider: string): string {
  return `${root}specs/${provider}/dist/openapi.json`
}
