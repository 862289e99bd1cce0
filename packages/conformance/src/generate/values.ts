/** From a JSON Schema to values that satisfy it: a fast-check arbitrary, often at the limits of the schema. */
import * as fc from 'fast-check'
import { arraysFor, objectsFor } from './containers.ts'
import { integersFor, numbersFor } from './number.ts'
import { flatten, type Schema, type SchemaNode, typesOf } from './schema.ts'
import { type TextOptions, textsFor } from './text.ts'

/** What values are made with. */
export interface MakeOptions extends TextOptions {
  /** The document that references lead into. */
  readonly document: unknown
  /** Whether values travel to the provider or from it: some properties exist in one direction only. */
  readonly direction: 'request' | 'response'
}

/** Makes values of schemas; nothing for a schema that no value can satisfy. */
export type Make = (schema: Schema, depth: number) => fc.Arbitrary<unknown> | undefined

/** How deep values go of their own accord, and how deep they may have to. */
const usualDepth = 4
const deepest = -8

/**
 * Values for a schema. Not every one has to satisfy it: what can only be said by trying (`not`, `dependentRequired`, one
 * of several and no other) is for a judge to filter.
 *
 * @returns nothing when the schema allows no value.
 */
export function valuesFor(schema: Schema, options: MakeOptions): fc.Arbitrary<unknown> | undefined {
  // Schemas refer to each other in circles, and the same one stands in many places.
  const known = new Map<Schema, Map<number, fc.Arbitrary<unknown> | undefined>>()
  const make: Make = (part, depth) => {
    const made = known.get(part) ?? new Map<number, fc.Arbitrary<unknown> | undefined>()
    known.set(part, made)
    if (!made.has(depth)) made.set(depth, makeOne(part, depth, options, make))
    return made.get(depth)
  }
  return make(schema, usualDepth)
}

function makeOne(
  schema: Schema,
  depth: number,
  options: MakeOptions,
  make: Make,
): fc.Arbitrary<unknown> | undefined {
  const flat = depth >= deepest && flatten(options.document, schema)
  if (!flat) return undefined
  const { node, choices } = flat
  const [group, ...others] = choices
  if (!group) return ofNode(node, depth, options, make)
  const rest = { ...node, allOf: others.map((other) => ({ anyOf: other })) }
  // A choice takes a little of the depth, so that one among choices cannot go on for ever.
  const branches = group.map((branch) => makeOne({ allOf: [rest, branch] }, depth - 0.1, options, make))
  return anyOfThem(branches)
}

function ofNode(
  node: SchemaNode,
  depth: number,
  options: MakeOptions,
  make: Make,
): fc.Arbitrary<unknown> | undefined {
  if ('const' in node) return fc.constant(node['const'])
  if (Array.isArray(node['enum'])) {
    const allowed = node['enum'].filter((value) => isOfType(value, typesOf(node)))
    return allowed.length > 0 ? fc.constantFrom(...allowed) : undefined
  }
  return anyOfThem(typesOf(node).map((type) => ofType(type, node, depth, options, make)))
}

function ofType(
  type: string,
  node: SchemaNode,
  depth: number,
  options: MakeOptions,
  make: Make,
): fc.Arbitrary<unknown> | undefined {
  if (type === 'null') return fc.constant(null)
  if (type === 'boolean') return fc.boolean()
  if (type === 'integer') return integersFor(node)
  if (type === 'number') return numbersFor(node)
  if (type === 'string') return textsFor(node, options)
  if (type === 'array') return arraysFor(node, depth, make)
  return objectsFor(node, depth, options, make)
}

function anyOfThem(ways: readonly (fc.Arbitrary<unknown> | undefined)[]): fc.Arbitrary<unknown> | undefined {
  const possible = ways.filter((way) => way !== undefined)
  return possible.length > 0 ? fc.oneof(...possible) : undefined
}

function isOfType(value: unknown, types: readonly string[]): boolean {
  if (value === null) return types.includes('null')
  if (Array.isArray(value)) return types.includes('array')
  if (typeof value !== 'number') return types.includes(typeof value)
  return types.includes('number') || (Number.isInteger(value) && types.includes('integer'))
}
