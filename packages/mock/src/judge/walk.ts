/** Where a JSON Schema holds further schemas. */
import { isObject } from '../document.ts'

export type SchemaNode = Readonly<Record<string, unknown>>

const maps = new Set(['properties', 'patternProperties', 'dependentSchemas', '$defs'])
const lists = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems'])
const single = new Set([
  'items',
  'additionalProperties',
  'unevaluatedItems',
  'unevaluatedProperties',
  'not',
  'if',
  'then',
  'else',
  'contains',
  'propertyNames',
])

/** A copy of a schema, with `change` applied to each schema directly inside it. */
export function mapParts(schema: SchemaNode, change: (part: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, mapPart(key, value, change)]))
}

function mapPart(key: string, value: unknown, change: (part: unknown) => unknown): unknown {
  if (single.has(key)) return change(value)
  if (lists.has(key) && Array.isArray(value)) return value.map(change)
  if (!maps.has(key) || !isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, change(part)]))
}
