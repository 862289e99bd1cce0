/** What a schema says about a place in a body. */
import { isObject, type OpenApiDocument, resolve } from '../document.ts'
import { keysOf } from '../pointer.ts'

type Node = Record<string, unknown>

/** The schemas that describe what a pointer leads to; none when it is not declared. */
function schemasAt(document: OpenApiDocument, schema: unknown, pointer: string): Node[] {
  let nodes = expand(document, schema)
  for (const key of keysOf(pointer)) {
    nodes = nodes.flatMap(({ properties }) => (isObject(properties) ? expand(document, properties[key]) : []))
  }
  return nodes
}

/** Whether a pointer leads to something that the schema declares. */
export function isDeclared(document: OpenApiDocument, schema: unknown, pointer: string): boolean {
  return schemasAt(document, schema, pointer).length > 0
}

/** Whether `null` may stand where a pointer leads to. */
export function isNullable(document: OpenApiDocument, schema: unknown, pointer: string): boolean {
  return schemasAt(document, schema, pointer).some(({ type }) => [type].flat().includes('null'))
}

/** Whether an object has to have what a pointer leads to. */
export function isRequired(document: OpenApiDocument, schema: unknown, pointer: string): boolean {
  const key = keysOf(pointer).at(-1)
  const around = schemasAt(document, schema, pointer.slice(0, pointer.lastIndexOf('/')))
  return around.some(({ required }) => Array.isArray(required) && required.includes(key))
}

/** A schema with everything that it is made of. */
export function expand(document: OpenApiDocument, schema: unknown): Node[] {
  if (!isObject(schema)) return []
  const node = resolve<Node>(document, schema)
  const parts = ['allOf', 'anyOf', 'oneOf'].flatMap((word) => {
    const list = node[word]
    return Array.isArray(list) ? list.flatMap((part) => expand(document, part)) : []
  })
  // What stands beside a reference counts too.
  return node === schema ? [node, ...parts] : [schema, node, ...parts]
}
