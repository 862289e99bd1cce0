/** The plainest value that a schema describes, always the same: what answers when a document gives no example. */
import { isObject, type OpenApiDocument, resolve } from '../document.ts'
import { mapParts, type SchemaNode } from '../judge/walk.ts'
import { put } from './merge.ts'

/** How many schemas are looked at for one value before it is given up. */
const limit = 10_000

/** No text gets longer, however long it has to be. */
const longest = 100_000

/** A value for a schema of the document, without what only travels to the provider. Throws when there is no end to it. */
export function sampleOf(document: OpenApiDocument, schema: unknown): unknown {
  return sampled(unrolled(document, schema, [], { left: limit }), { left: limit }).value
}

/** A schema of which no whole value can be made in reasonable time. */
export class TooComplex extends Error {
  override readonly name = 'TooComplex'
}

/**
 * A schema without references, and without the parts in which it comes back to itself: an optional one can be left out,
 * and a list of them can be empty, where a half-made one would break the schema.
 */
function unrolled(
  document: OpenApiDocument,
  node: unknown,
  open: readonly string[],
  budget: { left: number },
): unknown {
  if (!isObject(node)) return node
  if (budget.left-- <= 0)
    throw new TooComplex('the schema is too complex to make a value from it; give an example')
  const { $ref: reference, ...own } = node
  if (typeof reference !== 'string') return mapParts(node, (part) => unrolled(document, part, open, budget))
  if (open.includes(reference)) return undefined
  const target = resolve<Record<string, unknown>>(document, { $ref: reference })
  return unrolled(document, { ...target, ...own }, [...open, reference], budget)
}

/** How much more may be made: a list may have to have more items than there is memory for. */
interface Room {
  left: number
}

interface Sample {
  readonly value: unknown
  readonly type?: unknown
}

function sampled(node: unknown, room: Room): Sample {
  if (!isObject(node) || room.left-- <= 0) return { value: null }
  const { example, allOf, oneOf, anyOf, type } = node
  if (example !== undefined) return { value: example, type }
  if (Array.isArray(allOf)) return combined(node, allOf.filter(isObject), room)
  const [branch] = [...partsOf(oneOf), ...partsOf(anyOf)]
  if (branch !== undefined) return sampled(branch, room)
  const { default: fallback, const: constant, enum: known, examples } = node
  const given = [fallback, constant, ...partsOf(known), ...partsOf(examples)].find((one) => one !== undefined)
  return given === undefined ? byType(node, room) : { value: given }
}

/** Objects are put together; of anything else the last counts. */
function combined(node: SchemaNode, parts: readonly SchemaNode[], room: Room): Sample {
  const own = sampled({ ...node, allOf: undefined }, room)
  const samples = parts.map((part) => sampled({ type: own.type, ...part }, room))
  const type = own.type ?? samples.find((sample) => sample.type !== undefined)?.type
  const values = samples.map(({ value }) => value).filter((value) => value !== null && value !== undefined)
  if (type !== 'object') return { value: values.at(-1) ?? own.value, type }
  return { value: [own.value, ...values].filter(isObject).reduce(mixed, {}), type }
}

/** One object over another, all the way down. */
function mixed(one: Record<string, unknown>, other: Record<string, unknown>): Record<string, unknown> {
  const result = { ...one }
  for (const [key, value] of Object.entries(other)) {
    const before = Object.hasOwn(result, key) ? result[key] : undefined
    put(result, key, isObject(before) && isObject(value) ? mixed(before, value) : value)
  }
  return result
}

function byType(schema: SchemaNode, room: Room): Sample {
  const type = [schema['type']].flat()[0] ?? impliedType(schema)
  return { value: samplers[String(type)]?.(schema, room) ?? null, type }
}

const implied: Readonly<Record<string, readonly string[]>> = {
  number: ['multipleOf', 'maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum'],
  string: ['maxLength', 'minLength', 'pattern'],
  array: ['items', 'prefixItems', 'contains', 'maxItems', 'minItems', 'uniqueItems'],
  object: [
    'maxProperties',
    'minProperties',
    'required',
    'additionalProperties',
    'properties',
    'patternProperties',
  ],
}

/** What a schema without a type is about. */
export function impliedType(schema: SchemaNode): string | undefined {
  return Object.keys(implied).find((type) => implied[type]!.some((word) => word in schema))
}

const samplers: Record<string, ((schema: SchemaNode, room: Room) => unknown) | undefined> = {
  array: listOf,
  boolean: () => true,
  integer: numberOf,
  number: numberOf,
  object: objectOf,
  string: textOf,
}

function listOf(
  { items, contains, prefixItems, minItems, maxItems = Infinity }: SchemaNode,
  room: Room,
): unknown[] {
  const first = partsOf(prefixItems).map((item) => sampled(item, room).value)
  const item = items ?? contains
  const length = Math.min(Number(maxItems), Number(minItems) || 1) - first.length
  if (!isObject(item)) return first
  const values = [...first]
  for (let count = 0; count < length && room.left > 0; count++) values.push(sampled(item, room).value)
  return values
}

function objectOf({ properties, additionalProperties }: SchemaNode, room: Room): Record<string, unknown> {
  const known = Object.entries(isObject(properties) ? properties : {}).filter(
    ([, schema]) => schema !== undefined && !(isObject(schema) && schema['writeOnly'] === true),
  )
  const others = isObject(additionalProperties) ? ['property1', 'property2'] : []
  return Object.fromEntries([
    ...known.map(([name, schema]) => [name, sampled(schema, room).value]),
    ...others.map((name) => [name, sampled(additionalProperties, room).value]),
  ])
}

function numberOf({ minimum, exclusiveMinimum, exclusiveMaximum, maximum }: SchemaNode): number {
  if (typeof minimum === 'number') return minimum
  if (typeof exclusiveMinimum === 'number') return exclusiveMinimum + 1
  if (typeof exclusiveMaximum === 'number') return exclusiveMaximum - 1
  return typeof maximum === 'number' ? maximum : 0
}

const formats: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'date-time': '2019-08-24T14:15:22Z',
    date: '2019-08-24',
    time: '14:15:22Z',
    email: 'user@example.com',
    'idn-email': 'пользователь@пример.ру',
    hostname: 'example.com',
    'idn-hostname': 'пример.ру',
    ipv4: '192.168.0.1',
    ipv6: '2001:0db8:85a3:0000:0000:8a2e:0370:7334',
    uri: 'http://example.com',
    'uri-reference': '../dictionary',
    'uri-template': 'http://example.com/{endpoint}',
    iri: 'http://пример.ру',
    'iri-reference': '../словарь',
    uuid: '497f6eca-6276-4993-bfeb-53cbbbba6f08',
    'json-pointer': '/json/pointer',
    'relative-json-pointer': '1/relative/json/pointer',
    regex: '/regex/',
  }),
)

function textOf({ format, minLength: least = 0, maxLength = Infinity }: SchemaNode, room: Room): string {
  const minLength = Math.min(Number(least), longest)
  const known = formats.get(String(format))
  if (known !== undefined) return known
  const word = 'string'
  const text = word.repeat(Math.max(1, Math.ceil(minLength / word.length)))
  const length = Math.max(word.length, minLength)
  // Long texts take the room of many values.
  room.left -= Math.floor(length / 100)
  return text.slice(0, Math.min(length, Number(maxLength)))
}

function partsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.filter((part) => part !== undefined) : []
}
