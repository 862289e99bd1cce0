/** References that lead to whole components, and nowhere else. */
import { pascalCase } from '@parlance/compiler'
import { ScaffoldError } from '../errors.ts'
import { freeName } from './free-name.ts'
import { entriesAt, isNode, keysOf, type Node, nodeAt, type Path, resolved, target, walk } from './tree.ts'

/** What a component is in, by the key above the reference. */
const inPlace = new Set(['callbacks', 'examples', 'headers', 'links', 'parameters', 'responses'])

/**
 * Makes parts that are referred to into components of their own, and bodies that are written elsewhere into bodies of
 * their operations.
 *
 * @throws {ScaffoldError} when references go round in a circle or lead nowhere.
 */
export function tidyReferences(document: Node, file: string): void {
  refuseCircles(document, file)
  inlineBodies(document)
  // Lifting one part may move another, so each is found anew.
  for (let deep = deepReference(document); deep; deep = deepReference(document))
    lift(document, deep.node, deep.path)
}

interface Found {
  node: Node
  path: Path
}

function deepReference(document: Node): Found | undefined {
  let found: Found | undefined
  walk(document, (node, path, isNamed) => {
    const { $ref } = node
    if (found || isNamed || typeof $ref !== 'string' || isWhole($ref)) return
    found = { node, path }
  })
  return found
}

function isWhole(ref: string): boolean {
  return /^#\/components\/[^/]+\/[^/]+$/.test(ref)
}

function lift(document: Node, node: Node, path: Path): void {
  const ref = String(node['$ref'])
  const part = target(document, ref)
  if (!isNode(part))
    throw new ScaffoldError(`Nothing is at ${ref}. Correct the reference or add what it names.`)
  if (typeof path.at(-2) === 'string' && inPlace.has(path.at(-2) as string)) {
    delete node['$ref']
    Object.assign(node, structuredClone(resolved(document, part)))
    return
  }
  const components = (document['components'] ??= {}) as Node
  const schemas = (components['schemas'] ??= {}) as Node
  const words = keysOf(ref).filter(
    (key) => !/^(components|schemas|paths|properties|schema|content|\$defs|definitions|\d+)$/.test(key),
  )
  const name = freeName(pascalCase(words.join(' ')) || 'Part', new Set(Object.keys(schemas)))
  schemas[name] = structuredClone(part)
  for (const key of Object.keys(part)) delete part[key]
  part['$ref'] = `#/components/schemas/${name}`
  walk(document, (other, _, isNamed) => {
    if (!isNamed && other['$ref'] === ref) other['$ref'] = `#/components/schemas/${name}`
  })
}

function refuseCircles(document: Node, file: string): void {
  for (const [name, schema] of entriesAt(nodeAt(document, 'components'), 'schemas')) {
    if (resolved(document, schema)) continue
    throw new ScaffoldError(
      `${file}, components/schemas/${name}: its reference goes round in a circle or leads nowhere.`,
    )
  }
}

function inlineBodies(document: Node): void {
  for (const [, item] of entriesAt(document, 'paths')) {
    for (const operation of Object.values(item).filter(isNode)) {
      const body = nodeAt(operation, 'requestBody')
      if (body?.['$ref'] !== undefined) operation['requestBody'] = structuredClone(resolved(document, body))
    }
  }
  const components = nodeAt(document, 'components')
  if (components) delete components['requestBodies']
}
