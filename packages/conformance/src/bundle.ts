/** What the suite reads of a provider: its bundle, its model, and every example with the schema it must satisfy. */
import { readFileSync } from 'node:fs'
import { bundlePath, type Document, type Model, readModel } from '@parlance/compiler'

/** A JSON value of a bundle. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** A provider with its bundle. */
export interface Provider {
  name: string
  document: Document
  model: Model
}

export function readProvider(name: string): Provider {
  const document = JSON.parse(readFileSync(bundlePath(name), 'utf8')) as Document
  return { name, document, model: readModel(name, document) }
}

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
  if (typeof node['$ref'] !== 'string') return node
  const tokens = node['$ref']
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
  return tokens.reduce<Json>((value, token) => (value as Node)[token]!, document as unknown as Json) as Node
}

function visit(node: Json, place: string, see: (node: Node, place: string) => void): void {
  if (typeof node !== 'object' || node === null) return
  if (!Array.isArray(node)) see(node, place)
  for (const [key, child] of Object.entries(node)) {
    if (key === 'example' || key === 'examples') continue
    visit(child, `${place}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, see)
  }
}
