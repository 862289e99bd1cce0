/** Finds the rules and the world that ship with the package. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { MockError } from '../errors.ts'
import type { StateRules } from './rules.ts'
import type { Seed } from './seed.ts'

/** Where `assemble` puts rules and worlds; found from `src/` and from `dist/` alike. */
export const assembledDirectory = new URL('../../dist/', import.meta.url)

/** Where in it those of one provider are. */
export const rulesFile = (name: string) => `rules/${name}.js`
export const worldFile = (name: string) => `worlds/${name}.json`

/** The shipped rules of a provider: empty ones where everything is derived from its document. */
export async function rulesOf(name: string, from: URL = assembledDirectory): Promise<StateRules> {
  const file = found(name, 'rules', new URL(rulesFile(name), from))
  const module = (await import(file.href)) as { default: StateRules }
  return module.default
}

/** The shipped world of a provider: what its examples show, where it keeps none of its own. */
export async function worldOf(name: string): Promise<Seed> {
  const file = found(name, 'world', new URL(worldFile(name), assembledDirectory))
  return JSON.parse(await readFile(file, 'utf8')) as Seed
}

/** Every provider has a file: without one nobody knows whether something is lost. */
function found(name: string, what: string, file: URL): URL {
  if (existsSync(file)) return file
  const mend = `install it again, or run \`npm run build\` in the repository. Looked for ${fileURLToPath(file)}.`
  throw new MockError('bad-spec', `This copy of the mock has no ${what} for "${name}": ${mend}`)
}
