import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import MiniSearch from 'minisearch'
import { options } from '../assets/search-options.js'
import type { Entry } from './entries.ts'

/** The index as pages load it: one file, with what results show. */
export function searchIndex(entries: Entry[]): string {
  const index = new MiniSearch<Entry>(options)
  index.addAll(entries)
  return JSON.stringify(index)
}

/** The library that reads the index in browsers, as one module. */
export async function searchLibrary(): Promise<string> {
  const common = createRequire(import.meta.url).resolve('minisearch')
  const file = join(dirname(common), '..', 'es', 'index.js')
  return (await readFile(file, 'utf8')).replace(/\n\/\/# sourceMappingURL=.*/, '')
}
