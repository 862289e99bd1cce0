/** What the data of a provider is, and how it begins. */
import type { Row, StateWorld } from '../rules.ts'
import { keep, weigh } from './frozen.ts'
import { own } from './own.ts'
import { InvalidRecord } from './problems.ts'

/** What records of one kind have to be like. */
export interface CollectionPlan {
  readonly name: string
  /** The property that identifies a record. */
  readonly key: string
  /** What is wrong with a record, each in one sentence with its place; empty for a valid one. */
  readonly check: (row: Row) => readonly string[]
  /** Name of the component schema that `check` goes by. */
  readonly schema?: string
}

/** What every world of a provider is made from. */
export interface WorldPlan {
  readonly provider: string
  readonly collections: ReadonlyMap<string, CollectionPlan>
  readonly timers: Readonly<Record<string, (world: StateWorld, data: Row) => void>>
  /** What a world begins with, by collection; the oldest first. */
  readonly seed: Readonly<Record<string, readonly Row[]>>
  /** Whether the records of the seed are known to be valid. Default: they are checked. */
  readonly isChecked?: boolean
}

/** A record with the number that it got when it first arrived. */
export interface Entry {
  readonly row: Row
  readonly sequence: number
  /** Roughly how many bytes it takes; 0 for those of the beginning, which all worlds share. */
  readonly bytes: number
}

/** Records by their keys, in order of arrival. */
export type Entries = ReadonlyMap<string, Entry>

const seeds = new WeakMap<WorldPlan, ReadonlyMap<string, Entries>>()

/**
 * What a world of a plan begins with, by collection: read and checked once, and shared by all its worlds.
 *
 * @throws InvalidRecord - for a record that does not keep to its schema, or has the key of another.
 */
export function seedOf(plan: WorldPlan): ReadonlyMap<string, Entries> {
  const known = seeds.get(plan)
  if (known) return known
  for (const name of Object.keys(plan.seed)) {
    if (!plan.collections.has(name)) refuseName(plan, name)
  }
  const seed = new Map<string, Entries>()
  for (const [name, collection] of plan.collections) {
    seed.set(
      name,
      readRecords(plan.isChecked ? unchecked(collection) : collection, own(plan.seed, name) ?? []),
    )
  }
  seeds.set(plan, seed)
  return seed
}

/** A collection that is not in the plan: a mistake in the rules. */
export function refuseName({ provider, collections }: WorldPlan, name: string): never {
  throw new Error(`${provider} has no collection "${name}"; it has ${[...collections.keys()].join(', ')}`)
}

/** What else is known of records that are read. */
export interface Written {
  /** Their numbers; without them they are counted from 1. */
  readonly sequences?: readonly number[] | undefined
  /** What there is at the beginning. Default: what is read. */
  readonly seed?: Entries
}

/** Records with their keys and numbers. */
export function readRecords(
  plan: CollectionPlan,
  rows: readonly Row[],
  { sequences, seed }: Written = {},
): Entries {
  const entries = new Map<string, Entry>()
  for (const [index, given] of rows.entries()) {
    const row = keep(given)
    const key = keyOf(plan, row)
    if (entries.has(key)) throw new InvalidRecord(plan.name, key, [`/${plan.key} is that of another record`])
    checkRecord(plan, key, row)
    const bytes = !seed || seed.get(key)?.row === row ? 0 : weigh(row)
    entries.set(key, { row, sequence: sequences?.[index] ?? index + 1, bytes })
  }
  return entries
}

/** The same plan for records that are known to be valid. */
export function unchecked(plan: CollectionPlan): CollectionPlan {
  return { ...plan, check: () => [] }
}

/** The key of a record. */
export function keyOf({ name, key }: CollectionPlan, row: Row): string {
  const value = row[key]
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  throw new InvalidRecord(name, String(value), [`/${key} must be a text or a number`])
}

/** Throws `InvalidRecord` for a record that does not keep to its schema. */
export function checkRecord({ name, check }: CollectionPlan, key: string, row: Row): void {
  const violations = check(row)
  if (violations.length > 0) throw new InvalidRecord(name, key, violations)
}
