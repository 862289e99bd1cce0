/** The plainest value that a schema describes, always the same: what answers when a document gives no example. */
import { isObject, type OpenApiDocument, resolve } from '../document.ts'
import { mapParts, type SchemaNode } from '../judge/walk.ts'

/** How many schemas are looked at for one value before it is given up. */
const limit = 10_000

/** A value for a schema of the document, without what only travels to the provider. Throws when there is no end to it. */
export function sampleOf(document: OpenApiDocument, schema: unknown): unknown {
  return sampled(unrolled(document, schema, [], { left: limit })).value
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
    throw new Error('the schema is too complex to make a value from it; give an example')
  const { $ref: reference, ...own } = node
  if (typeof reference !== 'string') return mapParts(node, (part) => unrolled(document, part, open, budget))
  if (open.includes(reference)) return undefined
  const target = resolve<Record<string, unknown>>(document, { $ref: reference })
  return unrolled(document, { ...target, ...own }, [...open, reference], budget)
}

interface Sample {
  readonly value: unknown
  readonly type?: unknown
}

function sampled(node: unknown): Sample {
  if (!isObject(node)) return { value: null }
  const { example, allOf, oneOf, anyOf, type } = node
  if (example !== undefined) return { value: example, type }
  if (Array.isArray(allOf)) return combined(node, allOf.filter(isObject))
  const [branch] = [...partsOf(oneOf), ...partsOf(anyOf)]
  if (branch !== undefined) return sampled(branch)
  const { default: fallback, const: constant, enum: known, examples } = node
  const given = [fallback, constant, ...partsOf(known), ...partsOf(examples)].find((one) => one !== undefined)
  return given === undefined ? byType(node) : { value: given }
}

/** Objects are put together; of anything else the last counts. */
function combined(node: SchemaNode, parts: readonly SchemaNode[]): Sample {
  const own = sampled({ ...node, allOf: undefined })
  const samples = parts.map((part) => sampled({ type: own.type, ...part }))
  const type = own.type ?? samples.find((sample) => sample.type !== undefined)?.type
  const values = samples.map(({ value }) => value).filter((value) => value !== null && value !== undefined)
  if (type !== 'object') return { value: values.at(-1) ?? own.value, type }
  return { value: [own.value, ...values].filter(isObject).reduce(mixed, {}), type }
}

/** One object over another, all the way down. */
function mixed(one: Record<string, unknown>, other: Record<string, unknown>): Record<string, unknown> {
  const result = { ...one }
  for (const [key, value] of Object.entries(other)) {
    const before = result[key]
    result[key] = isObject(before) && isObject(value) ? mixed(before, value) : value
  }
  return result
}

function byType(schema: SchemaNode): Sample {
  const type = [schema['type']].flat()[0] ?? impliedType(schema)
  return { value: samplers[String(type)]?.(schema) ?? null, type }
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

const samplers: Record<string, ((schema: SchemaNode) => unknown) | undefined> = {
  array: listOf,
  boolean: () => true,
  integer: numberOf,
  number: numberOf,
  object: objectOf,
  string: textOf,
}

function listOf({ items, contains, prefixItems, minItems, maxItems = Infinity }: SchemaNode): unknown[] {
  const first = partsOf(prefixItems).map((item) => sampled(item).value)
  const item = items ?? contains
  const length = Math.min(Number(maxItems), Number(minItems) || 1) - first.length
  return isObject(item) && length > 0
    ? [...first, ...Array.from({ length }, () => sampled(item).value)]
    : first
}

function objectOf({ properties, additionalProperties }: SchemaNode): Record<string, unknown> {
  const known = Object.entries(isObject(properties) ? properties : {}).filter(
    ([, schema]) => schema !== undefined && !(isObject(schema) && schema['writeOnly'] === true),
  )
  const others = isObject(additionalProperties) ? ['property1', 'property2'] : []
  return Object.fromEntries([
    ...known.map(([name, schema]) => [name, sampled(schema).value]),
    ...others.map((name) => [name, sampled(additionalProperties).value]),
  ])
}

function numberOf({ minimum, exclusiveMinimum, exclusiveMaximum, maximum }: SchemaNode): number {
  if (typeof minimum === 'number') return minimum
  if (typeof exclusiveMinimum === 'number') return exclusiveMinimum + 1
  if (typeof exclusiveMaximum === 'number') return exclusiveMaximum - 1
  return typeof maximum === 'number' ? maximum : 0
}

const formats: Record<string, string | undefined> = {
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
}

function textOf({ format, minLength = 0, maxLength = Infinity }: SchemaNode): string {
  const known = formats[String(format)]
  if (known !== undefined) return known
  const word = 'string'
  const text = word.repeat(Math.max(1, Math.ceil(Number(minLength) / word.length)))
  const length = Math.max(word.length, Number(minLength))
  return text.slice(0, Math.min(length, Number(maxLength)))
}

function partsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.filter((part) => part !== undefined) : []
}
