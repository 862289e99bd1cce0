import type { Document } from '@parlance/compiler'

type Part = Record<string, unknown>

/** One property of a schema, as a reader looks for it. */
export interface Field {
  /** Where it is below the schema: `rates.*.payment_amount`. */
  path: string
  /** `string`, `integer or null`, `list of Rate`. */
  type: string
  required: boolean
  description: string
  /** The values it takes, where they are few enough to be listed. */
  values?: unknown[]
}

// Deeper than this, the reader of one operation is better served by the schema's own name.
const deepest = 3

/** The properties of a schema and of what is in it, from the top. */
export function fieldsOf(bundle: Document, schema: unknown): Field[] {
  return fieldsBelow(bundle, schema, '', new Set())
}

function fieldsBelow(
  bundle: Document,
  schema: unknown,
  prefix: string,
  above: ReadonlySet<unknown>,
): Field[] {
  const own = follow(bundle, schema)
  if (above.has(own) || prefix.split('.').length > deepest) return []
  const within = new Set([...above, own])
  const parts = ['allOf', 'oneOf', 'anyOf'].flatMap((key) => listOf(own[key]))
  const required = new Set(listOf(own['required']))
  const properties = Object.entries((own['properties'] ?? {}) as Part).flatMap(([name, property]) => {
    const path = `${prefix}${name}`
    const target = follow(bundle, property)
    const values = target['enum'] ?? target['x-extensible-enum']
    const field: Field = {
      path,
      type: typeOf(bundle, property),
      required: required.has(name),
      description: oneLine(target['description']),
      ...(Array.isArray(values) && { values }),
    }
    return [field].concat(fieldsBelow(bundle, property, `${path}.`, within))
  })
  const inherited = parts.flatMap((part) => fieldsBelow(bundle, part, prefix, within))
  const items = own['items'] ? fieldsBelow(bundle, own['items'], `${prefix}*.`, within) : []
  return firstOfEach([...properties, ...inherited, ...items], ({ path }) => path)
}

/** A schema's type in words. */
export function typeOf(bundle: Document, schema: unknown): string {
  const name = refName(schema)
  const own = follow(bundle, schema)
  const alternatives = [...listOf(own['oneOf']), ...listOf(own['anyOf'])]
  if (alternatives.length > 0)
    return firstOfEach(
      alternatives.map((one) => typeOf(bundle, one)),
      String,
    ).join(' or ')
  const types = listOf(own['type'] ?? [])
  if (types.includes('array') && own['items']) return `list of ${typeOf(bundle, own['items'])}`
  if (name !== undefined && (own['properties'] || own['allOf'])) return name
  const text = types.join(' or ') || (own['const'] === undefined ? 'any' : JSON.stringify(own['const']))
  return own['format'] === undefined ? text : `${text} (${String(own['format'])})`
}

/** The names of all component schemas that a part of the bundle refers to, in the order they are met. */
export function schemasIn(bundle: Document, part: unknown, met: Set<string> = new Set()): Set<string> {
  if (typeof part !== 'object' || part === null) return met
  const name = refName(part)
  if (name !== undefined && met.has(name)) return met
  if (name !== undefined) met.add(name)
  if ('$ref' in part) return schemasIn(bundle, follow(bundle, part), met)
  for (const value of Object.values(part)) schemasIn(bundle, value, met)
  return met
}

/** A part of the bundle behind its references. */
export function follow(bundle: Document, part: unknown): Part {
  if (typeof part !== 'object' || part === null) return {}
  const reference = (part as Part)['$ref']
  if (typeof reference !== 'string') return part as Part
  const keys = reference.replace(/^#\//, '').split('/').map(unescape)
  return follow(
    bundle,
    keys.reduce<unknown>((value, key) => (value as Part | undefined)?.[key], bundle),
  )
}

/** Text on one line. */
export function oneLine(text: unknown): string {
  return typeof text === 'string' ? text.trim().replace(/\s*\n\s*/g, ' ') : ''
}

function unescape(key: string): string {
  return decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~')
}

function refName(part: unknown): string | undefined {
  const reference = (part as Part | null | undefined)?.['$ref']
  return /^#\/components\/schemas\/(.+)$/.exec(typeof reference === 'string' ? reference : '')?.[1]
}

function listOf(value: unknown): unknown[] {
  if (value === undefined) return []
  return Array.isArray(value) ? value : [value]
}

function firstOfEach<T>(values: T[], key: (value: T) => string): T[] {
  return [...new Map(values.toReversed().map((value) => [key(value), value])).values()].toReversed()
}
