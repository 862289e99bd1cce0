/** What can be done to the data of one session, by library call or at a control endpoint, and in a page. */
import { InputError } from '../input.ts'
import { MockError } from '../errors.ts'
import { type Served, providerNamed } from '../patterns/names.ts'
import type { Delivered } from './delivered.ts'
import type { Row } from './rules.ts'
import { readSeed, type Seed, SeedError } from './seed.ts'
import type { Clock } from './store/clock.ts'
import type { SessionDump } from './store/dump.ts'
import { InvalidRecord } from './store/problems.ts'
import type { Sessions } from './store/sessions.ts'
import type { World } from './store/world.ts'
import type { WorldRecords } from './options.ts'

/** All records by provider and collection, the oldest first. */
export type StateRecords = Readonly<Record<string, Readonly<Record<string, readonly Row[]>>>>

/** The time in one session. */
export interface SessionClock {
  now(): Date
  /** Whether time passes by itself. */
  readonly running: boolean
  /** Moves it to a time, back or forth; what is due by then happens. */
  set(time: Date | string): void
  /** Moves it forth by so many seconds; what is due by then happens, in its order. */
  advance(seconds: number): void
  /** Stops it where it is. */
  freeze(): void
  /** Lets it go on from where it stands. */
  run(): void
}

/** Something that is going to happen. */
export interface PlannedTimer {
  readonly provider: string
  readonly timer: string
  readonly due: Date
  readonly data: Row
}

/** Everything in one session, as plain JSON: records, timers, counters, and how the clock goes. */
export type Snapshot = SessionDump

/** The data of one session. */
export interface SessionData {
  /** The time that requests and timers see. */
  readonly clock: SessionClock
  /** All records by provider and collection, the oldest first. */
  state(): StateRecords
  /**
   * Puts records in the place of those of the collections that are named, in the form of `state()` and of the option
   * `world`; all others stay.
   */
  setState(records: WorldRecords): void
  /** What is going to happen by itself, the next one first. */
  timers(): PlannedTimer[]
  /** Everything as it is now; with a name it can be loaded by that. */
  save(name?: string): Snapshot
  /** Makes everything what it was when it was saved, by name or as `save` gave it. */
  load(snapshot: string | Snapshot): void
  /** The names of what was saved. */
  readonly snapshots: readonly string[]
  /** What webhooks were sent, or were not, the last 1000. */
  deliveries(): Delivered[]
}

/** What the data is reached by. */
export interface Kept {
  /** Nothing when the mock keeps no state. */
  readonly sessions: Sessions | undefined
  readonly served: readonly Served[]
  readonly deliveries?: { list(session: string): Delivered[] } | undefined
}

/** The sessions of a mock, or an error that says how to have some. */
export function sessionsIn({ sessions }: Kept): Sessions {
  if (sessions) return sessions
  throw new MockError('no-state', 'This mock keeps no state. Start it with stateful: true, or with --stateful.')
}

/** The data of a session, which is made when it is first used. */
export function createSessionData(kept: Kept, name: string): SessionData {
  const all = () => sessionsIn(kept)
  return {
    clock: createClock(() => all().session(name).clock),
    state: () => recordsIn(all(), name, kept.served),
    setState: (records) => setRecords(all(), name, kept.served, records),
    timers: () => timersIn(all(), name, kept.served),
    save(snapshot) {
      if (snapshot !== undefined) all().save(name, snapshot)
      return all().dump(name)
    },
    load(snapshot) {
      if (typeof snapshot === 'string') all().load(name, snapshot)
      else asInput(() => all().restore(name, snapshot))
    },
    get snapshots() {
      return kept.sessions?.snapshots(name) ?? []
    },
    deliveries: () => (all(), kept.deliveries?.list(name) ?? []),
  }
}

function createClock(clock: () => Clock): SessionClock {
  return {
    now: () => clock().now(),
    get running() {
      return clock().isRunning
    },
    set: (time) => clock().set(new Date(time)),
    advance: (seconds) => clock().advance(seconds * 1000),
    freeze: () => clock().freeze(),
    run: () => clock().run(),
  }
}

function recordsIn(sessions: Sessions, session: string, served: readonly Served[]): StateRecords {
  const worlds = served.map(({ name }) => [name, recordsOf(sessions.world(session, name))] as const)
  return Object.fromEntries(worlds)
}

function recordsOf(world: World): Record<string, readonly Row[]> {
  return Object.fromEntries(world.collections().map((one) => [one.name, [...one.rows()]]))
}

function timersIn(sessions: Sessions, session: string, served: readonly Served[]): PlannedTimer[] {
  const all = served.flatMap(({ name }) =>
    sessions.world(session, name).timers().map((timer) => ({ provider: name, ...timer })),
  )
  return all.toSorted((one, other) => one.due.getTime() - other.due.getTime())
}

function setRecords(
  sessions: Sessions,
  session: string,
  served: readonly Served[],
  records: WorldRecords,
): void {
  const changes = Object.entries(records).map(([name, data]) => {
    const { document } = providerNamed(served, name)
    const world = sessions.world(session, name)
    const names = world.collections().map((one) => one.name)
    return { world, seed: asInput(() => readSeed(document, data, names), name) }
  })
  replace(changes)
}

/** All of them or none: each is a run around those that follow. */
function replace([change, ...others]: readonly { world: World; seed: Seed }[]): void {
  if (!change) return
  const { world, seed } = change
  world.run(() => {
    asInput(() => fill(world, seed), world.provider)
    replace(others)
  })
}

function fill(world: World, seed: Seed): void {
  for (const [name, rows] of Object.entries(seed)) {
    const collection = world.collection(name)
    const { key } = world.keyOf(name)
    for (const row of [...collection.rows()]) collection.delete(String(row[key]))
    for (const row of rows) collection.put(row)
  }
}

/** Says what is wrong with data in the words for inputs. */
function asInput<T>(work: () => T, provider?: string): T {
  try {
    return work()
  } catch (error) {
    const place = provider === undefined ? '' : `/${provider}`
    if (error instanceof SeedError) throw new InputError([{ pointer: place, message: `: ${error.message}` }])
    if (!(error instanceof InvalidRecord)) throw error
    const { collection, key, violations } = error
    throw new InputError(
      violations.map((message) => ({ pointer: `${place}/${collection}`, message: `record ${key}: ${message}` })),
    )
  }
}
