import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Manifest } from '../workspace.ts'

/** The built files of a package that its users reach. */
export interface Built {
  /** Subpath of `exports` → its declarations. */
  declarations: Map<string, string>
  /** Every file that is loaded or read for types, from the package's folder. */
  files: string[]
  /** Name of a command → its program. */
  commands: Map<string, string>
}

/** Follows the imports of what a package exports. What lies in `dist` besides, nobody reaches. */
export function builtFiles(folder: string, { exports = {}, bin = {} }: Manifest): Built {
  const declarations = new Map<string, string>()
  const entries: string[] = []
  for (const [subpath, target] of Object.entries(exports)) {
    const { types, default: main } =
      typeof target === 'string' ? { types: undefined, default: target } : target
    if (types !== undefined) declarations.set(subpath, types)
    entries.push(...[types, main].filter((one) => one !== undefined))
  }
  const commands = new Map(Object.entries(bin))
  const missing = [...entries, ...commands.values()].find((file) => !existsSync(join(folder, file)))
  if (missing !== undefined) {
    throw new Error(`${join(folder, missing)} is missing. Run \`npm run build\`, which makes it.`)
  }
  const found = new Set<string>()
  const open = [...entries, ...commands.values()].map((file) => file.replace(/^\.\//, ''))
  while (open.length > 0) {
    const file = open.pop()!
    if (found.has(file)) continue
    found.add(file)
    if (!/\.(js|ts)$/.test(file)) continue
    open.push(...importsOf(folder, file))
  }
  return { declarations, files: [...found].toSorted(), commands }
}

const specifier = /(?:from\s*|import\s*\(?\s*)["'](?<path>\.{1,2}\/[^"']+)["']/g

/** The files of a package that a file imports. */
function importsOf(folder: string, file: string): string[] {
  const text = readFileSync(join(folder, file), 'utf8')
  return [...text.matchAll(specifier)].flatMap(
    ({ groups }) => importedFile(folder, file, groups!['path']!) ?? [],
  )
}

/** The file that a relative import of a file leads to. */
export function importedFile(folder: string, file: string, specifier: string): string | undefined {
  const path = join(dirname(file), specifier)
  const target = file.endsWith('.d.ts') ? path.replace(/(?<!\.d)\.(js|ts)$/, '.d.ts') : path
  return existsSync(join(folder, target)) ? target : undefined
}
