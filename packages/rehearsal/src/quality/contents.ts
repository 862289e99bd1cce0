import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '@parlance/compiler'
import { isClient, type Published } from '../published.ts'
import type { Tarball } from './tarball.ts'

/** What stands beside `dist/` in every package, and what may. */
const always = ['package.json', 'README.md', 'LICENSE']
const also = new Set(['CHANGELOG.md', 'api.md'])

/** Files that do not belong into a package: what is no document, and was not made from a source that is still there. */
export function strayFiles({ files }: Tarball, { folder, manifest }: Published): string[] {
  const source = join(root, 'packages', folder, 'src', isClient(manifest) ? 'generated' : '')
  return [...files.keys()].filter((file) => {
    if (always.includes(file) || also.has(file) || isData(file, manifest)) return false
    const module = /^dist\/(.+)(\.d\.ts|\.js)$/.exec(file)?.[1]
    return module === undefined || isTest(module) || !existsSync(join(source, `${module}.ts`))
  })
}

/** What the mock serves: documents, the rules of their data, and the worlds that it begins with. */
const served = /^dist\/(specs\/[\w-]+\.json|rules\/[\w-]+\.js|worlds\/[\w-]+\.json)$/

/** Bundles: the client's own, and what the mock serves. */
function isData(file: string, { exports }: Published['manifest']): boolean {
  return Object.values(exports).includes(`./${file}`) || served.test(file)
}

function isTest(module: string): boolean {
  return /\.test(-d)?$/.test(module)
}

/** What every package must have and this one has not. */
export function missingFiles({ files }: Tarball): string[] {
  return [...always, 'CHANGELOG.md'].filter((file) => !files.get(file)?.trim())
}

/** What makes sense on the machine of whoever packed it, and nowhere else. */
const local = [
  [root.replace(/[\\/]$/, ''), 'the folder of the repository'],
  ['workspace:', 'a dependency on the workspace'],
  ['catalog:', 'a version from the catalogue'],
  ['file://', 'an address of a file'],
  ['sourceMappingURL', 'a source map'],
] as const

/** A path on somebody's disk. */
const disk = /(?<![\w.:/])(\/(home|Users|root|tmp|work)\/[\w.-]+|[A-Z]:\\\\?[\w.-]+)/

/** Places of files that name something local: `dist/a.js: the folder of the repository`. */
export function localTraces({ files }: Tarball): string[] {
  return [...files].flatMap(([file, text]) => {
    const found: string[] = local.filter(([trace]) => text.includes(trace)).map(([, what]) => what)
    const path = disk.exec(text)?.[1]
    if (path !== undefined) found.push(`the path ${path}`)
    return found.map((what) => `${file}: ${what}`)
  })
}
