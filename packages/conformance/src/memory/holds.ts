/** Whether a record shows what a request said: as far as request and record have the same fields, by their schemas. */
import type { Document } from '@parlance/compiler'
import { isDeepStrictEqual } from 'node:util'
import { flatten, type Schema } from '../generate/schema.ts'
import { allTypes } from '../requests/read.ts'
import type { ContractOperation } from '../requests/contract.ts'
import type { Draft } from '../requests/draft.ts'
import type { Life } from '../requests/lives.ts'
import { type Fields, isRecord, propertiesOf, recordIn } from '../requests/records.ts'

/** Where a record says something else. */
export interface Difference {
  /** The field of the record, at its top. */
  readonly field: string
  /** What was sent there, or somewhere in it. */
  readonly sent?: unknown
  readonly text: string
}

/** Where a record says something else than the request to an operation that made it what it is. */
export function contradictions(
  document: Document,
  { read, parameter }: Pick<Life, 'read' | 'parameter'>,
  { bodies }: ContractOperation,
  { body }: Draft,
  shown: Fields,
): Difference[] {
  const kept = recordIn(document, read)
  const sent = bodies.find(({ mediaType }) => mediaType === body?.mediaType)
  if (!kept || !sent || !isRecord(body?.value)) return []
  const known = propertiesOf(document, kept.schema, shown)
  const fields = sharedFields(document, sent.schema, known)
  for (const key of [parameter, 'id', '_id']) fields.delete(key)
  return differences(document, known, fields, body.value, shown)
}

type Properties = ReadonlyMap<string, readonly Schema[]>

/** What both schemas have, and clients may write. */
function sharedFields(document: Document, sent: Schema, kept: Properties): Set<string> {
  const ofRequest = propertiesOf(document, sent)
  const shared = [...kept].filter(([name, said]) => {
    const asked = ofRequest.get(name) ?? []
    const isAsked = ofRequest.size === 0 || asked.length > 0
    return isAsked && ![...said, ...asked].some((schema) => isOneWay(document, schema))
  })
  return new Set(shared.map(([name]) => name))
}

/** Whether it is told or shown only; a file is told, and shown as something else. */
function isOneWay(document: Document, schema: Schema): boolean {
  const flat = flatten(document, schema)
  if (!flat) return true
  const { readOnly, writeOnly, format, contentMediaType } = flat.node
  return readOnly === true || writeOnly === true || format === 'binary' || contentMediaType !== undefined
}

/** Where a record does not show what was sent in these fields. */
function differences(
  document: Document,
  known: Properties,
  fields: ReadonlySet<string>,
  sent: Fields,
  shown: Fields,
): Difference[] {
  return Object.entries(sent).flatMap(([field, value]) => {
    if (!fields.has(field) || value === undefined) return []
    const wrong = losses(document, known.get(field) ?? [], value, shown[field])
    return wrong.map((one) => ({
      field,
      sent: one.sent,
      text: `${field} was ${told(value)} and is ${told(shown[field])}`,
    }))
  })
}

/** What was sent in one place and is not shown there. */
interface Loss {
  readonly sent: unknown
}

/**
 * What a value does not say of what was sent: an object may have got more, and where the schema has no such value, a
 * number is a text. What is written in another way altogether, such as JSON in the field of a form, is left alone.
 */
function losses(document: Document, schemas: readonly Schema[], sent: unknown, shown: unknown): Loss[] {
  if (isDeepStrictEqual(sent, shown)) return []
  if (sent === null) return shown === undefined ? [] : [{ sent }]
  if (Array.isArray(sent)) {
    if (!Array.isArray(shown) || shown.length !== sent.length) return [{ sent }]
    const items = schemas.flatMap((schema) => itemsOf(document, schema))
    return sent.flatMap((one, index) => losses(document, items, one, shown[index]))
  }
  if (isRecord(sent)) {
    if (!isRecord(shown)) return [{ sent }]
    const known = schemas.map((schema) => propertiesOf(document, schema))
    const isOpen = known.every(({ size }) => size === 0)
    return Object.entries(sent).flatMap(([name, value]) => {
      const said = known.flatMap((properties) => properties.get(name) ?? [])
      return !isOpen && said.length === 0 ? [] : losses(document, said, value, shown[name])
    })
  }
  return isSaid(document, schemas, sent, shown) ? [] : [{ sent }]
}

/** Whether a plain value is shown as what was sent, as far as its schema lets it. */
function isSaid(document: Document, schemas: readonly Schema[], sent: unknown, shown: unknown): boolean {
  const types = new Set(schemas.flatMap((schema) => [...allTypes(document, schema)]))
  const isKept =
    types.size === 0 || types.has(typeof sent) || (typeof sent === 'number' && types.has('integer'))
  if (isKept) return isSameMoment(sent, shown)
  const isPlain = ['string', 'number', 'integer', 'boolean'].some((type) => types.has(type))
  return !isPlain || String(sent) === String(shown)
}

function itemsOf(document: Document, schema: Schema): Schema[] {
  const flat = flatten(document, schema)
  if (!flat) return []
  const own = flat.node['items'] as Schema | undefined
  return [
    ...(own === undefined ? [] : [own]),
    ...flat.choices.flat().flatMap((one) => itemsOf(document, one)),
  ]
}

/** The same moment may be written in several ways. */
function isSameMoment(sent: unknown, shown: unknown): boolean {
  const [one, other] = [sent, shown].map((value) => (isMoment(value) ? Date.parse(value) : Number.NaN))
  return one === other
}

function isMoment(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)
}

function told(value: unknown): string {
  return value === undefined ? 'not there' : JSON.stringify(value).slice(0, 200)
}
