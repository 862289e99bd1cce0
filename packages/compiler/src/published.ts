import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './providers.ts'

/** What of a `package.json` tells whether it is published. */
interface Named {
  readonly name: string
  readonly private?: boolean
}

/** A package that users install. */
export interface Published<Manifest> {
  /** Folder below `packages/`. */
  readonly folder: string
  readonly manifest: Manifest
}

/** Every package under `packages/` that is not private, by folder. */
export function listPublished<Manifest extends Named = Named>(repository = root): Published<Manifest>[] {
  return readdirSync(join(repository, 'packages'))
    .toSorted()
    .flatMap((folder) => {
      const file = join(repository, 'packages', folder, 'package.json')
      if (!existsSync(file)) return []
      const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest
      return manifest.private === true ? [] : [{ folder, manifest }]
    })
}
