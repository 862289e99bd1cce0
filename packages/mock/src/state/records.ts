/** The records of a session, read and replaced as a whole. */
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
    const seed = asInput(name, () => readSeed(document, data, Object.keys(collections)))
    return [name, { ...world, collections: { ...collections, ...contentOf(seed) } }] as const
  })
  const next = { clock, worlds: { ...worlds, ...Object.fromEntries(changed) } }
  asInput('', () => sessions.restore(session, next))
}

function contentOf(seed: Seed): Record<string, CollectionDump> {
  return Object.fromEntries(Object.entries(seed).map(([name, records]) => [name, { records }]))
}

/** Says what is wrong with data in the words for inputs. */
function asInput<T>(provider: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    const problems = problemsOf(error, provider)
    throw problems ? new InputError(problems) : error
  }
}

function problemsOf(error: unknown, provider: string): Problem[] | undefined {
  if (error instanceof SeedError) return [{ pointer: `/${provider}`, message: `is not valid: ${error.message}` }]
  if (!(error instanceof InvalidRecord)) return undefined
  const { collection, key, violations } = error
  return violations.map((message) => ({ pointer: `/${collection}`, message: `has a record "${key}": ${message}` }))
}
