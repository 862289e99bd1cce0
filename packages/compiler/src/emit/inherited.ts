/**
 * Names that every JavaScript object inherits. openapi-typescript, and Redocly inside of it, look names up without asking
 * whose they are: for a property called `constructor` they find a function, and fail. So such names travel through it in
 * disguise.
 */

const prefix = 'parlance-own:'

const maps = new Set(
  'properties patternProperties $defs schemas responses parameters examples requestBodies headers securitySchemes'.split(
    ' ',
  ),
)

const payloads = new Set(['example', 'examples', 'default', 'const', 'enum', 'value'])

type Node = Record<string, unknown>

/** A copy of a bundle with inherited names in disguise. */
export function disguised<Value>(node: Value): Value {
  return copyOf(node) as Value
}

/** Text in which disguised names are themselves again. */
export function undisguised(text: string): string {
  return text.replaceAll(prefix, '')
}

function isInherited(name: unknown): name is string {
  return typeof name === 'string' && name in Object.prototype
}

function renamed(name: string): string {
  return isInherited(name) ? prefix + name : name
}

function copyOf(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(copyOf)
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(Object.entries(node as Node).map(([key, value]) => [key, memberOf(key, value)]))
}

/** Data may hold what looks like a reference, and would be followed. */
function dataOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dataOf)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key === '$ref' ? prefix + key : key, dataOf(part)]),
  )
}

function memberOf(key: string, value: unknown): unknown {
  const isData = payloads.has(key) && (key !== 'examples' || Array.isArray(value))
  if (isData || key.startsWith('x-')) return dataOf(value)
  if (key === '$ref' && typeof value === 'string') return value.split('/').map(renamed).join('/')
  if (key === 'required' && Array.isArray(value))
    return value.map((name: unknown) => (isInherited(name) ? renamed(name) : name))
  if (key === 'propertyName' && typeof value === 'string') return renamed(value)
  if (!maps.has(key) || typeof value !== 'object' || value === null || Array.isArray(value))
    return copyOf(value)
  return Object.fromEntries(
    Object.entries(value as Node).map(([name, part]) => [renamed(name), copyOf(part)]),
  )
}
