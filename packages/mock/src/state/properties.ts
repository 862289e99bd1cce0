/** What a schema says about the properties of a record. */
import { isObject, type OpenApiDocument, resolve } from '../document.ts'
import { expand } from '../paging/schema.ts'
import type { Row } from './rules.ts'
import { own } from './store/own.ts'

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
  /** The whole description of it. */
  readonly schema: unknown
  /** The same in parts, without references. */
  readonly nodes: readonly Node[]
  /** What the items of a list are; nothing where it says nothing of them. */
  readonly items: Property | undefined
}

/** All properties of a schema, by name. */
export class Properties extends Map<string, Property> {
  /** Whether records may have no others. */
  readonly isClosed: boolean

  constructor(properties: Iterable<readonly [string, Property]>, isClosed: boolean) {
    super(properties)
    this.isClosed = isClosed
  }
}

/** The properties of schemas without alternatives, which are the same for every record. */
const fixed = new WeakMap<object, Properties>()

/** The properties of schemas with alternatives, by those that were chosen. */
const varying = new WeakMap<object, Map<string, Properties>>()

/** The properties that a record of a schema may have; of alternatives, those of the one that the record fits. */
export function propertiesOf(document: OpenApiDocument, schema: unknown, row: Row = {}): Properties {
  if (!isObject(schema)) return none
  const found = fixed.get(schema)
  if (found) return found
  const parts = partsFor(document, schema, row)
  if (parts.every((part) => part['oneOf'] === undefined && part['anyOf'] === undefined)) {
    const properties = readProperties(document, parts)
    fixed.set(schema, properties)
    return properties
  }
  const known = varying.get(schema) ?? new Map<string, Properties>()
  varying.set(schema, known)
  const chosen = parts.map(numberOf).join(' ')
  const properties = known.get(chosen) ?? readProperties(document, parts)
  known.set(chosen, properties)
  return properties
}

const none = new Properties([], false)

const numbers = new WeakMap<Node, number>()
let last = 0

/** Tells the parts of schemas from each other. */
function numberOf(node: Node): number {
  const number = numbers.get(node) ?? (last += 1)
  numbers.set(node, number)
  return number
}

function readProperties(document: OpenApiDocument, parts: readonly Node[]): Properties {
  const required = new Set(parts.flatMap((part) => listOf(part['required'])))
  const names = new Set(
    parts.flatMap(({ properties }) => (isObject(properties) ? Object.keys(properties) : [])),
  )
  const isClosed = parts.some(
    (part) => part['additionalProperties'] === false || part['unevaluatedProperties'] === false,
  )
  const properties = Array.from(
    names,
    (name) => [name, readProperty(document, parts, name, required.has(name))] as const,
  )
  return new Properties(properties, isClosed)
}

function readProperty(
  document: OpenApiDocument,
  parts: readonly Node[],
  name: string,
  isRequired: boolean,
): Property {
  const schemas = parts.flatMap(({ properties }) => (isObject(properties) ? [own(properties, name)] : []))
  return describe(
    document,
    schemas.filter((schema) => schema !== undefined),
    { name, isRequired },
  )
}

function describe(
  document: OpenApiDocument,
  schemas: readonly unknown[],
  { name, isRequired }: Pick<Property, 'name' | 'isRequired'>,
): Property {
  const nodes = schemas.flatMap((schema) => partsFor(document, schema, {}))
  const all = schemas.flatMap((schema) => expand(document, schema))
  const told = (word: string) => nodes.map((node) => node[word]).find((value) => value !== undefined)
  const items = told('items')
  return {
    name,
    types: typesIn(all),
    format: told('format'),
    isRequired,
    isReadOnly: told('readOnly') === true,
    isWriteOnly: told('writeOnly') === true,
    fallback: told('default') === undefined ? told('const') : told('default'),
    schema: schemas.length === 1 ? schemas[0] : { allOf: schemas },
    nodes,
    // A list may hold lists like itself.
    get items() {
      return isObject(items) ? describe(document, [items], { name, isRequired: true }) : undefined
    },
  }
}

/** The types that some descriptions name, all alternatives taken together. */
function typesIn(nodes: readonly Node[]): Set<unknown> {
  const types = nodes.flatMap(({ type }) => (type === undefined ? [] : [type].flat()))
  const isNullable = nodes.some((node) => node['const'] === null || listOf(node['enum']).includes(null))
  return new Set(isNullable ? [...types, 'null'] : types)
}

/** A schema with what it is made of; of alternatives, the one that a record fits best. */
function partsFor(document: OpenApiDocument, schema: unknown, row: Row): Node[] {
  if (!isObject(schema)) return []
  const node = resolve<Record<string, unknown>>(document, schema)
  const all = listOf(node['allOf']).flatMap((part) => partsFor(document, part, row))
  const chosen = ['oneOf', 'anyOf'].flatMap((word) => {
    const branches = listOf(node[word]).map((branch) => partsFor(document, branch, row))
    return closest(
      branches.filter((parts) => parts.every((part) => fits(document, part, row))),
      row,
    )
  })
  return [...(node === schema ? [] : [schema]), node, ...all, ...chosen]
}

/** Of several alternatives the one that knows most of what a record has, or else the first. */
function closest(branches: readonly Node[][], row: Row): Node[] {
  const names = Object.keys(row)
  const known = branches.map(
    (parts) =>
      names.filter((name) =>
        parts.some(({ properties }) => isObject(properties) && Object.hasOwn(properties, name)),
      ).length,
  )
  return branches[known.indexOf(Math.max(...known))] ?? []
}

/** Whether a record has no word that a part of a schema refuses. */
function fits(document: OpenApiDocument, { properties, type }: Node, row: Row): boolean {
  if (type === 'null') return false
  if (!isObject(properties)) return true
  return Object.entries(properties).every(([name, node]) => {
    const value = own(row, name)
    if (value === undefined || !isObject(node)) return true
    const { const: constant, enum: words } = resolve<Record<string, unknown>>(document, node)
    return (constant === undefined || constant === value) && (!Array.isArray(words) || words.includes(value))
  })
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
