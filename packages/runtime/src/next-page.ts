import type { Reply } from './onion.ts'
import type { LinkPaging, PageNumberPaging, Paging } from './operation.ts'
import { at } from './pointer.ts'

/** The query of a request, as far as the page it asks for goes. */
export type Query = Readonly<Record<string, unknown>>

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

/**
 * A page that is not full is the last. A provider may cut a size above its maximum down, and of a list that ends with a
 * full page only the empty one after it tells so. A size that is no number ends the list after its first page.
 */
function nextNumber(
  { offsetParam, limitParam, limitDefault, limitMax = Infinity }: PageNumberPaging,
  { query, count }: ReadPage,
): Query | undefined {
  const full = Math.max(1, Math.min(Number(query?.[limitParam] ?? limitDefault), limitMax))
  return count >= full ? { ...query, [offsetParam]: Number(query?.[offsetParam] ?? 1) + 1 } : undefined
}

/**
 * Of the link only the query is followed, on the path of the operation itself: credentials cannot go astray, and a
 * provider seen through a mock or proxy pages too, although its links name its own host. What a template left open, and
 * credentials that the provider wrote into its link, are left out.
 */
function nextLink(
  { style, nextLink: pointer = '', secrets = [] }: LinkPaging,
  { reply: { data, response } }: ReadPage,
): Query | undefined {
  const link = style === 'link' ? relNext(response) : at(data, pointer)
  if (typeof link !== 'string') return undefined
  const [, search] = /\?([^#]*)/.exec(link.replace(/\{[^}]*\}/g, '')) ?? []
  const values = new URLSearchParams(search)
  const names = [...values.keys()].filter((name) => !secrets.includes(name))
  return Object.fromEntries(names.map((name) => [name, values.getAll(name)]))
}

/** The target of `rel="next"` in a Link header (RFC 8288). */
function relNext({ headers }: Response): string | undefined {
  return /<([^>]*)>(?:[^",]|"[^"]*")*?;\s*rel\s*=\s*(?:next(?![^\s;,])|"(?:[^"]*\s)?next(?:\s[^"]*)?")/i.exec(
    headers.get('link') ?? '',
  )?.[1]
}
