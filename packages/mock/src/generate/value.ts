/** Values that keep to a schema, drawn by chance that can be repeated. */
import { isObject, type OpenApiDocument, resolve } from '../document.ts'
import { expressionOf } from '../expression.ts'
import type { SchemaNode } from '../judge/walk.ts'
import { between, happens, pick, type Random } from './chance.ts'
import { merged } from './merge.ts'
import { numberFor } from './number.ts'
import { impliedType } from './sample.ts'
import { textFor } from './text.ts'

/** How deep a value goes where it need not go deeper. */
const depth = 6

/** How deep it goes where every value needs another one inside, and of how many values it consists at most. */
const deepest = 40
export const mostValues = 10_000

/** How often a value that may be null is null. */
const nulls = 0.1

/** What the generator carries along. */
interface Place {
  readonly document: OpenApiDocument
  readonly random: Random
  /** The references that led here. */
  readonly open: readonly string[]
  /** How deep in the value one is. */
  readonly level: number
  /** How much more may be made. A schema may ask for more than there is memory, or for no end. */
  readonly budget: Budget
}

/** How many more values may be made; none when a schema has asked for too many. */
export interface Budget {
  left: number
}

/**
 * A value for a schema of the document, without what only travels to the provider.
 *
 * @param budget - What is left of it tells whether the value is whole.
 */
export function generate(
  document: OpenApiDocument,
  schema: unknown,
  random: Random,
  budget: Budget = { left: mostValues },
): unknown {
  return valueFor(schema, { document, random, open: [], level: 0, budget })
}

function valueFor(node: unknown, place: Place): unknown {
  if (!isObject(node) || place.budget.left-- <= 0 || place.level > deepest) return null
  const { schema, open } = flattened(node, place)
  const inner = { ...place, open, level: place.level + 1 }
  const { random } = place
  const known = schema['enum'] ?? schema['x-extensible-enum']
  if ('const' in schema) return schema['const']
  if (Array.isArray(known) && known.length > 0) return pick(known as unknown[], random)
  return byType(typeOf(schema, random), schema, inner)
}

function byType(type: string, schema: SchemaNode, place: Place): unknown {
  const { random } = place
  if (type === 'object') return objectFor(schema, place)
  if (type === 'array') return listFor(schema, place)
  if (type === 'integer' || type === 'number') return numberFor(schema, type === 'integer', random)
  if (type === 'boolean') return happens(0.5, random)
  if (type === 'null') return null
  const text = textFor(schema, random)
  // Long texts take the room of many values.
  place.budget.left -= Math.floor(text.length / 100)
  return text
}

/** A schema with everything that it refers to and combines put into one. */
function flattened(node: SchemaNode, place: Place): { schema: SchemaNode; open: readonly string[] } {
  const { $ref: reference, allOf, oneOf, anyOf, ...own } = node
  const parts = [...listOf(allOf)]
  let { open } = place
  if (typeof reference === 'string') {
    open = [...open, reference]
    parts.unshift(resolve<Record<string, unknown>>(place.document, { $ref: reference }))
  }
  for (const choice of [oneOf, anyOf].map(listOf)) {
    if (choice.length > 0) parts.push(pick(preferred(choice, { ...place, open }), place.random))
  }
  let schema: SchemaNode = {}
  for (const part of parts.filter(isObject)) {
    const flat = flattened(part, { ...place, open })
    schema = merged(schema, flat.schema)
    open = [...new Set([...open, ...flat.open])]
  }
  return { schema: merged(schema, own), open }
}

/** Whether so much has been made that only what must be there still is. */
function isScarce({ budget }: Place): boolean {
  return budget.left < mostValues / 2
}

/** Where a value is deep already, the branches that do not come back to where it comes from. */
function preferred(branches: readonly unknown[], place: Place): readonly unknown[] {
  const simple = branches.filter((branch) => !isRecursive(branch, place.open))
  return simple.length > 0 ? simple : branches
}

/** Whether a schema leads back to where it is used, or too far. */
function isRecursive(node: unknown, open: readonly string[]): boolean {
  if (!isObject(node)) return false
  const { $ref: reference, items } = node
  if (typeof reference === 'string') return open.includes(reference) || open.length >= depth
  return isRecursive(items, open)
}

function typeOf(schema: SchemaNode, random: Random): string {
  const { type, nullable } = schema
  const types = [type].flat().filter((one): one is string => typeof one === 'string')
  const others = types.filter((one) => one !== 'null')
  const isNullable = others.length < types.length || nullable === true
  if (isNullable && (others.length === 0 || happens(nulls, random))) return 'null'
  return others.length > 0 ? pick(others, random) : (impliedType(schema) ?? 'string')
}

function listFor(schema: SchemaNode, place: Place): unknown[] {
  const {
    items,
    prefixItems,
    contains,
    minItems = 0,
    maxItems = Infinity,
    uniqueItems,
  } = schema as ListSchema
  const first = listOf(prefixItems).map((item) => valueFor(item, place))
  const least = Math.max(minItems, contains === undefined ? 0 : 1)
  if (least === 0 && (items === false || isScarce(place) || isRecursive(items, place.open))) return first
  const length = between(Math.max(least, 1), isScarce(place) ? least : Math.max(least, 3), place.random)
  const rest = Math.min(length, maxItems) - first.length
  const values = [...first]
  const texts = new Set(uniqueItems === true ? first.map((value) => JSON.stringify(value)) : [])
  const isWanted = (tries: number) => values.length < first.length + rest && tries < 10 * rest
  for (let tries = 0; isWanted(tries) && place.budget.left > 0; tries++) {
    const value = valueFor(tries === 0 && contains !== undefined ? contains : (items ?? {}), place)
    const text = uniqueItems === true ? JSON.stringify(value) : ''
    if (uniqueItems !== true || !texts.has(text)) values.push(value)
    texts.add(text)
  }
  return values
}

interface ListSchema {
  items?: unknown
  prefixItems?: unknown
  contains?: unknown
  minItems?: number
  maxItems?: number
  uniqueItems?: boolean
}

interface ObjectSchema {
  properties?: Record<string, unknown>
  patternProperties?: Record<string, unknown>
  additionalProperties?: unknown
  required?: readonly string[]
  minProperties?: number
  maxProperties?: number
}

function objectFor(schema: SchemaNode, place: Place): Record<string, unknown> {
  const {
    properties = {},
    required = [],
    minProperties = 0,
    maxProperties = Infinity,
  } = schema as ObjectSchema
  const optional = Object.keys(properties).filter(
    (name) => !required.includes(name) && !isScarce(place) && !isRecursive(properties[name], place.open),
  )
  const names = [...required, ...optional].filter((name) => !isWriteOnly(properties[name], place))
  const additional = additionalNames(schema as ObjectSchema, names.length, minProperties, place)
  const chosen = [...names, ...additional].slice(0, Math.max(maxProperties, required.length))
  return Object.fromEntries(
    chosen.map((name) => [name, valueFor(schemaOf(schema as ObjectSchema, name), place)]),
  )
}

/** Names of one's own: as many as there have to be, and one where nothing else is in the object. */
function additionalNames(
  { properties, additionalProperties }: ObjectSchema,
  given: number,
  least: number,
  { random, budget }: Place,
): string[] {
  const isOpen = isObject(additionalProperties) && properties === undefined
  const count = Math.min(Math.max(least - given, isOpen && given === 0 ? 1 : 0), Math.max(budget.left, 0))
  return Array.from(
    { length: count },
    (_, index) => `${pick(['alpha', 'beta', 'gamma'], random)}${index + 1}`,
  )
}

function schemaOf(
  { properties, patternProperties, additionalProperties }: ObjectSchema,
  name: string,
): unknown {
  const matching = Object.entries(patternProperties ?? {}).find(([pattern]) =>
    expressionOf(pattern).test(name),
  )
  const other = isObject(additionalProperties) ? additionalProperties : {}
  const own = properties && Object.hasOwn(properties, name) ? properties[name] : undefined
  return own ?? matching?.[1] ?? other
}

function isWriteOnly(node: unknown, { document }: Place): boolean {
  return isObject(node) && resolve<Record<string, unknown>>(document, node)['writeOnly'] === true
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
