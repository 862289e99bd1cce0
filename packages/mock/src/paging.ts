/** Lists that end: of an example list, the part that a request's page asks for, and the link to what follows. */
import type { ParsedUrlQuery } from 'node:querystring'
import type { OperationObject, PaginationObject } from './document.ts'
import type { Preferring } from './exchange.ts'
import type { Answer } from './prism.ts'

/** How a list operation that answers with a bare array pages. */
export interface Paging {
  readonly style: 'page' | 'link'
  /** Query parameter with the number of the page, or of items to leave out. */
  readonly offsetParam: string
  readonly limitParam: string
}

/** Reads `x-redoclyPagination`. Lists inside an object, and styles without numbers, are answered as the example says. */
export function readPaging(operation: OperationObject): Paging | undefined {
  const { style, items, offsetParam, limitParam }: Partial<PaginationObject> =
    operation['x-redoclyPagination'] ?? {}
  const isArray = items === '' && (style === 'page' || style === 'link')
  return isArray && offsetParam && limitParam ? { style, offsetParam, limitParam } : undefined
}

/** The page of an answer that the query asks for. Without a limit the list comes whole. */
export function pageOf(exchange: Preferring, query: ParsedUrlQuery, answer: Answer): Answer {
  const { paging } = exchange.operation
  if (!paging || answer.status >= 300 || !Array.isArray(answer.body)) return answer
  const all: unknown[] = answer.body
  const limit = toNumber(query[paging.limitParam]) ?? Math.max(all.length, 1)
  const offset = toNumber(query[paging.offsetParam])
  const start = paging.style === 'page' ? ((offset ?? 1) - 1) * limit : (offset ?? 0)
  const { link: _, ...headers } = answer.headers
  const paged = { ...answer, headers, body: all.slice(start, start + limit) }
  if (paging.style === 'link' && start + limit < all.length) {
    paged.headers['link'] =
      `<${linkTo(exchange, { ...query, [paging.offsetParam]: String(start + limit) })}>; rel="next"`
  }
  return paged
}

function linkTo({ request, provider, path }: Preferring, query: ParsedUrlQuery): string {
  const search = new URLSearchParams()
  for (const [name, values] of Object.entries(query)) {
    for (const value of [values ?? []].flat()) search.append(name, value)
  }
  // Commas separate links, so one inside a link has to be encoded; URLSearchParams does.
  return `http://${request.headers.host ?? 'localhost'}/${provider.name}${path}?${search.toString()}`
}

function toNumber(value: string | string[] | undefined): number | undefined {
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : undefined
}
