import { existsSync, readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '@parlance/compiler'

/** Where an export leads: a file, or files by condition. */
export type Target = string | { readonly types?: string; readonly default?: string }

/** What a package.json says, as far as a release is concerned. */
export interface Manifest {
  readonly name: string
  readonly version: string
  readonly private?: boolean
  readonly exports: Readonly<Record<string, Target>>
  readonly bin?: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly [field: string]: unknown
}

/** A package that users install. */
export interface Published {
  /** Folder below `packages/`. */
  readonly folder: string
  readonly manifest: Manifest
}

/** Every package under `packages/` that is not private, by folder. */
export async function listPublished(repository = root): Promise<Published[]> {
  const folders = (await readdir(join(repository, 'packages'))).toSorted()
  return folders.flatMap((folder) => {
    const file = join(repository, 'packages', folder, 'package.json')
    if (!existsSync(file)) return []
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest
    return manifest.private === true ? [] : [{ folder, manifest }]
  })
}

/** Whether a package is a client: they alone export what they were made from. */
export function isClient({ exports }: Manifest): boolean {
  return './openapi.json' in exports
}

/** Whether a package is a program for Node rather than a library for every runtime. */
export function isProgram({ bin }: Manifest): boolean {
  return bin !== undefined
}

/** Dependencies that only servers have a use for: they are typed with Node's types. */
const serverOnly = ['redis']

/** Whether a package is for servers, so that its types need those of Node. */
export function isForServers(manifest: Manifest): boolean {
  return isProgram(manifest) || serverOnly.some((name) => name in (manifest.dependencies ?? {}))
}

/** `@parlance/chitchats` and `./types` as users write them: `@parlance/chitchats/types`. */
export function specifierOf(name: string, subpath: string): string {
  return name + subpath.slice(1)
}
