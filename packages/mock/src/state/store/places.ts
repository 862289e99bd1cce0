/** A state as single values, each in its place: to write down only what has changed. */
import type { Place } from './log.ts'
import type { State } from './state.ts'

/** What is in a place. */
export interface Placed {
  /** The number of a record; 0 for the rest. */
  readonly sequence: number
  /** A record, a timer, or the last number of a counter. */
  readonly value: unknown
}

/** What does not belong to one place. */
export interface Numbers {
  readonly random: number
  readonly lastTimer: number
  /** The last number that a record got, by collection. */
  readonly last: Readonly<Record<string, number>>
}

/** Every place in which there is something. */
export function* placesOf({ collections, timers, counters }: State): Iterable<Place> {
  for (const [collection, one] of collections) {
    for (const key of one.keys()) yield { kind: 'record', collection, key }
  }
  for (const { id } of timers.list()) yield { kind: 'timer', collection: '', key: String(id) }
  for (const key of counters.keys()) yield { kind: 'counter', collection: '', key }
}

/** What is in a place now. */
export function valueAt(state: State, { kind, collection, key }: Place): Placed | undefined {
  if (kind === 'record') return recordAt(state, collection, key)
  if (kind === 'timer') return timerAt(state, Number(key))
  const value = kind === 'counter' ? state.counters.get(key) : undefined
  return value === undefined ? undefined : { sequence: 0, value }
}

export function numbersOf({ collections, timers, random }: State): Numbers {
  const last = Object.fromEntries(Array.from(collections, ([name, one]) => [name, one.last]))
  return { random: random.state, lastTimer: timers.last, last }
}

function recordAt({ collections }: State, collection: string, key: string): Placed | undefined {
  const records = collections.get(collection)
  const value = records?.get(key)
  return records && value && { sequence: records.sequenceOf(value) ?? 0, value }
}

function timerAt({ timers }: State, id: number): Placed | undefined {
  const found = timers.get(id)
  if (!found) return undefined
  const { due, timer, data } = found
  return { sequence: 0, value: { id, due: new Date(due).toISOString(), timer, data } }
}
