/** Lists and objects for a schema. */
import * as fc from 'fast-check'
import { flatten, follow, isSame, type Schema, type SchemaNode } from './schema.ts'
import { textsFor } from './text.ts'
import type { Make, MakeOptions } from './values.ts'

/** How many items a list has of its own accord beyond the least, and how many properties nobody has named. */
const usualItems = 3
const usualExtras = 2

/** Lists for a node, or nothing when none can be made. */
export function arraysFor(node: SchemaNode, depth: number, make: Make): fc.Arbitrary<unknown[]> | undefined {
  const { items = true, minItems = 0, maxItems = Infinity, uniqueItems } = node as ListWords
  const wanted = depth > 0 ? minItems + usualItems : minItems
  const limits = { minLength: minItems, maxLength: Math.min(wanted, maxItems) }
  if (limits.maxLength === 0) return fc.constant([])
  const item = make(items, depth - 1)
  if (!item) return minItems === 0 ? fc.constant([]) : undefined
  const usual =
    uniqueItems === true ? fc.uniqueArray(item, { ...limits, comparator: isSame }) : fc.array(item, limits)
  const isFar = maxItems > limits.maxLength && maxItems <= 50 && depth > 0
  if (!isFar || uniqueItems === true) return usual
  const full = fc.array(item, { minLength: maxItems, maxLength: maxItems })
  return fc.oneof({ arbitrary: usual, weight: 9 }, { arbitrary: full, weight: 1 })
}

interface ListWords {
  items?: Schema
  minItems?: number
  maxItems?: number
  uniqueItems?: boolean
}

interface ObjectWords {
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema
  propertyNames?: Schema
  minProperties?: number
  maxProperties?: number
}

/** Objects for a node, or nothing when none can be made. */
export function objectsFor(
  node: SchemaNode,
  depth: number,
  options: MakeOptions,
  make: Make,
): fc.Arbitrary<object> | undefined {
  const { required = [], minProperties = 0, maxProperties = Infinity } = node as ObjectWords
  const properties = propertiesOf(node, options)
  const values = new Map<string, fc.Arbitrary<unknown>>()
  for (const [name, schema] of properties) {
    const isNeeded = required.includes(name)
    const value = isNeeded || depth > 0 ? make(schema, depth - 1) : undefined
    if (value) values.set(name, value)
    else if (isNeeded) return undefined
  }
  const unnamed = required.filter((name) => !properties.has(name) && !isHidden(node, name, options))
  for (const name of unnamed) values.set(name, make(valueSchemaOf(node), depth - 1) ?? fc.constant(null))
  const isCounted = minProperties > required.length || maxProperties < values.size
  const named = isCounted
    ? counted(values, required, minProperties, maxProperties)
    : fc.record(Object.fromEntries(values), {
        requiredKeys: required.filter((name) => values.has(name)),
        noNullPrototype: true,
      })
  const extras = extrasFor(node, values.size, depth, options, make)
  if (!extras) return named
  return fc.tuple(extras, named).map(([more, own]) => Object.assign({}, more, own))
}

/** Objects with as many of the named properties as they may have. */
function counted(
  values: ReadonlyMap<string, fc.Arbitrary<unknown>>,
  required: readonly string[],
  least: number,
  most: number,
): fc.Arbitrary<object> {
  const optional = [...values.keys()].filter((name) => !required.includes(name))
  const minLength = Math.min(Math.max(0, least - required.length), optional.length)
  const maxLength = Math.max(minLength, Math.min(optional.length, most - required.length))
  return fc.subarray(optional, { minLength, maxLength }).chain((names) => {
    const chosen = [...required, ...names].map((name) => [name, values.get(name)!] as const)
    return fc.record(Object.fromEntries(chosen), { noNullPrototype: true })
  })
}

/** Properties that nobody has named, where the schema says what they are. */
function extrasFor(
  node: SchemaNode,
  named: number,
  depth: number,
  options: MakeOptions,
  make: Make,
): fc.Arbitrary<object> | undefined {
  const {
    additionalProperties,
    propertyNames,
    minProperties = 0,
    maxProperties = Infinity,
  } = node as ObjectWords
  if (additionalProperties === undefined || additionalProperties === false) return undefined
  const value = depth > 0 || minProperties > named ? make(additionalProperties, depth - 1) : undefined
  if (!value) return undefined
  const minKeys = Math.max(0, minProperties - named)
  const maxKeys = Math.min(minKeys + usualExtras, maxProperties)
  if (maxKeys < minKeys) return undefined
  return fc.dictionary(keysFor(propertyNames, options), value, { minKeys, maxKeys, noNullPrototype: true })
}

/** Names of our own begin with a letter that keeps them apart from names that mean something. */
function keysFor(propertyNames: Schema | undefined, options: MakeOptions): fc.Arbitrary<string> {
  const flat = propertyNames === undefined ? false : flatten(options.document, propertyNames)
  const names = flat ? textsFor(flat.node, { isPlain: true }) : undefined
  return names ?? ownNames
}

const ownNames = fc.stringMatching(/^q[a-z]{1,8}[A-Z]?[a-z0-9]{0,3}$/)

function valueSchemaOf({ additionalProperties }: SchemaNode): Schema {
  return (additionalProperties as Schema | undefined) ?? true
}

/** The properties that exist in this direction. */
function propertiesOf(node: SchemaNode, options: MakeOptions): Map<string, Schema> {
  const { properties = {} } = node as ObjectWords
  return new Map(Object.entries(properties).filter(([name]) => !isHidden(node, name, options)))
}

function isHidden(node: SchemaNode, name: string, { document, direction }: MakeOptions): boolean {
  const schema = (node as ObjectWords).properties?.[name]
  const target = schema === undefined ? true : follow(document, schema)
  const flag = direction === 'request' ? 'readOnly' : 'writeOnly'
  return typeof target === 'object' && target[flag] === true
}
