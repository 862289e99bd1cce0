/** Walks through a list as its contract says, without a client. */
import type { Document } from '@parlance/compiler'
import { at, pointerTo } from '../pointer.ts'
import type { ContractOperation } from '../requests/contract.ts'
import type { Draft } from '../requests/draft.ts'
import { documentedDraft } from '../requests/documented.ts'
import type { Fields } from '../requests/records.ts'
import { inWords, isGood, jsonOf } from './statement.ts'
import type { Visit } from './scene.ts'

/** How a list comes in pages: `x-redoclyPagination`. */
interface Paging {
  readonly style: 'page' | 'offset' | 'link' | 'body-link' | 'cursor'
  readonly items?: string
  readonly limitParam?: string
  readonly offsetParam?: string
  readonly nextLink?: string
  readonly cursorParam?: string
  readonly nextCursor?: string
}

export interface Page {
  readonly items: readonly unknown[]
  /** Whether what follows was named by a number, so that items which come in between move the rest. */
  readonly isNumbered: boolean
}

/** So many pages are the end of any list here. */
const mostPages = 200

export function pagingOf(document: Document, { path, method }: ContractOperation): Paging {
  return at(document, pointerTo('paths', path, method.toLowerCase(), 'x-redoclyPagination')) as Paging
}

/** The pages of a list, one after the other. */
export async function* pagesOf(
  document: Document,
  visit: Visit,
  list: ContractOperation,
  draft: Draft,
  size?: number,
): AsyncGenerator<Page> {
  const paging = pagingOf(document, list)
  const limit = limitOf(list, paging)
  let query: Draft['query'] = { ...draft.query, ...(size !== undefined && limit && { [limit]: size }) }
  for (let count = 0; count < mostPages; count += 1) {
    const answer = await visit.ask(list, { ...draft, query })
    if (!isGood(answer))
      throw new Error(`page ${count + 1} of ${list.id} was answered with ${inWords(answer)}`)
    const body = jsonOf(answer)
    const items = (at(body, paging.items ?? '') ?? []) as unknown[]
    const next = nextQuery(paging, { query, body, items, link: answer.headers['link'], count })
    yield { items, isNumbered: next?.isNumbered ?? false }
    if (!next) return
    query = next.query
  }
  throw new Error(`${list.id} has no end`)
}

/** A request for the list that has certain records, where one has to say in some way which ones are meant. */
export function listDraft(document: Document, list: ContractOperation, records: readonly Fields[]): Draft {
  const draft = documentedDraft(document, list)
  const groups = list.needsOneOf.filter(({ when }) => when === undefined).map(({ anyOf }) => anyOf)
  if (groups.length === 0 || records.length === 0) return draft
  return { ...draft, query: Object.fromEntries(groups.map((names) => sharedBy(records, names))) }
}

/** What most records have in common. */
function sharedBy(records: readonly Fields[], names: readonly string[]): [name: string, value: unknown] {
  const all = names.flatMap((name) => records.map((record) => [name, record[name]] as [string, unknown]))
  const sharing = ([name, value]: [string, unknown]) =>
    records.filter((record) => record[name] === value).length
  const possible = all.filter(([, value]) => typeof value === 'string' || typeof value === 'number')
  return possible.toSorted((one, other) => sharing(other) - sharing(one))[0]!
}

/** The name of the parameter that says how long a page is. */
export function limitOf({ parameters }: ContractOperation, { limitParam }: Paging): string | undefined {
  return limitParam ?? parameters.find(({ name }) => /^(limit|size|per_page)$/.test(name))?.name
}

interface Read {
  readonly query: Draft['query']
  readonly body: unknown
  readonly items: readonly unknown[]
  readonly link: string | undefined
  readonly count: number
}

interface Next {
  readonly query: Draft['query']
  readonly isNumbered: boolean
}

function nextQuery(paging: Paging, { query, body, items, link, count }: Read): Next | undefined {
  const { style, offsetParam = 'page', cursorParam = 'cursor' } = paging
  if (style === 'link') return queryOf(/<([^>]+)>;\s*rel="?next"?/.exec(link ?? '')?.[1])
  if (style === 'body-link') return queryOf(at(body, paging.nextLink ?? ''))
  if (style === 'cursor') {
    const cursor = at(body, paging.nextCursor ?? '')
    return cursor === null || cursor === undefined
      ? undefined
      : { query: { ...query, [cursorParam]: cursor }, isNumbered: false }
  }
  if (items.length === 0) return undefined
  const before = style === 'page' ? count + 1 : Number(query[offsetParam] ?? 0)
  return {
    query: { ...query, [offsetParam]: before + (style === 'page' ? 1 : items.length) },
    isNumbered: true,
  }
}

/** What a link asks for. */
function queryOf(link: unknown): Next | undefined {
  if (typeof link !== 'string') return undefined
  const { searchParams } = new URL(link, 'http://any')
  const isNumbered = [...searchParams].some(([name]) => /^(page|offset|skip)$/.test(name))
  return { query: Object.fromEntries(searchParams), isNumbered }
}
