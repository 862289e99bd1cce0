/** What a world begins with: `world.yaml` of a provider, or a file of the user's. */
import { isObject, type OpenApiDocument, resolve } from '../document.ts'
import { valueAt } from '../pointer.ts'
import type { Row } from './rules.ts'
import { own } from './store/own.ts'

export type Seed = Readonly<Record<string, readonly Row[]>>

/** What is wrong with a seed, and where. */
export class SeedError extends Error {
  override readonly name = 'SeedError'
}

/**
 * Reads the records of one provider by collection. In place of a record, or beneath it, may stand `$example` (the name of
 * an example of the document), `$pick` (a JSON Pointer into it) and `$without` (keys to leave out).
 */
export function readSeed(document: OpenApiDocument, data: unknown, names: readonly string[]): Seed {
  if (!isObject(data)) throw new SeedError('it must be a map of collections')
  const collections = Object.entries(data).map(([name, records]) => {
    if (!names.includes(name))
      throw new SeedError(`there is no collection "${name}"; there are ${names.join(', ')}`)
    if (!Array.isArray(records)) throw new SeedError(`${name} must be a list of records`)
    return [name, records.map((record, index) => readRecord(document, record, `${name}/${index}`))] as const
  })
  return Object.fromEntries(collections)
}

function readRecord(document: OpenApiDocument, record: unknown, place: string): Row {
  if (!isObject(record)) throw new SeedError(`${place} must be a record`)
  const { $example: name, $pick: pick, $without: without = [], ...given } = record
  if (name === undefined && pick === undefined) return given
  if (name === undefined) throw new SeedError(`${place}: $pick is of no use without $example`)
  const example = exampleOf(document, String(name), place)
  const picked = typeof pick === 'string' ? valueAt(example, pick) : unwrapped(example)
  if (!isObject(picked)) throw new SeedError(`${place}: there is no record in the example ${String(name)}`)
  const left = new Set(Array.isArray(without) ? without : [without])
  const base = Object.fromEntries(Object.entries(picked).filter(([key]) => !left.has(key)))
  return { ...structuredClone(base), ...given }
}

function exampleOf(document: OpenApiDocument, name: string, place: string): unknown {
  const components = document.components as { examples?: Record<string, object> } | undefined
  const example = own(components?.examples, name)
  try {
    if (example) return resolve<{ value?: unknown }>(document, example).value
  } catch {
    // A reference that leads nowhere.
  }
  throw new SeedError(`${place}: the document has no example "${name}"`)
}

/** A thing that is alone in a wrapper. */
function unwrapped(value: unknown): unknown {
  if (!isObject(value)) return value
  const [only, ...others] = Object.values(value)
  return others.length === 0 && isObject(only) ? only : value
}

/** How the records of a seed break the schemas of their collections, with their places. */
export function seedProblems(
  seed: Seed,
  shapes: ReadonlyMap<string, { readonly key: string; readonly check: (row: Row) => readonly string[] }>,
): string[] {
  return Object.entries(seed).flatMap(([name, rows]) => {
    const shape = shapes.get(name)
    const keys = new Set<string>()
    return rows.flatMap((row, index) => {
      const property = shape?.key ?? 'id'
      const key = own(row, property)
      if (typeof key !== 'string' && typeof key !== 'number')
        return [`${name}/${index}: has no ${property}, by which it would be found`]
      const isTwice = keys.has(String(key))
      keys.add(String(key))
      const problems = shape?.check(row) ?? []
      const all = isTwice ? [...problems, 'is there twice'] : problems
      return all.map((problem) => `${name}/${index} (${key}): ${problem}`)
    })
  })
}
