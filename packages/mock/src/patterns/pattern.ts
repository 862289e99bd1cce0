/** Which requests are meant, and how a request differs from that. */
import { isObject, pointer } from '../document.ts'

/** Which requests are meant. All that is given has to fit; nothing means every request. */
export interface RequestPattern {
  /** Name of the provider. */
  readonly provider?: string
  /** Operation id, such as `shipments.create`. */
  readonly operation?: string
  readonly method?: string
  /** The path below the provider's origin, as it was sent, without the query. */
  readonly path?: string
  /** Path parameters by name. */
  readonly params?: Readonly<Record<string, string>>
  /** Query parameters by name; others may be there too. */
  readonly query?: Readonly<Record<string, string | readonly string[]>>
  /** Headers by name, in any case; others may be there too. */
  readonly headers?: Readonly<Record<string, string>>
  /** What the body holds: objects may have more properties, lists may not have more items. */
  readonly body?: unknown
}

/** Which recorded calls are meant. */
export interface CallPattern extends RequestPattern {
  /** Status of the answer. */
  readonly status?: number
  /** Whether the mock refused the request. */
  readonly refused?: boolean
  /** Name of the example that was the answer. */
  readonly example?: string
}

/** What a pattern is compared with. */
export interface Subject {
  readonly provider: string
  readonly operation?: string | undefined
  readonly method: string
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, unknown>>
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, unknown>>
  readonly body?: unknown
  readonly status?: number
  readonly refused?: boolean
  readonly example?: string | undefined
}

/** Where a request is not what a pattern wants. */
export interface Misfit {
  /** JSON Pointer into the pattern: `/body/name`. */
  readonly pointer: string
  readonly wanted: unknown
  /** Nothing when it is not there. */
  readonly found: unknown
}

/** Whether a subject is all that a pattern wants. */
export function fits(pattern: CallPattern, subject: Subject): boolean {
  return misfitsOf(pattern, subject).length === 0
}

/** Everything in which a subject is not what a pattern wants. */
export function misfitsOf(pattern: CallPattern, subject: Subject): Misfit[] {
  return Object.entries(normal(pattern)).flatMap(([key, wanted]) =>
    wanted === undefined ? [] : compare(wanted, subject[key as keyof Subject], pointer('', key)),
  )
}

/** Names of methods and headers have no case. */
function normal({ method, headers, ...rest }: CallPattern): CallPattern {
  const named = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const)
  return {
    ...rest,
    ...(method !== undefined && { method: method.toUpperCase() }),
    ...(headers && { headers: Object.fromEntries(named) }),
  }
}

function compare(wanted: unknown, found: unknown, place: string): Misfit[] {
  const misfit = [{ pointer: place, wanted, found }]
  if (Array.isArray(wanted)) {
    if (!Array.isArray(found) || found.length !== wanted.length) return misfit
    return wanted.flatMap((one, index) => compare(one, found[index], pointer(place, index)))
  }
  if (!isObject(wanted)) return Object.is(wanted, found) ? [] : misfit
  if (!isObject(found)) return misfit
  return Object.entries(wanted).flatMap(([key, one]) => compare(one, found[key], pointer(place, key)))
}
