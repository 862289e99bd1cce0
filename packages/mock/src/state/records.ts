/** The records of a session, read and replaced as a whole. */
import type { OpenApiDocument } from '../document.ts'
import { InputError, type Problem } from '../input.ts'
import { providerNamed, type Served } from '../patterns/names.ts'
import type { WorldRecords } from './options.ts'
import type { Row } from './rules.ts'
import { readSeed, type Seed, SeedError } from './seed.ts'
import type { CollectionDump } from './store/dump.ts'
import { InvalidRecord } from './store/problems.ts'
import type { Sessions } from './store/sessions.ts'

/** Records by provider and collection, the oldest first. */
export type StateRecords = Readonly<Record<string, Readonly<Record<string, readonly Row[]>>>>

/** All records of a session. */
export function recordsOf(sessions: Sessions, session: string, served: readonly Served[]): StateRecords {
  const worlds = served.map(({ name }) => {
    const collections = sessions.world(session, name).collections()
    return [name, Object.fromEntries(collections.map((one) => [one.name, [...one.rows()]]))] as const
  })
  return Object.fromEntries(worlds)
}

/**
 * Puts records in the place of those of the collections that are named.
 *
 * @throws InputError - and nothing has changed.
 */
export function setRecords(
  sessions: Sessions,
  session: string,
  served: readonly Served[],
  records: WorldRecords,
): void {
  const { clock, worlds } = sessions.dump(session)
  const changed = Object.entries(records).map(([name, data]) => {
    const { document } = providerNamed(served, name)
    const world = worlds[name] ?? {}
    const collections = world.collections ?? {}
    const seed = readRecords(document, name, data, Object.keys(collections))
    return [name, { ...world, collections: { ...collections, ...contentOf(seed) } }] as const
  })
  try {
    sessions.restore(session, { clock, worlds: { ...worlds, ...Object.fromEntries(changed) } })
  } catch (error) {
    throw error instanceof InvalidRecord ? new InputError(problemsOf(error, records)) : error
  }
}

function contentOf(seed: Seed): Record<string, CollectionDump> {
  return Object.fromEntries(Object.entries(seed).map(([name, records]) => [name, { records }]))
}

function readRecords(
  document: OpenApiDocument,
  provider: string,
  data: object,
  names: readonly string[],
): Seed {
  try {
    return readSeed(document, data, names)
  } catch (error) {
    if (!(error instanceof SeedError)) throw error
    throw new InputError([{ pointer: `/${provider}`, message: `is not valid: ${error.message}` }])
  }
}

function problemsOf({ collection, key, violations }: InvalidRecord, records: WorldRecords): Problem[] {
  const [provider = ''] = Object.entries(records).find(([, data]) => Object.hasOwn(data, collection)) ?? []
  const pointer = `/${provider}/${collection}`
  return violations.map((message) => ({ pointer, message: `has a record "${key}": ${message}` }))
}
