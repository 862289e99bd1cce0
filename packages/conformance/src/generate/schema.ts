/** JSON Schemas of a bundle as the generator sees them: without references, `allOf` merged into one. */
import { at } from '../pointer.ts'

/** A schema that says something. */
export type SchemaNode = Readonly<Record<string, unknown>>
/** Any schema; `true` and `false` are schemas too. */
export type Schema = SchemaNode | boolean

/** A schema of which every demand stands in one place, save for the choices between several. */
export interface Flat {
  readonly node: SchemaNode
  /** Of each group one has to hold besides. */
  readonly choices: readonly (readonly Schema[])[]
}

/** What a reference of the document leads to. */
export function follow(document: unknown, schema: Schema): Schema {
  if (typeof schema === 'boolean' || typeof schema['$ref'] !== 'string') return schema
  const target = at(document, decodeURI(schema['$ref'].slice(1))) as Schema | undefined
  if (target === undefined) throw new Error(`Nothing is at ${schema['$ref']} in the bundle.`)
  const { $ref: _, ...beside } = schema
  const isAlone = Object.keys(beside).every((key) => silent.has(key) || key.startsWith('x-'))
  return isAlone ? follow(document, target) : { allOf: [target, beside] }
}

const silent = new Set(['description', 'title', 'deprecated', 'example', 'examples'])

/** A schema with its references followed and its `allOf` merged; `false` when nothing can satisfy it. */
export function flatten(document: unknown, schema: Schema): Flat | false {
  const target = follow(document, schema)
  if (target === false) return false
  if (target === true) return { node: {}, choices: [] }
  const {
    allOf = [],
    anyOf,
    oneOf,
    ...own
  } = target as { allOf?: Schema[]; anyOf?: Schema[]; oneOf?: Schema[] }
  const groups = [anyOf, oneOf].filter((group) => group !== undefined)
  let flat: Flat | false = { node: own, choices: groups }
  for (const part of allOf) {
    const other = flatten(document, part)
    flat = flat && other && join(flat, other)
  }
  return flat && isPossible(flat.node) && flat
}

/** The types that a node allows; all of them when it does not say. */
export function typesOf({ type }: SchemaNode): readonly string[] {
  return type === undefined ? allTypes : ([type].flat() as string[])
}

const allTypes = ['null', 'boolean', 'number', 'string', 'array', 'object']

function isPossible(node: SchemaNode): boolean {
  return typesOf(node).length > 0 && !(Array.isArray(node['enum']) && node['enum'].length === 0)
}

function join(a: Flat, b: Flat): Flat {
  const keys = new Set([...Object.keys(a.node), ...Object.keys(b.node)])
  const joined = [...keys].map((key) => [key, joinWord(key, a.node[key], b.node[key])])
  return { node: Object.fromEntries(joined) as SchemaNode, choices: [...a.choices, ...b.choices] }
}

type Joiner = (a: never, b: never) => unknown
const both: Joiner = (a: Schema, b: Schema) => ({ allOf: [a, b] })
const highest: Joiner = (a: number, b: number) => Math.max(a, b)
const least: Joiner = (a: number, b: number) => Math.min(a, b)

/** How two demands of one word are one. A word that is missing here is kept as it came first, and the judge decides. */
const joiners: Readonly<Record<string, Joiner>> = {
  type: (a: string | string[], b: string | string[]) => typesInBoth([a].flat(), [b].flat()),
  enum: (a: unknown[], b: unknown[]) => a.filter((one) => b.some((other) => isSame(one, other))),
  required: (a: string[], b: string[]) => [...new Set([...a, ...b])],
  properties: (a: Record<string, Schema>, b: Record<string, Schema>) => {
    const shared = Object.keys(a).filter((name) => name in b)
    return { ...a, ...b, ...Object.fromEntries(shared.map((name) => [name, { allOf: [a[name], b[name]] }])) }
  },
  items: both,
  additionalProperties: both,
  propertyNames: both,
  minimum: highest,
  exclusiveMinimum: highest,
  minLength: highest,
  minItems: highest,
  minProperties: highest,
  maximum: least,
  exclusiveMaximum: least,
  maxLength: least,
  maxItems: least,
  maxProperties: least,
  uniqueItems: (a: boolean, b: boolean) => a || b,
}

function joinWord(key: string, a: unknown, b: unknown): unknown {
  if (a === undefined || b === undefined) return a ?? b
  return (joiners[key] as ((a: unknown, b: unknown) => unknown) | undefined)?.(a, b) ?? a
}

/** An integer is a number too. */
function typesInBoth(a: readonly string[], b: readonly string[]): string[] {
  const allows = (types: readonly string[], type: string) =>
    types.includes(type) || (type === 'integer' && types.includes('number'))
  return [...new Set([...a.filter((type) => allows(b, type)), ...b.filter((type) => allows(a, type))])]
}

/** Whether two JSON values are the same. */
export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
