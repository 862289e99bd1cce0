/** Visiting every schema of a document. */
import { isNode, type Node, nodeAt, type Path, walk } from './tree.ts'

const single = [
  'additionalProperties',
  'contains',
  'else',
  'if',
  'items',
  'not',
  'propertyNames',
  'then',
  'unevaluatedItems',
  'unevaluatedProperties',
]
const named = ['$defs', 'definitions', 'dependentSchemas', 'patternProperties', 'properties']
const lists = ['allOf', 'anyOf', 'oneOf', 'prefixItems']

/** Calls `see` for every schema, outermost first. What it puts below a schema is visited too. */
export function walkSchemas(document: Node, see: (schema: Node, path: Path) => void): void {
  const roots: [Node, Path][] = Object.entries(nodeAt(nodeAt(document, 'components'), 'schemas') ?? {})
    .filter((entry): entry is [string, Node] => isNode(entry[1]))
    .map(([name, schema]) => [schema, ['components', 'schemas', name]])
  walk(document, (node, path, isNamed) => {
    const isElsewhere = !(path[0] === 'components' && path[1] === 'schemas')
    if (isElsewhere && !isNamed && isNode(node['schema'])) roots.push([node['schema'], [...path, 'schema']])
  })
  for (const [schema, path] of roots) walkSchema(schema, path, see)
}

/** Calls `see` for a schema and every one that is written below it. */
export function walkSchema(schema: unknown, path: Path, see: (schema: Node, path: Path) => void): void {
  if (!isNode(schema)) return
  see(schema, path)
  for (const key of single) walkSchema(schema[key], [...path, key], see)
  for (const key of named) {
    for (const [name, child] of Object.entries(nodeAt(schema, key) ?? {}))
      walkSchema(child, [...path, key, name], see)
  }
  for (const key of lists) {
    const parts = schema[key]
    if (Array.isArray(parts)) parts.forEach((part, index) => walkSchema(part, [...path, key, index], see))
  }
}
