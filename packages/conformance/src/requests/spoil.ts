/** Good values made bad in one place, in every way that their schema knows of. */
import { flatten, isSame, type Schema, type SchemaNode, typesOf } from '../generate/schema.ts'

/** A value with one change, and what was done to it. */
export interface Spoilt {
  /** `body/title is longer than 100`. */
  readonly what: string
  readonly value: unknown
}

/** How deep into a value changes go. */
const deepest = 6

/**
 * A value changed in one place at a time. That it has become invalid is likely, and for a judge to say: what one choice
 * of a schema forbids, another may allow.
 */
export function* spoiltValues(
  document: unknown,
  schema: Schema,
  value: unknown,
  place: string,
  depth = 0,
): Generator<Spoilt> {
  const nodes = nodesOf(document, schema)
  for (const [what, other] of ofTypes(nodes, value)) yield { what: `${place} is ${what}`, value: other }
  for (const node of nodes) yield* ofNode(node, value, place)
  if (depth >= deepest || typeof value !== 'object' || value === null) return
  const entries = Array.isArray(value)
    ? value.slice(0, 1).map((item) => ['0', item] as const)
    : Object.entries(value)
  for (const [key, child] of entries) {
    const childSchema = { anyOf: nodes.map((node) => childOf(node, value, key)) }
    for (const { what, value: spoilt } of spoiltValues(
      document,
      childSchema,
      child,
      `${place}/${key}`,
      depth + 1,
    ))
      yield { what, value: withEntry(value, key, spoilt) }
  }
}

/** What a schema says about a value, once for each of its choices. */
function nodesOf(document: unknown, schema: Schema, depth = 0): SchemaNode[] {
  const flat = flatten(document, schema)
  if (!flat) return []
  const { node, choices } = flat
  if (depth > 3 || choices.length === 0) return [node]
  const [group = [], ...others] = choices
  const rest = { ...node, allOf: others.map((other) => ({ anyOf: other })) }
  return group.flatMap((branch) => nodesOf(document, { allOf: [rest, branch] }, depth + 1))
}

const samples: readonly (readonly [type: string, what: string, value: unknown])[] = [
  ['null', 'null', null],
  ['boolean', 'true', true],
  ['number', 'the number 7', 7],
  ['string', 'a text', 'no such value'],
  ['array', 'a list', [[]]],
  ['object', 'an object', { nobody: { knows: [null] } }],
]

function* ofTypes(nodes: readonly SchemaNode[], value: unknown): Generator<[what: string, value: unknown]> {
  const types = new Set(nodes.flatMap(typesOf))
  for (const [type, what, other] of samples) {
    const isAllowed = types.has(type) || (type === 'number' && types.has('integer'))
    const mayBreak = !isAllowed || nodes.some((node) => 'enum' in node || 'const' in node)
    if (mayBreak && !isSame(other, value)) yield [`${what} instead`, other]
  }
}

function* ofNode(node: SchemaNode, value: unknown, place: string): Generator<Spoilt> {
  const changes =
    typeof value === 'number'
      ? ofNumber(node, value)
      : typeof value === 'string'
        ? ofText(node, value)
        : Array.isArray(value)
          ? ofList(node, value)
          : typeof value === 'object' && value !== null
            ? ofObject(node, value as Record<string, unknown>)
            : []
  for (const [what, other] of changes) yield { what: `${place} ${what}`, value: other }
}

type Change = [what: string, value: unknown]

function* ofNumber(node: SchemaNode, value: number): Generator<Change> {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format } = node
  if (typeof minimum === 'number') yield [`is less than ${minimum}`, minimum - 1]
  if (typeof maximum === 'number') yield [`is more than ${maximum}`, maximum + 1]
  if (typeof exclusiveMinimum === 'number') yield [`is not more than ${exclusiveMinimum}`, exclusiveMinimum]
  if (typeof exclusiveMaximum === 'number') yield [`is not less than ${exclusiveMaximum}`, exclusiveMaximum]
  if (typeof multipleOf === 'number') yield [`is no multiple of ${multipleOf}`, value + multipleOf / 2]
  if (typesOf(node).includes('integer')) yield ['is a fraction', 1.5]
  if (format === 'int32') yield ['is too large for an int32', 2 ** 31]
}

function* ofText(node: SchemaNode, value: string): Generator<Change> {
  const { minLength, maxLength, pattern, format } = node
  if (typeof minLength === 'number' && minLength > 0)
    yield [`is shorter than ${minLength}`, [...value].slice(0, minLength - 1).join('')]
  if (typeof maxLength === 'number') yield [`is longer than ${maxLength}`, value.padEnd(maxLength + 1, 'x')]
  if (pattern !== undefined || format !== undefined) {
    yield ['has other letters behind it', `${value}\u00a0?`]
    yield ['has other letters before it', `?\u00a0${value}`]
    yield ['is of another form', 'no such form']
  }
  if (pattern !== undefined) yield ['is empty', '']
}

function* ofList(node: SchemaNode, value: readonly unknown[]): Generator<Change> {
  const { minItems, maxItems, uniqueItems } = node
  if (typeof minItems === 'number' && minItems > 0)
    yield [`has fewer than ${minItems} items`, value.slice(0, minItems - 1)]
  const [first] = value
  if (typeof maxItems === 'number' && value.length > 0)
    yield [`has more than ${maxItems} items`, [...value, ...Array.from({ length: maxItems }, () => first)]]
  if (uniqueItems === true && value.length > 0) yield ['has an item twice', [...value, first]]
}

function* ofObject(node: SchemaNode, value: Readonly<Record<string, unknown>>): Generator<Change> {
  const {
    required = [],
    minProperties,
    maxProperties,
    propertyNames,
  } = node as {
    required?: string[]
    minProperties?: number
    maxProperties?: number
    propertyNames?: Schema
  }
  for (const name of required) if (name in value) yield [`lacks ${name}`, without(value, name)]
  yield ['has a property that nobody knows', { ...value, nobody: 'knows' }]
  if (minProperties) yield ['is empty', {}]
  const extra = Array.from({ length: maxProperties ?? 0 }, (_, index) => [`more${index}`, 1] as const)
  if (maxProperties !== undefined)
    yield ['has too many properties', { ...value, ...Object.fromEntries(extra) }]
  const [first] = Object.values(value)
  if (propertyNames !== undefined)
    yield ['has a property of another name', { ...value, 'no such name!': first ?? {} }]
}

function childOf(node: SchemaNode, value: object, key: string): Schema {
  const {
    items,
    properties = {},
    additionalProperties,
  } = node as {
    items?: Schema
    properties?: Record<string, Schema>
    additionalProperties?: Schema
  }
  return (Array.isArray(value) ? items : (properties[key] ?? additionalProperties)) ?? true
}

function withEntry(value: object, key: string, child: unknown): unknown {
  if (Array.isArray(value)) return [child, ...(value as unknown[]).slice(1)]
  return { ...value, [key]: child }
}

function without(value: Readonly<Record<string, unknown>>, name: string): object {
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name))
}
