/** Schemas without what only readers need: reading and compiling them costs by the node. */
type Node = Record<string, unknown>

const maps = new Set(['properties', 'patternProperties', 'dependentSchemas', '$defs'])
const lists = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems'])
const single = new Set([
  'items',
  'additionalProperties',
  'not',
  'if',
  'then',
  'else',
  'contains',
  'propertyNames',
])

const known = new WeakMap<object, unknown>()

/** The schema without descriptions and extensions; what decides validity, examples and generated values stays. */
export function lean(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return schema
  const done = known.get(schema)
  if (done !== undefined) return done
  const entries = Object.entries(schema).filter(([key]) => !isForReaders(key))
  const result = Object.fromEntries(entries.map(([key, value]) => [key, leanValue(key, value)]))
  known.set(schema, result)
  return result
}

function isForReaders(key: string): boolean {
  if (key === 'description' || key === 'title' || key === 'externalDocs') return true
  return key.startsWith('x-') && !key.startsWith('x-faker') && !key.startsWith('x-json-schema-faker')
}

function leanValue(key: string, value: unknown): unknown {
  if (single.has(key)) return lean(value)
  if (lists.has(key) && Array.isArray(value)) return value.map(lean)
  if (!maps.has(key) || typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value as Node).map(([name, schema]) => [name, lean(schema)]))
}
