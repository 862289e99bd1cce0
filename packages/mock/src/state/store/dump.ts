/** Data as plain JSON: to be kept in memory or in files, to be sent, and to be written by hand. */
import { MockError } from '../../errors.ts'
import type { Row } from '../rules.ts'
import type { ClockState } from './clock.ts'

/** Everything in one session. What is left out is as in the beginning. */
export interface SessionDump {
  /** How its clock goes. Default: by real time. */
  readonly clock?: ClockState
  /** By provider. */
  readonly worlds?: Readonly<Record<string, WorldDump>>
}

/** The data of one provider. What is left out is as in the beginning. */
export interface WorldDump {
  /** By name. */
  readonly collections?: Readonly<Record<string, CollectionDump>>
  readonly timers?: readonly TimerDump[]
  /** The last number that each one gave. */
  readonly counters?: Readonly<Record<string, number>>
  /** Where chance goes on. */
  readonly random?: number
  /** The last id that a timer got. */
  readonly lastTimer?: number
}

export interface CollectionDump {
  /** The oldest first. */
  readonly records: readonly Row[]
  /** The number that each record got when it first arrived, as many as there are records. Default: from 1. */
  readonly sequences?: readonly number[]
  /** The last number that a record got. Default: that of the newest. */
  readonly last?: number
}

export interface TimerDump {
  /** Default: the next one. */
  readonly id?: number
  /** When it is due: ISO 8601. */
  readonly due: string
  /** The name that the rules know it by. */
  readonly timer: string
  readonly data: Row
}

/**
 * Makes sure that something is what a session can be restored from; whether its records are valid is for the world to say.
 *
 * @throws MockError - `bad-input`, which says what is wrong and where.
 */
export function checkDump(given: unknown): asserts given is SessionDump {
  const { clock, worlds } = objectAt(given, '')
  if (clock !== undefined) checkClock(objectAt(clock, '/clock'))
  for (const [name, world] of entriesAt(worlds, '/worlds')) checkWorld(world, `/worlds/${name}`)
}

function checkClock({ offset, frozenAt }: Row): void {
  numberAt(offset, '/clock/offset')
  if (frozenAt !== undefined) numberAt(frozenAt, '/clock/frozenAt')
}

function checkWorld(given: unknown, at: string): void {
  const { collections, timers, counters, random, lastTimer } = objectAt(given, at)
  for (const [name, one] of entriesAt(collections, `${at}/collections`)) {
    checkCollection(objectAt(one, `${at}/collections/${name}`), `${at}/collections/${name}`)
  }
  for (const [index, one] of listAt(timers ?? [], `${at}/timers`).entries()) {
    checkTimer(objectAt(one, `${at}/timers/${index}`), `${at}/timers/${index}`)
  }
  for (const [name, count] of entriesAt(counters, `${at}/counters`)) numberAt(count, `${at}/counters/${name}`)
  if (random !== undefined) numberAt(random, `${at}/random`)
  if (lastTimer !== undefined) numberAt(lastTimer, `${at}/lastTimer`)
}

function checkCollection({ records, sequences, last }: Row, at: string): void {
  const rows = listAt(records, `${at}/records`)
  for (const [index, row] of rows.entries()) objectAt(row, `${at}/records/${index}`)
  if (last !== undefined) numberAt(last, `${at}/last`)
  if (sequences === undefined) return
  let before = 0
  for (const [index, given] of listAt(sequences, `${at}/sequences`).entries()) {
    const sequence = numberAt(given, `${at}/sequences/${index}`)
    if (sequence <= before) refuse(`${at}/sequences/${index}`, 'above the one before it')
    before = sequence
  }
  if ((sequences as unknown[]).length !== rows.length) refuse(`${at}/sequences`, 'as long as the records')
}

function checkTimer({ id, due, timer, data }: Row, at: string): void {
  if (id !== undefined) numberAt(id, `${at}/id`)
  if (typeof due !== 'string' || Number.isNaN(Date.parse(due))) refuse(`${at}/due`, 'a date and time')
  if (typeof timer !== 'string') refuse(`${at}/timer`, 'the name of a timer')
  objectAt(data, `${at}/data`)
}

function entriesAt(given: unknown, at: string): [string, unknown][] {
  return Object.entries(objectAt(given ?? {}, at))
}

function objectAt(given: unknown, at: string): Row {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return refuse(at, 'an object')
  return given as Row
}

function listAt(given: unknown, at: string): unknown[] {
  return Array.isArray(given) ? given : refuse(at, 'a list')
}

function numberAt(given: unknown, at: string): number {
  return Number.isSafeInteger(given) ? (given as number) : refuse(at, 'an integer')
}

function refuse(at: string, wanted: string): never {
  throw new MockError('bad-input', `The data cannot be restored: ${at || 'it'} must be ${wanted}.`)
}
