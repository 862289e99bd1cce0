/** Every example of a bundle with the schema it must satisfy. */
import type { Document } from '@parlance/compiler'
import { at, pointerTo } from './pointer.ts'

/** A JSON value of a bundle. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** An example and the place of the schema it must satisfy, both as JSON Pointers of the bundle. */
export interface ExampleCase {
  place: string
  schema: string
  value: Json
}

/** Every example of a bundle: of media types, parameters, headers and single properties. */
export function listExamples(document: Document): ExampleCase[] {
  const found: ExampleCase[] = []
  visit(document as unknown as Json, '', (node, place) => {
    if ('schema' in node) found.push(...besideSchema(document, node, place))
    else if (isSchema(node) && 'example' in node)
      found.push({ place: `${place}/example`, schema: place, value: node['example']! })
  })
  return found
}

type Node = { [key: string]: Json }

function besideSchema(document: Document, node: Node, place: string): ExampleCase[] {
  const schema = `${place}/schema`
  const single = 'example' in node ? [{ place: `${place}/example`, schema, value: node['example']! }] : []
  const named = Object.entries((node['examples'] ?? {}) as Node).map(([name, example]) => {
    const { value = null } = follow(document, example as Node)
    return { place: `${place}/examples/${name}`, schema, value }
  })
  return [...single, ...named]
}

function isSchema(node: Node): boolean {
  return ['type', 'enum', 'const', 'anyOf', 'allOf', 'oneOf'].some((key) => key in node) && !('in' in node)
}

function follow(document: Document, node: Node): Node {
  return typeof node['$ref'] === 'string' ? (at(document, node['$ref'].slice(1)) as Node) : node
}

function visit(node: Json, place: string, see: (node: Node, place: string) => void): void {
  if (typeof node !== 'object' || node === null) return
  if (!Array.isArray(node)) see(node, place)
  for (const [key, child] of Object.entries(node)) {
    if (key === 'example' || key === 'examples') continue
    visit(child, place + pointerTo(key), see)
  }
}
