/** What one session is. */
import { MockError } from '../../errors.ts'
import type { Clock } from './clock.ts'
import type { SessionDump, WorldDump } from './dump.ts'
import type { Place } from './log.ts'
import type { World } from './world.ts'

/** Hears of every change, once it has happened. */
export interface SessionsObserver {
  /** Something has changed in these places of a world. */
  changed(world: World, places: readonly Place[]): void
  /** Nothing in a world is as it was. */
  replaced(world: World): void
  /** A clock goes otherwise now. */
  moved(session: Session): void
  /** A session is gone. */
  dropped(name: string): void
}

/** Data that nobody else sees. */
export interface Session {
  /** The default session has none: ''. */
  readonly name: string
  readonly clock: Clock
  /** By provider, those that were used. */
  readonly worlds: ReadonlyMap<string, World>
}

/** A session with what only `Sessions` knows of it. */
export interface Held extends Session {
  readonly worlds: Map<string, World>
  /** Data of providers that are not defined, or not yet. */
  readonly waiting: Map<string, WorldDump>
  readonly snapshots: Map<string, Snapshot>
}

/** What a session had once. */
export interface Snapshot {
  readonly dump: SessionDump
  readonly bytes: number
  /** Whether this mock made it, so that its records are known to be valid. */
  readonly isOwn: boolean
}

/** Roughly how many bytes things take together. */
export function sum(parts: Iterable<{ readonly bytes: number }>): number {
  let total = 0
  for (const { bytes } of parts) total += bytes
  return total
}

/** The refusal of a snapshot that was never saved. */
export function noSnapshot(name: string, names: readonly string[]): MockError {
  const known = names.length > 0 ? `there are ${names.join(', ')}` : 'nothing was saved'
  return new MockError('bad-input', `There is no snapshot "${name}" of this session; ${known}.`)
}

/** The refusal of a provider that was never defined. */
export function noProvider(name: string, names: readonly string[]): MockError {
  return new MockError('unknown-provider', `No data is kept for "${name}", only for ${names.join(', ')}.`)
}
