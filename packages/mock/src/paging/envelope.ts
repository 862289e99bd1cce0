/** What stands around the items of a page: counts, numbers and links, in the provider's own words. */
import { isObject, type OpenApiDocument } from '../document.ts'
import { dropAt, keysOf, putAt, valueAt } from '../pointer.ts'
import { hasNext, type Place, type Rel } from './place.ts'
import type { Plan } from './plan.ts'
import { isDeclared, isNullable, isRequired } from './schema.ts'

/** A page in the making. */
export interface Sheet {
  readonly document: OpenApiDocument
  readonly plan: Plan
  readonly place: Place
  readonly items: readonly unknown[]
  /** The address of a page seen from this one. */
  readonly linkTo: (rel: Rel) => string | undefined
}

/** The body of a page: that of the example, with these items and with everything around them to match. */
export function bodyOf(example: unknown, sheet: Sheet): unknown {
  const { plan, items } = sheet
  if (plan.items === '') return items
  const body = structuredClone(example)
  putAt(body, plan.items, items)
  if (items.length === 0) dropContainer(body, sheet)
  for (const part of partsOf(body, plan)) fillWords(part, sheet)
  fillCursors(body, sheet)
  fillLinks(body, sheet)
  return body
}

/** An object that would hold nothing but an empty list is left out where it may be. */
function dropContainer(body: unknown, { document, plan }: Sheet): void {
  const [first, ...rest] = keysOf(plan.items)
  if (rest.length === 0 || isRequired(document, plan.schema, `/${first}`)) return
  const container = valueAt(body, `/${first}`)
  if (isObject(container) && Object.keys(container).length === 1) dropAt(body, `/${first}`)
}

/** The places where words about a page may stand: the body, and what is in it beside items and links. */
function partsOf(body: unknown, plan: Plan): [string, Record<string, unknown>][] {
  if (!isObject(body)) return []
  const others = new Set([keysOf(plan.items)[0], keysOf(plan.nextLink ?? '/')[0]])
  const inner = Object.entries(body).flatMap(([key, value]): [string, Record<string, unknown>][] =>
    isObject(value) && !others.has(key) ? [[`/${key}`, value]] : [],
  )
  return [['', body], ...inner]
}

/** The common words for numbers about a page, without case and punctuation. */
const words: Record<string, (sheet: Sheet) => number | null> = {
  total: ({ place }) => place.total,
  totalelements: ({ place }) => place.total,
  totalitems: ({ place }) => place.total,
  totalcount: ({ place }) => place.total,
  totalresults: ({ place }) => place.total,
  totalpages: pagesOf,
  lastpage: pagesOf,
  pagecount: pagesOf,
  itemcount: ({ items }) => items.length,
  numberofelements: ({ items }) => items.length,
  perpage: ({ place }) => place.limit,
  pagesize: ({ place }) => place.limit,
  size: ({ place }) => place.limit,
  limit: ({ place }) => place.limit,
  currentpage: pageOf,
  pagenumber: pageOf,
  number: pageOf,
  page: pageOf,
  offset: ({ place }) => place.start,
  skip: ({ place }) => place.start,
  firstitem: ({ place, items }) => (items.length > 0 ? place.start + 1 : null),
  lastitem: ({ place, items }) => (items.length > 0 ? place.start + items.length : null),
}

function pagesOf({ place }: Sheet): number {
  return Math.ceil(place.total / place.limit)
}

function pageOf({ plan, place }: Sheet): number {
  const first = plan.position.kind === 'page' ? plan.position.first : 1
  return first + Math.floor(place.start / place.limit)
}

function fillWords([pointer, part]: [string, Record<string, unknown>], sheet: Sheet): void {
  for (const [key, value] of Object.entries(part)) {
    if (typeof value !== 'number' && value !== null) continue
    const word = key.toLowerCase().replaceAll(/[^a-z]/g, '')
    if (!Object.hasOwn(words, word)) continue
    const number = words[word]!(sheet)
    part[key] = number ?? (isNullable(sheet.document, sheet.plan.schema, `${pointer}/${key}`) ? null : 0)
  }
}

function fillCursors(body: unknown, sheet: Sheet): void {
  const { plan, place } = sheet
  const { cursorOf } = place.cursors
  const next = hasNext(place) ? cursorOf(place.start + place.limit) : undefined
  if (plan.hasMore !== undefined) putAt(body, plan.hasMore, next !== undefined)
  if (plan.nextCursor !== undefined) put(body, sheet, plan.nextCursor, next)
  if (plan.position.kind !== 'cursor' || plan.position.start === undefined) return
  // Cursors that links carry are told beside the other words about the page, under the names of their parameters.
  const { name, start } = plan.position
  for (const [pointer, part] of partsOf(body, plan)) {
    if (!(start in part)) continue
    put(body, sheet, `${pointer}/${start}`, sheet.items.length > 0 ? cursorOf(place.start) : undefined)
    put(body, sheet, `${pointer}/${name}`, next)
  }
}

const rels: readonly [Rel, ...string[]][] = [
  ['self', 'self'],
  ['first', 'first'],
  ['prev', 'prev', 'previous'],
  ['next', 'next'],
  ['last', 'last'],
]

/** The addresses of other pages stand beside that of the next one, and are called alike. */
function fillLinks(body: unknown, sheet: Sheet): void {
  const { document, plan, linkTo } = sheet
  if (plan.nextLink === undefined) return
  for (const [rel, ...names] of rels) {
    for (const name of names) {
      const pointer: string = plan.nextLink.replaceAll('next', name)
      const isKnown =
        rel === 'next' || isDeclared(document, plan.schema, pointer) || valueAt(body, pointer) !== undefined
      if (isKnown && (pointer !== plan.nextLink || rel === 'next')) put(body, sheet, pointer, linkTo(rel))
    }
  }
}

/** Puts a value at its place. Without one, `null` stands there if it may, and nothing if not. */
function put(body: unknown, { document, plan }: Sheet, pointer: string, value: string | undefined): void {
  if (value !== undefined) return putAt(body, pointer, value)
  if (isNullable(document, plan.schema, pointer)) return putAt(body, pointer, null)
  // A link without an address is no link.
  dropAt(body, pointer.endsWith('/href') ? pointer.slice(0, -'/href'.length) : pointer)
}
