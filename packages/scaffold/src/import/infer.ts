/** The schema that values have in common: what can be seen of them, and no more. */
import { isNode, type Node } from './tree.ts'

/** A schema that every one of the values satisfies. Without values it says nothing. */
export function inferSchema(values: readonly unknown[]): Node {
  const types = [...new Set(values.map(typeOf))]
  // Every integer is a number too.
  const told = types.includes('number') ? types.filter((type) => type !== 'integer') : types
  const objects = values.filter(isNode)
  const items = values.filter(Array.isArray).flat()
  const example = values.find((value) => value !== null && !isNode(value) && !Array.isArray(value))
  return {
    ...(told.length > 0 && { type: told.length === 1 ? told[0] : told }),
    ...(example !== undefined && { example }),
    ...(objects.length > 0 && inferProperties(objects)),
    ...(told.includes('array') && { items: inferSchema(items) }),
  }
}

function inferProperties(objects: readonly Node[]): Node {
  const names = [...new Set(objects.flatMap(Object.keys))]
  const required = names.filter((name) => objects.every((object) => Object.hasOwn(object, name)))
  const properties = names.map((name) => {
    const values = objects.filter((object) => Object.hasOwn(object, name)).map((object) => object[name])
    return [name, inferSchema(values)]
  })
  return { ...(required.length > 0 && { required }), properties: Object.fromEntries(properties) as Node }
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value
}
