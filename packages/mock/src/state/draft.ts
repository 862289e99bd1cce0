/** Records in the making: from what a request says to what the schema asks for. */
import { isObject, type OpenApiDocument, type RequestBodyObject, resolve } from '../document.ts'
import { sampleOf } from '../generate/sample.ts'
import { nodeOf } from '../node.ts'
import type { Operation } from '../operation.ts'
import { partsFor, type Property, propertiesOf } from './properties.ts'
import type { Row } from './rules.ts'

const created = /^(date_?)?(created|creation)(_?(at|on|time|date))?$/i
const updated = /^(date_?)?(updated|modified|last_?(updated|modified))(_?(at|on|time|date))?$/i

/** What a request says, under the names of the schema: no more than clients may write, in the types of the schema. */
export function draftOf(document: OpenApiDocument, schema: unknown, input: Row, isOpen: boolean): Row {
  const properties = propertiesOf(document, schema, input)
  const kept = Object.entries(input).flatMap(([name, value]): [string, unknown][] => {
    const property = properties.get(name)
    if (!property) return isOpen ? [[name, value]] : []
    if (property.isReadOnly || property.isWriteOnly) return []
    return [[name, typed(property, value)]]
  })
  return Object.fromEntries(kept)
}

/** A number where the record has a text: clients may often write either. */
function typed({ types }: Property, value: unknown): unknown {
  const isText = types.has('string') && !types.has('number') && !types.has('integer')
  if (isText && typeof value === 'number') return String(value)
  const isNumber = (types.has('number') || types.has('integer')) && !types.has('string')
  return isNumber && typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))
    ? Number(value)
    : value
}

/** Whether clients may write what they like: the body of the request declares nothing by name, or says that there is more. */
export function isOpen(document: OpenApiDocument, operation: Operation): boolean {
  const node = nodeOf(document, operation).requestBody
  const content = node ? (resolve<RequestBodyObject>(document, node).content ?? {}) : {}
  return Object.values(content).some(
    ({ schema }) =>
      propertiesOf(document, schema).size === 0 ||
      partsFor(document, schema, {}).some(
        ({ additionalProperties: more }) => more === true || isObject(more),
      ),
  )
}

/** The times that a change writes, by name: all of them for a new record. */
export function timesOf(
  document: OpenApiDocument,
  schema: unknown,
  row: Row,
  time: string,
  isNew: boolean,
): Row {
  const names = [...propertiesOf(document, schema, row).values()]
    .filter(({ format }) => format === 'date-time')
    .map(({ name }) => name)
    .filter((name) => updated.test(name) || (isNew && created.test(name)))
  return Object.fromEntries(names.map((name) => [name, time]))
}

/** A record with everything that it must have (defaults, `null` or the plainest value), in the order of the schema. */
export function completed(document: OpenApiDocument, schema: unknown, row: Row): Row {
  const whole: Record<string, unknown> = {}
  for (const property of propertiesOf(document, schema, row).values()) {
    const { name, isRequired, isWriteOnly, fallback } = property
    const isMissing = !isWriteOnly && (isRequired || fallback !== undefined)
    const value =
      row[name] ??
      (isMissing && row[name] === undefined ? (fallback ?? plainValue(document, property)) : row[name])
    if (value !== undefined) whole[name] = value
  }
  return { ...whole, ...row, ...whole }
}

/** The plainest value; what stands in an example is somebody else's. */
function plainValue(document: OpenApiDocument, { types, nodes }: Property): unknown {
  if (types.has('null')) return null
  if (types.has('array')) return []
  if (types.has('object')) return completed(document, { allOf: nodes }, {})
  const [{ example: _, examples: __, ...node } = {}] = nodes
  const words = nodes.map((one) => one['x-extensible-enum']).find(Array.isArray)
  return words?.[0] ?? sampleOf(document, node)
}

/** How an update treats what its body leaves out: `x-merge`. */
export type Merge = 'shallow' | 'deep' | 'replace'

/** The merge of an update; a PUT without one replaces. */
export function mergeOf(document: OpenApiDocument, operation: Operation): Merge {
  const told = (nodeOf(document, operation) as { 'x-merge'?: Merge })['x-merge']
  return told ?? (operation.method === 'put' ? 'replace' : 'shallow')
}

/** A record with changes merged into it. */
export function merged(before: Row, changes: Row, merge: Merge): Row {
  return merge === 'deep' ? (patched(before, changes) as Row) : { ...before, ...changes }
}

/** JSON Merge Patch (RFC 7396). */
function patched(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch
  const result: Record<string, unknown> = isObject(target) ? { ...target } : {}
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name]
    else result[name] = patched(result[name], value)
  }
  return result
}
