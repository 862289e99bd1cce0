/** From OpenAPI 3.0 or 3.1 as it is found to 3.1 as the house writes it. */
import { upgradeFromThreeToThreeOne } from '@scalar/openapi-upgrader/3.0-to-3.1'
import type { Notes } from './notes.ts'
import { isNode, type Node, type Path, walk } from './tree.ts'

/** The same API in OpenAPI 3.1. */
export function upgrade(document: Node, notes: Notes): Node {
  const is30 = String(document['openapi']).startsWith('3.0')
  const upgraded = (
    is30 ? upgradeFromThreeToThreeOne(structuredClone(document)) : structuredClone(document)
  ) as Node
  if (is30)
    notes.change(
      'OpenAPI 3.0 became 3.1: nullable, exclusive limits, files and examples are written its way',
      'the document',
    )
  upgraded['openapi'] = '3.1.0'
  walk(upgraded, (node, path, isNamed) => {
    if (isNamed) return
    tidyNullable(node, path, notes)
    tidyExamples(node, path)
  })
  return upgraded
}

/** 3.0 keywords that are left over, or that a 3.1 document should not have had. */
function tidyNullable(node: Node, path: Path, notes: Notes): void {
  for (const [limit, exclusive] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const) {
    if (typeof node[exclusive] !== 'boolean') continue
    if (node[exclusive] && node[limit] !== undefined) {
      node[exclusive] = node[limit]
      delete node[limit]
    } else delete node[exclusive]
    notes.change(`\`${exclusive}\` of OpenAPI 3.0 became a number`, path.join('/'))
  }
  if (typeof node['nullable'] !== 'boolean') return
  const isNullable = node['nullable']
  delete node['nullable']
  const { type } = node
  if (!isNullable || type === undefined) return
  node['type'] = [...new Set([type, 'null'].flat())]
  notes.change('`nullable` of OpenAPI 3.0 became a type', path.join('/'))
}

/** One example stands as `example`, where the compiler, the docs and the tests look first. */
function tidyExamples(node: Node, path: Path): void {
  const { examples } = node
  if (Array.isArray(examples)) {
    if (examples.length === 1 && node['example'] === undefined) {
      node['example'] = examples[0]
      delete node['examples']
    }
    return
  }
  const isParameter = typeof node['in'] === 'string' && typeof node['name'] === 'string'
  const isHeader = path.at(-2) === 'headers'
  if (!isNode(examples) || !(isParameter || isHeader)) return
  const [first, ...more] = Object.values(examples)
  if (!isNode(first) || first['value'] === undefined) return
  node['example'] ??= first['value']
  if (more.length === 0) delete node['examples']
  // One of the two may stand in a parameter; its schema takes the first.
  else if (isNode(node['schema']) && node['schema']['$ref'] === undefined) {
    node['schema']['example'] ??= node['example']
    delete node['example']
  } else delete node['examples']
}
