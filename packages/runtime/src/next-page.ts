import type { Reply } from './onion.ts'
import type { LinkPaging, PageNumberPaging, Paging } from './operation.ts'
import { at } from './pointer.ts'

type Query = Readonly<Record<string, unknown>>

/** A page that was read: the query that asked for it, its reply, and how many items it had. */
export interface ReadPage {
  readonly query: Query | undefined
  readonly reply: Reply
  readonly count: number
}

/** The query of the next page, or `undefined` after the last. */
export function nextQuery(paging: Paging, page: ReadPage): Query | undefined {
  return paging.style === 'page' ? nextNumber(paging, page) : nextLink(paging, page)
}

function nextNumber(paging: PageNumberPaging, { query, count }: ReadPage): Query | undefined {
  if (count < fullPage(paging, query)) return undefined
  return { ...query, [paging.offsetParam]: Number(query?.[paging.offsetParam] ?? 1) + 1 }
}

/** How many items a full page has: a shorter one is the last. A provider may cut a size above its maximum down. */
function fullPage(
  { limitParam, limitDefault, limitMax = Infinity }: PageNumberPaging,
  query?: Query,
): number {
  return Math.max(1, Math.min(Number(query?.[limitParam] ?? limitDefault), limitMax))
}

/**
 * Of the link only the query is followed, on the path of the operation itself: credentials cannot go astray, and a
 * provider seen through a mock or proxy pages too, although its links name its own host.
 */
function nextLink(paging: LinkPaging, { reply }: ReadPage): Query | undefined {
  const link = paging.style === 'link' ? relNext(reply.response) : at(reply.data, paging.nextLink ?? '')
  if (typeof link !== 'string') return undefined
  const query: Record<string, string | string[]> = {}
  const { searchParams } = new URL(link.replace(/\{[^}]*\}/g, ''), 'http://relative.invalid')
  for (const name of new Set(searchParams.keys())) {
    const values = searchParams.getAll(name)
    query[name] = values.length > 1 ? values : values[0]!
  }
  return query
}

/** The target of `rel="next"` in a Link header (RFC 8288). */
function relNext(response: Response): string | undefined {
  const header = response.headers.get('link') ?? ''
  for (const [, target, parameters = ''] of header.matchAll(/<([^>]*)>((?:[^",]|"[^"]*")*)/g)) {
    if (/;\s*rel\s*=\s*(?:next(?=[\s;]|$)|"[^"]*\bnext\b[^"]*")/i.test(parameters)) return target
  }
  return undefined
}
