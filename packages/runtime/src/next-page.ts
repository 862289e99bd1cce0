/** How the next page of a list is found. An operation names the way it needs, so that a bundle pays only for that. */
import type { Reply } from './onion.ts'
import { at } from './pointer.ts'

type Query = Readonly<Record<string, unknown>>

/** A page that was read: the query that asked for it, its reply, and how many items it had. */
export interface ReadPage {
  readonly query: Query | undefined
  readonly reply: Reply
  readonly count: number
}

/** The query of the page after one that was read, or `undefined` after the last. */
export type NextPage<Paging> = (page: ReadPage, paging: Paging) => Query | undefined

/** Counts up a page number. */
export interface PageNumberPaging {
  readonly next: typeof nextNumber
  /** Query parameter that holds the page number. */
  readonly offsetParam: string
  /** Query parameter that holds the page size. */
  readonly limitParam: string
  /** Page size in force when the caller names none. */
  readonly limitDefault: number
  /** Largest page size the provider documents: it may cut a larger one down. */
  readonly limitMax?: number
}

/** Follows `rel="next"` of the header `Link`. */
export interface LinkPaging {
  readonly next: typeof nextLink
  /** Query parameters that hold credentials: a link that repeats them is followed without. */
  readonly secrets?: readonly string[]
}

/** Follows a URL in the body. */
export interface BodyLinkPaging extends Omit<LinkPaging, 'next'> {
  readonly next: typeof nextBodyLink
  /** JSON Pointer to the URL. */
  readonly link: string
}

/** A page that is not full is the last: of a list that ends with a full one, only the empty page after it tells so. */
export function nextNumber({ query, count }: ReadPage, paging: PageNumberPaging): Query | undefined {
  const { offsetParam, limitParam, limitDefault, limitMax = Infinity } = paging
  const full = Math.min(Number(query?.[limitParam] ?? limitDefault), limitMax)
  // A size that is no number is never reached.
  return count > 0 && count >= full
    ? { ...query, [offsetParam]: Number(query?.[offsetParam] ?? 1) + 1 }
    : undefined
}

/** A page without a link is the last. */
export function nextLink({ reply: { response } }: ReadPage, { secrets }: LinkPaging): Query | undefined {
  // The target of a link with this relation (RFC 8288).
  const next = /<([^>]*)>(?:[^",]|"[^"]*")*?;\s*rel\s*=\s*"?(?:[^",;]*\s)?next(?![^\s",;])/i.exec(
    response.headers.get('link') ?? '',
  )
  return queryOf(next?.[1], secrets)
}

/** A page without a link is the last. */
export function nextBodyLink({ reply }: ReadPage, { link, secrets }: BodyLinkPaging): Query | undefined {
  return queryOf(at(reply.data, link), secrets)
}

/**
 * Of a link only the query is followed, on the path of the operation itself: credentials cannot go astray, and a
 * provider seen through a mock or proxy pages too, although its links name its own host. What a template left open is
 * dropped.
 */
function queryOf(link: unknown, secrets: readonly string[] = []): Query | undefined {
  if (typeof link !== 'string') return undefined
  const search = new URLSearchParams(link.replace(/\{[^}]*\}|#.*/g, '').replace(/^[^?]*/, ''))
  const names = [...search.keys()].filter((name) => !secrets.includes(name))
  return Object.fromEntries(names.map((name) => [name, search.getAll(name)]))
}
