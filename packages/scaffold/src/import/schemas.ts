/** Making schemas valid: a keyword that means nothing would stop every tool after this one. */
import type { Notes } from './notes.ts'
import { walkSchemas } from './schema-walk.ts'
import { become, isNode, listAt, type Node, nodeAt, type Path, resolved, textAt } from './tree.ts'

const types = new Set(['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'])

/** Types that are none, and what people mean by them. */
const meant: Record<string, Node> = {
  any: {},
  bool: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  datetime: { type: 'string', format: 'date-time' },
  decimal: { type: 'number' },
  double: { type: 'number', format: 'double' },
  file: { type: 'string', format: 'binary' },
  float: { type: 'number', format: 'float' },
  int: { type: 'integer' },
  int32: { type: 'integer', format: 'int32' },
  int64: { type: 'integer', format: 'int64' },
  long: { type: 'integer', format: 'int64' },
  uuid: { type: 'string', format: 'uuid' },
}

const limits = ['maximum', 'minimum', 'exclusiveMaximum', 'exclusiveMinimum', 'multipleOf']
const counts = ['maxItems', 'maxLength', 'maxProperties', 'minItems', 'minLength', 'minProperties']

/** Mends every schema of a document in place. */
export function mendSchemas(document: Node, notes: Notes): void {
  walkSchemas(document, (schema, path) => {
    const change = (what: string) => notes.change(what, where(path))
    mendType(schema, change)
    mendLists(schema, change)
    mendNumbers(schema, change)
    mendPattern(schema, where(path), notes)
    mendParts(schema, change)
  })
}

/** How reports call the place of a schema. */
function where(path: Path): string {
  return path.slice(path[0] === 'components' ? 2 : 0).join('/')
}

type Change = (what: string) => void

function mendType(schema: Node, change: Change): void {
  const { type } = schema
  if (type === undefined) return
  if (Array.isArray(type)) {
    const known = [...new Set(type.filter((one) => types.has(String(one))))]
    if (known.length === type.length) return
    change(`The type [${type.join(', ')}] is reduced to types that there are`)
    if (known.length === 0) delete schema['type']
    else schema['type'] = known
    return
  }
  if (typeof type === 'string' && types.has(type)) return
  const other = meant[String(type).toLowerCase()]
  const to = other?.['type'] === undefined ? 'anything' : `\`${String(other['type'])}\``
  change(`The type \`${String(type)}\`, which there is not, became ${to}`)
  delete schema['type']
  Object.assign(schema, other)
}

function mendLists(schema: Node, change: Change): void {
  const { required, enum: values } = schema
  if (required !== undefined && !Array.isArray(required)) {
    change('`required` beside a single property is left out: it is a list of names')
    delete schema['required']
  } else if (Array.isArray(required)) {
    const names = [...new Set(required.filter((one) => typeof one === 'string'))]
    if (names.length === 0) delete schema['required']
    else schema['required'] = names
  }
  if (values === undefined) return
  if (!Array.isArray(values) || values.length === 0) {
    change('An `enum` without values is left out')
    delete schema['enum']
    return
  }
  const once = [...new Map(values.map((one) => [JSON.stringify(one), one])).values()]
  if (once.length < values.length) change('Values that an `enum` had twice are there once')
  schema['enum'] = once
}

function mendNumbers(schema: Node, change: Change): void {
  for (const key of [...limits, ...counts]) {
    const value = schema[key]
    if (value === undefined) continue
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
    const isCount = counts.includes(key)
    const fits =
      typeof number === 'number' &&
      Number.isFinite(number) &&
      (!isCount || (Number.isInteger(number) && number >= 0))
    if (fits && (key !== 'multipleOf' || number > 0)) schema[key] = number
    else delete schema[key]
    if (schema[key] !== value) change(`\`${key}\` that is no number became one or is left out`)
  }
}

function mendPattern(schema: Node, place: string, notes: Notes): void {
  const { pattern } = schema
  if (pattern === undefined) return
  try {
    void new RegExp(String(pattern), 'u')
    schema['pattern'] = String(pattern)
  } catch {
    notes.lose('Patterns that JavaScript does not understand', `${place}: ${String(pattern)}`)
    delete schema['pattern']
  }
}

function mendParts(schema: Node, change: Change): void {
  for (const key of ['allOf', 'anyOf', 'oneOf']) {
    const parts = schema[key]
    if (parts === undefined || (Array.isArray(parts) && parts.length > 0)) continue
    change(`An empty \`${key}\` is left out`)
    delete schema[key]
  }
  if (schema['properties'] !== undefined && !nodeAt(schema, 'properties')) delete schema['properties']
  for (const [name, property] of Object.entries(nodeAt(schema, 'properties') ?? {})) {
    if (isNode(property) || typeof property === 'boolean') continue
    change(`The property ${name} without a schema may be anything`)
    nodeAt(schema, 'properties')![name] = {}
  }
  if (Array.isArray(schema['items'])) {
    schema['prefixItems'] = schema['items']
    delete schema['items']
    change('A list of `items` became `prefixItems`')
  }
  for (const key of ['$schema', '$id', 'id', '$anchor', '$dynamicRef', '$dynamicAnchor']) {
    if (typeof schema[key] !== 'string') continue
    change(`\`${key}\` is left out: schemas are found by their names`)
    delete schema[key]
  }
  const { additionalProperties, discriminator } = schema
  if (
    additionalProperties !== undefined &&
    typeof additionalProperties !== 'boolean' &&
    !isNode(additionalProperties)
  ) {
    delete schema['additionalProperties']
  }
  if (discriminator !== undefined && textAt(discriminator, 'propertyName') === undefined) {
    change('A `discriminator` without `propertyName` is left out')
    delete schema['discriminator']
  }
}

/**
 * Puts the properties of an object that is also a choice, or a map of others, into a part of their own: as a type it is
 * a union or has an index, which no interface can extend.
 */
export function separateChoices(document: Node): void {
  for (const schema of Object.values(nodeAt(nodeAt(document, 'components'), 'schemas') ?? {})) {
    if (!isNode(schema) || schema['type'] !== 'object' || !nodeAt(schema, 'properties')) continue
    if (!isChoice(document, schema) && !isNode(schema['additionalProperties'])) continue
    const {
      type,
      properties,
      required,
      additionalProperties,
      patternProperties,
      allOf = [],
      ...rest
    } = schema
    const own = { type, properties, required, additionalProperties, patternProperties }
    const told = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined))
    become(schema, { ...rest, allOf: [...(allOf as unknown[]), told] })
  }
}

/** Whether a schema, or one that it is composed of, is one of several. */
function isChoice(document: Node, node: unknown, depth = 0): boolean {
  const schema = resolved(document, node)
  if (!schema || depth > 20) return false
  if (schema['oneOf'] !== undefined || schema['anyOf'] !== undefined) return true
  return listAt(schema, 'allOf').some((part) => isChoice(document, part, depth + 1))
}
