/** Where in a list a page is: read from a request, and written into addresses. */
import type { ParsedUrlQuery } from 'node:querystring'
import { type Cursors, indexes } from './cursor.ts'
import type { Plan } from './plan.ts'

/** One page of a list. */
export interface Place {
  /** Index of the first item. */
  readonly start: number
  readonly limit: number
  /** How many items there are in all. */
  readonly total: number
  /** How the places of this list are written. */
  readonly cursors: Cursors
}

/** The page that a query asks for. */
export function placeOf(plan: Plan, query: ParsedUrlQuery, total: number, cursors: Cursors = indexes): Place {
  // A page of no items would lead nowhere.
  const limit = toNumber(query[plan.limitParam ?? '']) || plan.limit
  const start = Math.max(0, startOf(plan, query, limit, cursors))
  // A cursor that was never given out leads to the end.
  return { start: Number.isFinite(start) ? start : total, limit, total, cursors }
}

function startOf({ position }: Plan, query: ParsedUrlQuery, limit: number, cursors: Cursors): number {
  const value = query[position.name]
  if (position.kind === 'page') return ((toNumber(value) ?? position.first) - position.first) * limit
  if (position.kind === 'offset') return toNumber(value) ?? 0
  const start = toIndex(query[position.start ?? ''], cursors)
  const next = toIndex(value, cursors)
  const { relation } = position
  const asked = relation && query[relation.name]
  if (asked !== undefined && asked === relation?.next) return next ?? (start ?? 0) + limit
  if (asked !== undefined && asked === relation?.prev) return Math.max(0, (start ?? 0) - limit)
  return start ?? next ?? 0
}

function toIndex(cursor: string | string[] | undefined, { indexOf }: Cursors): number | undefined {
  return typeof cursor === 'string' ? (indexOf(cursor) ?? Infinity) : undefined
}

function toNumber(value: string | string[] | undefined): number | undefined {
  const isNumber = typeof value === 'string' && /^\d+$/.test(value)
  return isNumber ? Math.min(Number(value), Number.MAX_SAFE_INTEGER) : undefined
}

/** Pages that an address may lead to, seen from another one. */
export type Rel = 'self' | 'first' | 'prev' | 'next' | 'last'

/** Whether anything follows a page. */
export function hasNext({ start, limit, total }: Place): boolean {
  return start + limit < total
}

/** The query for a page seen from another one; `undefined` when there is none, or no way to ask for it. */
export function queryFor(plan: Plan, place: Place, rel: Rel, query: ParsedUrlQuery): string | undefined {
  const position = positionFor(plan, place, rel)
  if (!position) return undefined
  const limit = plan.limitParam === undefined ? {} : { [plan.limitParam]: String(place.limit) }
  // What was asked for keeps its order; what was left out goes behind it.
  const search = new URLSearchParams()
  for (const [name, values] of Object.entries({ ...query, ...missing(plan, query), ...position, ...limit })) {
    for (const value of [values ?? []].flat()) search.append(name, value)
  }
  return search.toString()
}

function missing({ defaults }: Plan, query: ParsedUrlQuery): Record<string, string> {
  return Object.fromEntries(Object.entries(defaults).filter(([name]) => query[name] === undefined))
}

function positionFor(plan: Plan, place: Place, rel: Rel): ParsedUrlQuery | undefined {
  const start = startFor(place, rel)
  const { position } = plan
  const { cursorOf } = place.cursors
  if (start === undefined) return undefined
  if (position.kind === 'page')
    return { [position.name]: String(position.first + Math.floor(start / place.limit)) }
  if (position.kind === 'offset') return { [position.name]: String(start) }
  if (rel === 'first' || rel === 'last') return undefined
  const { name, relation } = position
  if (position.start === undefined || relation === undefined) return { [name]: cursorOf(start) }
  return {
    [position.start]: place.start < place.total ? cursorOf(place.start) : [],
    [name]: hasNext(place) ? cursorOf(place.start + place.limit) : [],
    [relation.name]: relation[rel],
  }
}

function startFor(place: Place, rel: Rel): number | undefined {
  const { start, limit, total } = place
  if (rel === 'self') return start
  if (rel === 'next') return hasNext(place) ? start + limit : undefined
  if (rel === 'prev') return start > 0 ? Math.max(0, start - limit) : undefined
  // Where there is one page only, it is no use to name it the first.
  if (total <= limit) return undefined
  return rel === 'first' ? 0 : (Math.ceil(total / limit) - 1) * limit
}
