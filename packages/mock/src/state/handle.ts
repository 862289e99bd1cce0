/** What can be done to the data of one session: by library call, at a control endpoint, and in a page. */
import { MockError } from '../errors.ts'
import { type Served, providerNamed } from '../patterns/names.ts'
import type { Deliveries, EventDelivery } from '../webhooks/deliveries.ts'
import type { WorldRecords } from './options.ts'
import { recordsOf, setRecords, type StateRecords } from './records.ts'
import type { Row } from './rules.ts'
import { checkName } from './session-name.ts'
import type { Clock } from './store/clock.ts'
import type { SessionDump } from './store/dump.ts'
import type { Sessions } from './store/sessions.ts'

/** The time in one session. */
export interface SessionClock {
  now(): Date
  /** Whether time passes by itself. */
  readonly running: boolean
  /** Moves it to a time, back or forth; what is due by then happens. */
  set(time: Date | string): void
  /** Moves it forth by so many seconds; what is due by then happens, in its order. */
  advance(seconds: number): void
  /** Stops it where it is, or at a time. */
  freeze(time?: Date | string): void
  /** Lets it go on from where it stands. */
  run(): void
}

/** Something that is going to happen by itself. */
export interface PlannedTimer {
  readonly provider: string
  /** The name that the rules of the provider know it by. */
  readonly timer: string
  readonly due: Date
  readonly data: Row
}

/** One collection of records. */
export interface CollectionInfo {
  readonly provider: string
  readonly name: string
  /** The property that identifies a record. */
  readonly key: string
  readonly size: number
}

/** Everything in one session, as plain JSON: records, timers, counters, chance, and how the clock goes. */
export type Snapshot = SessionDump

/** The data of one session. */
export interface SessionData {
  /** The time that requests and timers see. */
  readonly clock: SessionClock
  /**
   * All records by provider and collection, the oldest first.
   *
   * @throws MockError - `no-state` when the mock keeps no state, as all that follows.
   */
  state(): StateRecords
  /**
   * Puts records in the place of those of the collections that are named; all else stays. Their form is that of `state()`
   * and of the option `world`.
   *
   * @throws InputError - With everything that is wrong, and nothing has changed.
   * @example
   * mock.setState({ chatti: { contacts: [] } })
   */
  setState(records: WorldRecords): void
  /** What collections there are. */
  collections(): CollectionInfo[]
  /** What is going to happen by itself, the next one first. */
  timers(): PlannedTimer[]
  /** Everything as it is now; with a name, it can be loaded by that. */
  save(name?: string): Snapshot
  /** Saves by a name what `save()` gave some time, perhaps to a file; nothing else changes. */
  keep(name: string, snapshot: Snapshot): void
  /** Makes everything what it was when it was saved: by name, or as `save()` gave it. */
  load(snapshot: string | Snapshot): void
  /** What was saved by a name; nothing when there is nothing. */
  snapshot(name: string): Snapshot | undefined
  /** The names by which something was saved. */
  snapshots(): readonly string[]
  /** Forgets what was saved by a name; says whether there was something. */
  forget(snapshot: string): boolean
  /** Has the data and the clock of the beginning again, or the data of one provider; what was saved stays. */
  reset(provider?: string): void
  /** The last 1000 webhooks that something in the data has caused, sent or not. */
  deliveries(): EventDelivery[]
}

/** What the data is reached by. */
export interface Kept {
  /** Nothing when the mock keeps no state. */
  readonly sessions: Sessions | undefined
  readonly served: readonly Served[]
  /** Nothing where nobody sends. */
  readonly deliveries?: Pick<Deliveries, 'list' | 'clear' | 'idle'> | undefined
}

/** The sessions of a mock, or an error that says how to have some. */
export function sessionsIn({ sessions }: Kept): Sessions {
  if (sessions) return sessions
  throw new MockError(
    'no-state',
    'This mock keeps no state. Start it with stateful: true, or with --stateful.',
  )
}

/** The data of a session, which is made when it is first used. */
export function createSessionData(kept: Kept, name: string): SessionData {
  const { served, deliveries } = kept
  const all = () => sessionsIn(kept)
  return {
    clock: createClock(() => all().session(name).clock),
    state: () => recordsOf(all(), name, served),
    setState: (records) => setRecords(all(), name, served, records),
    collections: () => served.flatMap((one) => collectionsOf(all(), name, one.name)),
    timers: () => timersOf(all(), name, served),
    save(snapshot) {
      if (snapshot !== undefined) {
        checkName(snapshot, 'snapshot')
        all().save(name, snapshot)
      }
      return all().dump(name)
    },
    keep(snapshot, given) {
      checkName(snapshot, 'snapshot')
      all().keep(name, snapshot, given)
    },
    load(snapshot) {
      if (typeof snapshot === 'string') all().load(name, snapshot)
      else all().restore(name, snapshot)
    },
    snapshot: (snapshot) => all().snapshot(name, snapshot),
    snapshots: () => all().snapshots(name),
    forget: (snapshot) => all().forget(name, snapshot),
    reset(provider) {
      if (provider !== undefined) providerNamed(served, provider)
      all().reset(name, provider)
    },
    deliveries: () => (all(), deliveries?.list(name) ?? []),
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
    freeze(time) {
      clock().freeze()
      if (time !== undefined) clock().set(new Date(time))
    },
    run: () => clock().run(),
  }
}

function collectionsOf(sessions: Sessions, session: string, provider: string): CollectionInfo[] {
  const collections = sessions.world(session, provider).collections()
  return collections.map(({ name, key, size }) => ({ provider, name, key, size }))
}

function timersOf(sessions: Sessions, session: string, served: readonly Served[]): PlannedTimer[] {
  const all = served.flatMap(({ name }) => {
    const timers = sessions.world(session, name).timers()
    return timers.map(({ timer, due, data }) => ({ provider: name, timer, due, data }))
  })
  return all.toSorted((one, other) => one.due.getTime() - other.due.getTime())
}
