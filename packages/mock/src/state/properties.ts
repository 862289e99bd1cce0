/** What a schema says about the properties of a record. */
import { isObject, type OpenApiDocument, resolve } from '../document.ts'
import type { Row } from './rules.ts'

type Node = Readonly<Record<string, unknown>>

/** One property, as all parts of a schema together describe it. */
export interface Property {
  readonly name: string
  readonly types: ReadonlySet<unknown>
  readonly format: unknown
  readonly isRequired: boolean
  /** Whether only the provider writes it. */
  readonly isReadOnly: boolean
  /** Whether it is told to the provider and never shown. */
  readonly isWriteOnly: boolean
  /** What stands there when nobody says otherwise; `undefined` when nothing does. */
  readonly fallback: unknown
  /** The descriptions of it. */
  readonly nodes: readonly Node[]
}

/** The properties of schemas without alternatives, which are the same for every record. */
const known = new WeakMap<object, Map<string, Property>>()

/** The properties that a record of a schema may have; of alternatives, those of the first that the record fits. */
export function propertiesOf(
  document: OpenApiDocument,
  schema: unknown,
  row: Row = {},
): ReadonlyMap<string, Property> {
  const found = isObject(schema) ? known.get(schema) : undefined
  if (found) return found
  const parts = partsFor(document, schema, row)
  const properties = readProperties(document, parts)
  const isFixed = parts.every((part) => part['oneOf'] === undefined && part['anyOf'] === undefined)
  if (isFixed && isObject(schema)) known.set(schema, properties)
  return properties
}

function readProperties(document: OpenApiDocument, parts: readonly Node[]): Map<string, Property> {
  const required = new Set(parts.flatMap((part) => listOf(part['required'])))
  const names = new Set(
    parts.flatMap(({ properties }) => (isObject(properties) ? Object.keys(properties) : [])),
  )
  return new Map(
    [...names].map((name) => [name, readProperty(document, parts, name, required.has(name))] as const),
  )
}

function readProperty(
  document: OpenApiDocument,
  parts: readonly Node[],
  name: string,
  isRequired: boolean,
): Property {
  const nodes = parts.flatMap(({ properties }) =>
    isObject(properties) && properties[name] !== undefined ? partsFor(document, properties[name], {}) : [],
  )
  const told = (word: string) => nodes.map((node) => node[word]).find((value) => value !== undefined)
  return {
    name,
    types: new Set(nodes.flatMap(({ type }) => (type === undefined ? [] : [type].flat()))),
    format: told('format'),
    isRequired,
    isReadOnly: told('readOnly') === true,
    isWriteOnly: told('writeOnly') === true,
    fallback: told('default') ?? told('const'),
    nodes,
  }
}

/** A schema with what it is made of; of alternatives, the first that a record fits. */
export function partsFor(document: OpenApiDocument, schema: unknown, row: Row): Node[] {
  if (!isObject(schema)) return []
  const node = resolve<Record<string, unknown>>(document, schema)
  const all = listOf(node['allOf']).flatMap((part) => partsFor(document, part, row))
  const chosen = ['oneOf', 'anyOf'].flatMap((word) => {
    const branches = listOf(node[word]).map((branch) => partsFor(document, branch, row))
    return branches.find((parts) => parts.every((part) => fits(document, part, row))) ?? []
  })
  return [...(node === schema ? [] : [schema]), node, ...all, ...chosen]
}

/** Whether a record has no word that a part of a schema refuses. */
function fits(document: OpenApiDocument, { properties, type }: Node, row: Row): boolean {
  if (type === 'null') return false
  if (!isObject(properties)) return true
  return Object.entries(properties).every(([name, node]) => {
    const value = row[name]
    if (value === undefined || !isObject(node)) return true
    const { const: constant, enum: words } = resolve<Record<string, unknown>>(document, node)
    return (constant === undefined || constant === value) && (!Array.isArray(words) || words.includes(value))
  })
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
