/** Sessions in the tables of a state file. */
import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite'
import type { Row } from '../rules.ts'
import type { ClockState } from './clock.ts'
import type { CollectionDump, SessionDump, TimerDump, WorldDump } from './dump.ts'
import type { Place } from './log.ts'
import { type Numbers, numbersOf, placesOf, valueAt } from './places.ts'
import type { World } from './world.ts'

type Columns = Readonly<Record<string, SQLOutputValue>>

/** Reads what the tables have, and writes what has changed. */
export class Tables {
  readonly #database: DatabaseSync
  readonly #put: StatementSync
  readonly #take: StatementSync
  readonly #putWorld: StatementSync
  readonly #putSession: StatementSync

  constructor(database: DatabaseSync) {
    this.#database = database
    this.#put = database.prepare('INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?, ?, ?, ?)')
    this.#take = database.prepare(
      'DELETE FROM entries WHERE session = ? AND provider = ? AND kind = ? AND collection = ? AND key = ?',
    )
    this.#putWorld = database.prepare('INSERT OR REPLACE INTO worlds VALUES (?, ?, ?)')
    this.#putSession = database.prepare('INSERT OR REPLACE INTO sessions VALUES (?, ?)')
  }

  /** The names of all sessions. */
  names(): readonly string[] {
    return this.#read('SELECT name FROM sessions UNION SELECT session FROM worlds').map((row) =>
      text(row, 'name'),
    )
  }

  session(name: string): SessionDump {
    const [session] = this.#read('SELECT clock FROM sessions WHERE name = ?', name)
    const worlds = this.#read('SELECT provider, numbers FROM worlds WHERE session = ?', name)
    return {
      ...(session && { clock: parsed(session, 'clock') as ClockState }),
      worlds: Object.fromEntries(worlds.map((row) => [text(row, 'provider'), this.#world(name, row)])),
    }
  }

  dropSession(name: string): void {
    for (const table of ['entries', 'worlds']) {
      this.#database.prepare(`DELETE FROM ${table} WHERE session = ?`).run(name)
    }
    this.#database.prepare('DELETE FROM sessions WHERE name = ?').run(name)
  }

  putClock(session: string, state: ClockState): void {
    this.#putSession.run(session, JSON.stringify(state))
  }

  /** Writes everything in a world. */
  putWorld(world: World): void {
    this.#database
      .prepare('DELETE FROM entries WHERE session = ? AND provider = ?')
      .run(world.session, world.provider)
    this.putPlaces(world, placesOf(world.state))
  }

  /** Writes what is in some places of a world now. */
  putPlaces(world: World, places: Iterable<Place>): void {
    const { session, provider, state } = world
    for (const place of places) {
      const where = [session, provider, place.kind, place.collection, place.key]
      const found = valueAt(state, place)
      if (found) this.#put.run(...where, found.sequence, JSON.stringify(found.value))
      else this.#take.run(...where)
    }
    this.#putWorld.run(session, provider, JSON.stringify(numbersOf(state)))
  }

  #world(session: string, row: Columns): WorldDump {
    const { last, ...numbers } = parsed(row, 'numbers') as Numbers
    const entries = (kind: Place['kind']) => this.#entries(session, text(row, 'provider'), kind)
    return {
      ...numbers,
      collections: collectionsOf(last, entries('record')),
      timers: entries('timer').map((one) => parsed(one, 'value') as TimerDump),
      counters: Object.fromEntries(
        entries('counter').map((one) => [text(one, 'key'), parsed(one, 'value') as number]),
      ),
    }
  }

  #entries(session: string, provider: string, kind: Place['kind']): readonly Columns[] {
    const query = 'SELECT * FROM entries WHERE session = ? AND provider = ? AND kind = ? ORDER BY sequence'
    return this.#read(query, session, provider, kind)
  }

  #read(query: string, ...values: readonly string[]): readonly Columns[] {
    return this.#database.prepare(query).all(...values)
  }
}

/** Records in their collections; one that has none any more is empty, and not as in the beginning. */
function collectionsOf(
  last: Numbers['last'],
  entries: readonly Columns[],
): Readonly<Record<string, CollectionDump>> {
  const collections = new Map(
    Object.entries(last).map(([name, last]) => [
      name,
      { records: [] as Row[], sequences: [] as number[], last },
    ]),
  )
  for (const entry of entries) {
    const collection = collections.get(text(entry, 'collection'))
    collection?.records.push(parsed(entry, 'value') as Row)
    collection?.sequences.push(Number(entry['sequence']))
  }
  return Object.fromEntries(collections)
}

function text(row: Columns, column: string): string {
  return String(row[column])
}

function parsed(row: Columns, column: string): unknown {
  return JSON.parse(text(row, column))
}
