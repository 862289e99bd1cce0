/** Finds the rules and the world that ship with the package. */
import { readFile } from 'node:fs/promises'
import type { StateRules } from './rules.ts'
import type { Seed } from './seed.ts'

/** Where `assemble` puts rules and worlds; found from `src/` and from `dist/` alike. */
export const rulesDirectory = new URL('../../dist/rules/', import.meta.url)
export const worldsDirectory = new URL('../../dist/worlds/', import.meta.url)

/** The shipped rules of a provider; none where everything is derived from its document. */
export async function rulesOf(name: string): Promise<StateRules> {
  try {
    const module = (await import(new URL(`${name}.js`, rulesDirectory).href)) as { default: StateRules }
    return module.default
  } catch (error) {
    if (isMissing(error)) return {}
    throw error
  }
}

/** The shipped world of a provider; an empty one where it has none. */
export async function worldOf(name: string): Promise<Seed> {
  try {
    return JSON.parse(await readFile(new URL(`${name}.json`, worldsDirectory), 'utf8')) as Seed
  } catch (error) {
    if (isMissing(error)) return {}
    throw error
  }
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ENOENT' || code === 'ERR_MODULE_NOT_FOUND'
}
