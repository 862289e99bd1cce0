/** Whether what should have been called was called. */
import { isDeepStrictEqual } from 'node:util'
import { type CallPattern, type Misfit, misfitsOf } from '../patterns/pattern.ts'
import { keysOf } from '../pointer.ts'
import { isSecretHeader, isSecretName, redacted } from '../secrets.ts'
import { type RecordedCall, toCall, toSubject } from './call.ts'
import type { Entry } from './journal.ts'

/** What should have been called, and how often. Without a number it is at least once. */
export interface Expectation extends CallPattern {
  /** How often, exactly; 0 means never. */
  readonly times?: number
  readonly atLeast?: number
  readonly atMost?: number
}

/** A recorded call that is almost what was expected. */
export interface NearMiss {
  readonly call: RecordedCall
  /** Where it differs. */
  readonly misfits: readonly Misfit[]
}

/** What was expected has not been called, or too often. The message shows the calls that come closest. */
export class VerificationError extends Error {
  override readonly name = 'VerificationError'
  /** How many calls fit. */
  readonly count: number
  /** The calls that come closest, at most three, the closest first; those that fit, where there are too many. */
  readonly nearest: readonly NearMiss[]

  constructor(message: string, count: number, nearest: readonly NearMiss[]) {
    super(message)
    this.count = count
    this.nearest = nearest
  }
}

/** How many calls a message shows. */
const shown = 3

/** The calls that are as expected. Throws a VerificationError when there are too few or too many. */
export function verify(entries: readonly Entry[], expectation: Expectation): RecordedCall[] {
  const { times, atLeast: least, atMost: most, ...pattern } = expectation
  const atLeast = times ?? least ?? (most === undefined ? 1 : 0)
  const atMost = times ?? most ?? Infinity
  const compared = entries.map((entry) => ({ entry, misfits: misfitsOf(pattern, toSubject(entry)) }))
  const fitting = compared.filter(({ misfits }) => misfits.length === 0)
  const count = fitting.length
  if (count >= atLeast && count <= atMost) return fitting.map(({ entry }) => toCall(entry))
  const nearest = (count < atLeast ? closest(compared) : fitting)
    .slice(0, shown)
    .map((one) => toNearMiss(pattern, one))
  const message = [
    `Expected ${amountOf(atLeast, atMost)} ${describe(pattern)}, and found ${count || 'none'} among ${entries.length} recorded.`,
    ...nearest.map(lineOf),
  ]
  throw new VerificationError(message.join('\n'), count, nearest)
}

interface Compared {
  readonly entry: Entry
  readonly misfits: readonly Misfit[]
}

/** Those that do not fit, the closest first; among equals the latest. Another operation is further away than any content. */
function closest(compared: readonly Compared[]): Compared[] {
  const far = ({ misfits }: Compared) =>
    misfits.length + (misfits.some(({ pointer }) => isIdentity(pointer)) ? 1000 : 0)
  return compared
    .filter(({ misfits }) => misfits.length > 0)
    .toReversed()
    .toSorted((a, b) => far(a) - far(b))
}

function isIdentity(pointer: string): boolean {
  return ['/provider', '/operation', '/method', '/path'].includes(pointer)
}

/** What is secret in a call is not shown by comparing it either. */
function toNearMiss(pattern: CallPattern, { entry, misfits }: Compared): NearMiss {
  const call = toCall(entry)
  const visible = misfitsOf(pattern, { ...call, refused: call.refusal !== undefined })
  const foundAt = new Map(visible.map(({ pointer, found }) => [pointer, found]))
  return {
    call,
    misfits: misfits.map(({ pointer, wanted, found }) => {
      const isOpen = isDeepStrictEqual(foundAt.get(pointer), found) && !isSecret(pointer)
      return { pointer, wanted: isOpen ? wanted : redacted, found: isOpen ? found : foundAt.get(pointer) }
    }),
  }
}

function isSecret(pointer: string): boolean {
  const name = keysOf(pointer).at(-1) ?? ''
  return isSecretName(name) || (pointer.startsWith('/headers/') && isSecretHeader(name, noHeaders))
}

const noHeaders: ReadonlySet<string> = new Set()

function amountOf(atLeast: number, atMost: number): string {
  if (atMost === 0) return 'no call of'
  if (atLeast === atMost) return atLeast === 1 ? '1 call of' : `${atLeast} calls of`
  if (atLeast === 1 && atMost === Infinity) return 'a call of'
  const least = atLeast > 0 ? [`at least ${atLeast}`] : []
  return [...least, ...(atMost === Infinity ? [] : [`at most ${atMost}`])].join(' and ') + ' calls of'
}

/** `chitchats shipments.create with {"body":{"name":"Jo"}}` */
function describe({ provider, operation, ...rest }: CallPattern): string {
  const secretless = JSON.stringify(rest, (name, value: unknown) =>
    isSecret(`/headers/${name}`) ? redacted : value,
  )
  const what = [provider, operation ?? 'any operation'].filter(Boolean).join(' ')
  return secretless === '{}' ? what : `${what} with ${secretless}`
}

/** `#7 POST /api/v1/shipments (shipments.create) -> 201: /body/name is "Jo", wanted "Jane"` */
function lineOf({ call, misfits }: NearMiss): string {
  const { id, method, path, operation = 'no operation', status, refusal } = call
  const reasons = [
    ...misfits.map(differenceOf),
    ...(refusal === undefined ? [] : [`refused: ${short(refusal)}`]),
  ]
  const head = `  #${id} ${method} ${path} (${operation}) -> ${status}`
  return reasons.length === 0 ? head : `${head}: ${reasons.join('; ')}`
}

function differenceOf({ pointer, wanted, found }: Misfit): string {
  if (wanted === redacted) return `${pointer} is ${found === undefined ? 'missing' : 'another'}`
  return `${pointer} is ${found === undefined ? 'missing' : short(JSON.stringify(found))}, wanted ${short(JSON.stringify(wanted))}`
}

/** How much of a text a message shows. */
const longest = 200

function short(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}...` : text
}
