/** Lists that end: of everything there is, the page that a request asks for, and the way to the pages around it. */
import type { ParsedUrlQuery } from 'node:querystring'
import { baseOf } from '../base.ts'
import type { OpenApiDocument } from '../document.ts'
import type { Preferring } from '../exchange.ts'
import type { Answer } from '../judge/question.ts'
import { memo } from '../memo.ts'
import { Memory } from '../memory.ts'
import type { Operation } from '../operation.ts'
import { valueAt } from '../pointer.ts'
import type { Cursors } from './cursor.ts'
import { bodyOf } from './envelope.ts'
import { itemAt } from './items.ts'
import { hasNext, placeOf, queryFor, type Rel } from './place.ts'
import { type Plan, readPlan } from './plan.ts'

/** The page of an answer that a request asks for; other answers come back as they are. */
export type Pager = (exchange: Preferring, query: ParsedUrlQuery, answer: Answer) => Answer

/** How many pages of one list are kept, and how many items a page may have to be kept. */
const kept = 32
const keptItems = 200

/**
 * Pages the lists of a document.
 *
 * @param total - How many items a list has; without it, as many as its example.
 */
export function createPager(document: OpenApiDocument, total?: number): Pager {
  const planOf = memo((operation: Operation) => readPlan(document, operation))
  const pages = new WeakMap<Answer, Memory<string, Answer>>()
  return (exchange, query, answer) => {
    const plan = planOf(exchange.operation)
    if (!plan || answer.status >= 300 || isChosen(plan, exchange)) return answer
    const examples = valueAt(answer.body, plan.items) ?? []
    if (!Array.isArray(examples)) return answer
    const wanted = examples.length === 0 ? 0 : (exchange.preference.total ?? total ?? examples.length)
    const key = `${wanted} ${baseOf(exchange)}${exchange.path}?${exchange.query}`
    const known = pages.get(answer)?.get(key)
    if (known) return known
    const source = examplesAsSource(plan, examples, wanted)
    const page = makePage(document, plan, { exchange, query, answer, source })
    if (page.size <= keptItems) keep(pages, answer, key, page.answer)
    return page.answer
  }
}

/** An example with numbers and links around its items is sent as it is when it is asked for by name. */
function isChosen(plan: Plan, { preference }: Preferring): boolean {
  return preference.example !== undefined && !preference.isImplied && plan.items !== ''
}

/** Where the items of a list are, and how its places are written. */
export interface Source {
  readonly total: number
  /** So many items from an index on. */
  slice(start: number, size: number): readonly unknown[]
  readonly cursors?: Cursors
}

interface Order {
  readonly exchange: Preferring
  readonly query: ParsedUrlQuery
  readonly answer: Answer
  readonly source: Source
}

function examplesAsSource(plan: Plan, examples: readonly unknown[], total: number): Source {
  return {
    total,
    slice: (start, size) =>
      Array.from({ length: size }, (_, index) => itemAt(examples, start + index, plan.idName)),
  }
}

/** The page of a list that a request asks for, in the body of an answer that shows what stands around the items. */
export function makePage(
  document: OpenApiDocument,
  plan: Plan,
  { exchange, query, answer, source }: Order,
): { answer: Answer; size: number } {
  const { total, cursors } = source
  const place = placeOf(plan, query, total, cursors)
  const size = Math.max(0, Math.min(place.limit, total - place.start))
  const items = source.slice(place.start, size)
  const linkTo = (rel: Rel) => {
    const search = queryFor(plan, place, rel, query)
    return search === undefined ? undefined : `${baseOf(exchange)}${exchange.path}?${search}`
  }
  const { link: _, ...headers } = answer.headers
  const link = plan.isLinked && hasNext(place) ? { link: `<${linkTo('next')}>; rel="next"` } : {}
  const body = bodyOf(answer.body, { document, plan, place, items, linkTo })
  return { answer: { ...answer, headers: { ...headers, ...link }, body }, size }
}

function keep(
  pages: WeakMap<Answer, Memory<string, Answer>>,
  answer: Answer,
  key: string,
  page: Answer,
): void {
  const memory = pages.get(answer) ?? new Memory<string, Answer>(kept)
  pages.set(answer, memory)
  memory.set(key, page)
}
