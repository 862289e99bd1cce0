/** What a world has at one moment: how it begins, how it is written down, and how it is read back. */
import { MockError } from '../../errors.ts'
import { Collection } from './collection.ts'
import type { TimerDump, WorldDump } from './dump.ts'
import type { Log } from './log.ts'
import { own } from './own.ts'
import { readRecords, seedOf, unchecked, type WorldPlan } from './plan.ts'
import { Random } from '../../random.ts'
import { type Timer, Timers } from './timers.ts'

/** Everything that changes in a world. */
export interface State {
  readonly collections: ReadonlyMap<string, Collection>
  readonly timers: Timers
  readonly counters: Map<string, number>
  readonly random: Random
}

/** What a state is read with. */
export interface Reading {
  readonly plan: WorldPlan
  /** Hears of its changes. */
  readonly log: Log
  /** Where chance begins. */
  readonly chance: number
  /** Whether the records were checked when they were put: what is new in the plan does not make them wrong. */
  readonly isOwn: boolean
}

/**
 * The state that was written down; what is left out is as in the beginning. The dump has been checked, or is our own.
 *
 * @throws InvalidRecord - for a record that has no key, or does not pass the check of the plan.
 */
export function readState({ plan, log, chance, isOwn }: Reading, dump: WorldDump = {}): State {
  const collections = new Map<string, Collection>()
  for (const [name, seed] of seedOf(plan)) {
    const one = plan.collections.get(name)!
    const written = own(dump.collections, name)
    const entries = written
      ? readRecords(isOwn ? unchecked(one) : one, written.records, { sequences: written.sequences, seed })
      : seed
    collections.set(name, new Collection(one, log, { entries, last: written?.last }))
  }
  return {
    collections,
    timers: new Timers(log, readTimers(dump.timers ?? []), dump.lastTimer),
    counters: new Map(Object.entries(dump.counters ?? {})),
    random: new Random(dump.random ?? chance),
  }
}

/** Roughly how many bytes a state takes, beside the records of the beginning. */
export function bytesOf({ collections, timers }: State): number {
  let bytes = timers.bytes
  for (const collection of collections.values()) bytes += collection.bytes
  return bytes
}

/** Writes a state down. The records are shared, as nobody can change them. */
export function writeState({ collections, timers, counters, random }: State): Required<WorldDump> {
  return {
    collections: Object.fromEntries(Array.from(collections, ([name, one]) => [name, one.dump()])),
    timers: timers.list().map(writeTimer),
    counters: Object.fromEntries(counters),
    random: random.state,
    lastTimer: timers.last,
  }
}

/** Throws for names in a dump that the plan knows nothing of. */
export function checkNames({ provider, collections, timers }: WorldPlan, dump: WorldDump): void {
  for (const name of Object.keys(dump.collections ?? {})) {
    if (!collections.has(name)) throw unknown(provider, 'collection', name, [...collections.keys()])
  }
  for (const { timer } of dump.timers ?? []) {
    if (!Object.hasOwn(timers, timer)) throw unknown(provider, 'timer', timer, Object.keys(timers))
  }
}

/** Collections that are kept under another property by a new plan cannot stay. */
export function withoutOtherKeys(dump: WorldDump, before: WorldPlan, plan: WorldPlan): WorldDump {
  const collections = Object.entries(dump.collections ?? {}).filter(
    ([name]) => before.collections.get(name)?.key === plan.collections.get(name)?.key,
  )
  return { ...dump, collections: Object.fromEntries(collections) }
}

function unknown(provider: string, what: string, name: string, known: readonly string[]): MockError {
  const list = known.length > 0 ? `it has ${known.join(', ')}` : 'it has none'
  return new MockError(
    'bad-input',
    `The data cannot be restored: ${provider} has no ${what} "${name}"; ${list}.`,
  )
}

function readTimers(dumps: readonly TimerDump[]): Timer[] {
  let last = 0
  for (const { id = 0 } of dumps) last = Math.max(last, id)
  return dumps.map(({ id = (last += 1), due, timer, data }) => ({ id, due: Date.parse(due), timer, data }))
}

function writeTimer({ id, due, timer, data }: Timer): Required<TimerDump> {
  return { id, due: new Date(due).toISOString(), timer, data }
}
