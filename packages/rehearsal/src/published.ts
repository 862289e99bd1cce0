import type { Published as PublishedPackage } from '@parlance/compiler'

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
export type Published = PublishedPackage<Manifest>

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
