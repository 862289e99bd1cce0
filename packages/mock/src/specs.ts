import { readdir } from 'node:fs/promises'
import { closest } from './closest.ts'
import { MockError } from './errors.ts'

/** Where `assemble` puts the bundles; found from `src/` and from `dist/` alike. */
export const specsDirectory = new URL('../dist/specs/', import.meta.url)

/** The bundle of one provider. */
export interface SpecFile {
  name: string
  file: string | URL
  /** Whether it ships with the package, and has been checked when it was assembled. */
  shipped: boolean
}

/** The bundle of each provider: the shipped ones, and those given by the user beside or instead of them. */
export async function findSpecs(
  providers: readonly string[] | undefined,
  own: Readonly<Record<string, string | URL>>,
): Promise<SpecFile[]> {
  Object.keys(own).forEach(checkName)
  const given = Object.entries(own).map(([name, file]) => ({ name, file, shipped: false }))
  const known = new Map([...(await shippedSpecs()), ...given].map((spec) => [spec.name, spec]))
  const wanted =
    providers === undefined ? [...known.keys()] : [...new Set([...providers, ...Object.keys(own)])]
  if (wanted.length === 0) {
    throw new MockError(
      'unknown-provider',
      'There is nothing to serve. Run `npm run build`, or give a spec of your own.',
    )
  }
  return wanted.map((name) => known.get(name) ?? unknown(name, [...known.keys()]))
}

async function shippedSpecs(): Promise<SpecFile[]> {
  const files = await readdir(specsDirectory).catch(() => [])
  const names = files.filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -'.json'.length))
  return names
    .toSorted()
    .map((name) => ({ name, file: new URL(`${name}.json`, specsDirectory), shipped: true }))
}

function checkName(name: string): void {
  if (/^[a-z0-9][a-z0-9._-]*$/i.test(name)) return
  throw new MockError(
    'bad-name',
    `"${name}" cannot be the name of a provider: use letters, digits, "-", "_" and ".".`,
  )
}

function unknown(name: string, known: readonly string[]): never {
  const meant = closest(name, known)
  const hint = meant === undefined ? '' : ` Did you mean "${meant}"?`
  const list = known.length > 0 ? known.join(', ') : 'none (run `npm run build` first)'
  throw new MockError('unknown-provider', `There is no provider "${name}".${hint} Known providers: ${list}.`)
}
