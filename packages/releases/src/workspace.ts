import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Document, listProviders, listPublished, type Published } from '@parlance/compiler'
import { gt } from 'semver'

/** What of a `package.json` this package reads. */
export interface Manifest {
  name: string
  version: string
  private?: boolean
  bin?: Record<string, string>
  exports?: Record<string, string | { types?: string; default?: string }>
  [field: string]: unknown
}

/** A published package. */
export interface Package {
  name: string
  /** Its folder, from the root: `packages/mock`. */
  folder: string
  manifest: Manifest
  /** The provider whose client it is. */
  provider?: string
}

/** The parts of the repository that a release is about. */
export interface Workspace {
  root: string
  providers: string[]
  packages: Package[]
  /** The version that all published packages share. */
  version: string
}

/** Reads a repository: which providers it has, which packages it publishes, at which version. */
export function readWorkspace(root: string): Workspace {
  const providers = listProviders(join(root, 'specs'))
  const packages = listPublished<Manifest>(root).map((one) => packageOf(one, providers))
  const versions = packages.map(({ manifest }) => manifest.version)
  const version = versions.reduce((a, b) => (gt(b, a) ? b : a), '0.0.0')
  return { root, providers, packages, version }
}

function packageOf({ folder, manifest }: Published<Manifest>, providers: string[]): Package {
  const own = { name: manifest.name, folder: `packages/${folder}`, manifest }
  return providers.includes(folder) ? { ...own, provider: folder } : own
}

/** Reads the bundle of a provider as it is after the build. */
export function readBundle(root: string, provider: string): Document {
  return readJson<Document>(join(root, 'specs', provider, 'dist/openapi.json'))
}

/**
 * Reads a JSON file.
 *
 * @throws {Error} that names the file, and the build where the build makes it.
 */
export function readJson<T>(file: string): T {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new Error(
      `${file} is missing.${file.includes('dist') ? ' Run `npm run build`, which makes it.' : ''}`,
    )
  }
  try {
    return JSON.parse(text) as T
  } catch (error) {
    throw new Error(`${file} is no JSON: ${(error as Error).message}. Restore it from git.`, { cause: error })
  }
}
