/** Records in the making: from what a request says to what is kept. */
import { isObject, type OpenApiDocument, type RequestBodyObject, resolve } from '../document.ts'
import { weakMemo } from '../memo.ts'
import { nodeOf } from '../node.ts'
import type { Operation } from '../operation.ts'
import { expand } from '../paging/schema.ts'
import { type Properties, type Property, propertiesOf } from './properties.ts'
import type { Row } from './rules.ts'
import { give } from './store/own.ts'

const created = /^(date_?)?(created|creation)(_?(at|on|time|date))?$/i
const updated = /^(date_?)?(updated|modified|last_?(updated|modified))(_?(at|on|time|date))?$/i

/** What a draft is made by. */
export interface Drafting {
  readonly schema: unknown
  /** Whether clients may write what they like, beside what the schema knows. */
  readonly isOpen: boolean
  /** The record that is changed. */
  readonly before?: Row
}

/** What a request says, under the names of the schema: no more than clients may write, in the types of the schema. */
export function draftOf(
  document: OpenApiDocument,
  input: Row,
  { schema, isOpen, before = {} }: Drafting,
): Row {
  const properties = propertiesOf(document, schema, { ...before, ...input })
  const areOthersKept = isOpen && !properties.isClosed
  const draft: Record<string, unknown> = {}
  for (const name of Object.keys(input)) {
    const value = input[name]
    const property = properties.get(name)
    if (property ? property.isReadOnly || property.isWriteOnly : !areOthersKept) continue
    give(draft, name, property ? typed(property, value) : value)
  }
  return draft
}

/** A value in the type of the record: clients may often write a number as a text or the other way round, and forms know texts only. */
function typed({ types, items }: Property, value: unknown): unknown {
  if (Array.isArray(value) && items) return value.map((item: unknown) => typed(items, item))
  if (types.has('string')) {
    const isText = !types.has('number') && !types.has('integer')
    return isText && typeof value === 'number' ? String(value) : value
  }
  if (typeof value !== 'string') return value
  if (types.has('boolean') && (value === 'true' || value === 'false')) return value === 'true'
  const isNumber = types.has('number') || types.has('integer')
  return isNumber && value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value
}

/** The names that clients may write: nothing when the body of the request declares none, or says that there are more. */
export function writableOf(document: OpenApiDocument, operation: Operation): ReadonlySet<string> | undefined {
  const node = nodeOf(document, operation).requestBody
  const content = node ? (resolve<RequestBodyObject>(document, node).content ?? {}) : {}
  const names = Object.values(content).map(({ schema }) => namesIn(expand(document, schema)))
  return names.includes(undefined) ? undefined : new Set(names.flatMap((some = []) => some))
}

function namesIn(nodes: readonly Row[]): string[] | undefined {
  const isOpen = nodes.some(({ additionalProperties: more }) => more === true || isObject(more))
  const names = nodes.flatMap(({ properties }) => (isObject(properties) ? Object.keys(properties) : []))
  return isOpen || names.length === 0 ? undefined : names
}

/** The times that a change writes, by name: all of them for a new record. */
export function timesOf(
  document: OpenApiDocument,
  schema: unknown,
  row: Row,
  time: string,
  isNew: boolean,
): Row {
  const { always, once } = stampsIn(propertiesOf(document, schema, row))
  const times: Record<string, string> = {}
  for (const name of always) times[name] = time
  if (isNew) for (const name of once) times[name] = time
  return times
}

/** Names of times that each change writes, and of those that only the first one does. */
const stampsIn = weakMemo((properties: Properties) => {
  const names = [...properties.values()].flatMap(({ name, format }) => (format === 'date-time' ? [name] : []))
  return {
    always: names.filter((name) => updated.test(name)),
    once: names.filter((name) => created.test(name)),
  }
})

/** What a replacement leaves of a record: its key, and what only the provider writes. */
export function remaining(
  document: OpenApiDocument,
  before: Row,
  { schema, key, writable }: { schema: unknown; key: string; writable: ReadonlySet<string> | undefined },
): Row {
  const properties = propertiesOf(document, schema, before)
  const isTheirs = (name: string) =>
    properties.get(name)?.isReadOnly === true || (writable ? !writable.has(name) : created.test(name))
  return Object.fromEntries(Object.entries(before).filter(([name]) => name === key || isTheirs(name)))
}

/** How an update treats what its body leaves out: `x-merge`. */
export type Merge = 'shallow' | 'deep' | 'replace'

/** The merge of an update; without one, a PUT replaces, and a merge patch goes all the way down. */
export function mergeOf(document: OpenApiDocument, operation: Operation): Merge {
  const told = (nodeOf(document, operation) as { 'x-merge'?: Merge })['x-merge']
  if (told) return told
  if (operation.method === 'put') return 'replace'
  return operation.mediaTypes.some((type) => type.startsWith('application/merge-patch+json'))
    ? 'deep'
    : 'shallow'
}

/** A record with changes merged into it. */
export function merged(before: Row, changes: Row, merge: Merge): Row {
  return merge === 'deep' ? (patched(before, changes) as Row) : { ...before, ...changes }
}

/** JSON Merge Patch (RFC 7396). */
function patched(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch
  const result = new Map(isObject(target) ? Object.entries(target) : [])
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) result.delete(name)
    else result.set(name, patched(result.get(name), value))
  }
  // `fromEntries` makes a property of its own even of `__proto__`.
  return Object.fromEntries(result)
}
