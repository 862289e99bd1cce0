/**
 * Keeps the data of all sessions in a SQLite file, so that it is there again after a restart. Node only: everybody else
 * imports it when it is asked for.
 */
import type { DatabaseSync } from 'node:sqlite'
import { explained, openDatabase, transact } from './database.ts'
import { checkDump } from './dump.ts'
import type { Place } from './log.ts'
import type { Session, SessionsObserver } from './session.ts'
import type { Sessions } from './sessions.ts'
import { Tables } from './tables.ts'
import type { World } from './world.ts'

/** Changes of so many milliseconds are written together. */
const pause = 50

/**
 * Opens a file, or makes it, gives the sessions what it has of them, and writes every change of theirs from now on.
 *
 * @param onProblem - Hears when changes could not be written; they are tried again with the next ones.
 * @throws MockError - that says why the file cannot be used.
 */
export function openStateFile(
  path: string,
  sessions: Sessions,
  onProblem: (problem: unknown) => void,
): StateFile {
  return new StateFile(path, sessions, onProblem)
}

/** Where in a world something has changed: in these places, or everywhere. */
type Places = Map<string, Place> | 'all'

/** The data of sessions, in a file as well. */
export class StateFile implements SessionsObserver, Disposable {
  readonly #path: string
  readonly #sessions: Sessions
  readonly #onProblem: (problem: unknown) => void
  readonly #database: DatabaseSync
  readonly #tables: Tables
  /** Worlds of which the file has everything but what is to be written. */
  readonly #known = new WeakSet<World>()
  // What is to be written.
  readonly #worlds = new Map<World, Places>()
  readonly #clocks = new Set<Session>()
  readonly #dropped = new Set<string>()
  #isLoading = true
  #timeout: ReturnType<typeof setTimeout> | undefined

  constructor(path: string, sessions: Sessions, onProblem: (problem: unknown) => void) {
    this.#path = path
    this.#sessions = sessions
    this.#onProblem = onProblem
    this.#database = openDatabase(path)
    this.#tables = new Tables(this.#database)
    try {
      explained(path, () => this.#load())
    } catch (error) {
      this.#end()
      throw error
    }
  }

  changed(world: World, places: readonly Place[]): void {
    if (!this.#known.has(world)) return this.replaced(world)
    const pending = this.#worlds.get(world) ?? new Map<string, Place>()
    this.#worlds.set(world, pending)
    if (pending !== 'all') for (const place of places) pending.set(JSON.stringify(place), place)
    this.#schedule()
  }

  replaced(world: World): void {
    this.#known.add(world)
    if (this.#isLoading) return
    this.#worlds.set(world, 'all')
    this.#schedule()
  }

  moved(session: Session): void {
    if (this.#isLoading) return
    this.#clocks.add(session)
    this.#schedule()
  }

  dropped(name: string): void {
    for (const world of this.#worlds.keys()) if (world.session === name) this.#worlds.delete(world)
    for (const session of this.#clocks) if (session.name === name) this.#clocks.delete(session)
    this.#dropped.add(name)
    this.#schedule()
  }

  /**
   * Writes what has changed now.
   *
   * @throws MockError - that says why it could not; what has changed is still to be written.
   */
  flush(): void {
    clearTimeout(this.#timeout)
    this.#timeout = undefined
    if (this.#dropped.size + this.#worlds.size + this.#clocks.size === 0) return
    explained(this.#path, () => transact(this.#database, () => this.#write()))
    this.#dropped.clear()
    this.#worlds.clear()
    this.#clocks.clear()
  }

  /** Writes what has changed, and leaves the file to others. */
  close(): void {
    if (!this.#database.isOpen) return
    try {
      this.flush()
    } finally {
      this.#end()
    }
  }

  [Symbol.dispose](): void {
    this.close()
  }

  #load(): void {
    this.#sessions.observe(this)
    for (const name of this.#tables.names()) {
      const dump = this.#tables.session(name)
      checkDump(dump)
      this.#sessions.recall(name, dump)
    }
    this.#isLoading = false
  }

  /** Nothing changes meanwhile, so the file has what was true at one moment. */
  #write(): void {
    for (const name of this.#dropped) this.#tables.dropSession(name)
    for (const [world, places] of this.#worlds) {
      if (places === 'all') this.#tables.putWorld(world)
      else this.#tables.putPlaces(world, places.values())
    }
    for (const { name, clock } of this.#clocks) this.#tables.putClock(name, clock.state)
  }

  #schedule(): void {
    this.#timeout ??= setTimeout(() => {
      try {
        this.flush()
      } catch (problem) {
        this.#onProblem(problem)
      }
    }, pause)
  }

  #end(): void {
    clearTimeout(this.#timeout)
    this.#sessions.observe(undefined)
    this.#database.close()
  }
}
