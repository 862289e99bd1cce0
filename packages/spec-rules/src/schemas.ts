/** What rules ask about schemas: their type, what a JSON Pointer into the data leads to, and every schema below one. */
import { follow, isObject, read, step, steps, type Resolver, type Spot } from './spot.ts'

const one = ['items', 'additionalProperties', 'unevaluatedProperties', 'contains', 'then', 'else'] as const
const many = [
  'properties',
  'patternProperties',
  'dependentSchemas',
  'prefixItems',
  'allOf',
  'anyOf',
  'oneOf',
] as const
const parts = ['allOf', 'anyOf', 'oneOf'] as const

/** Whether a schema says that the data are of `type`, itself or in a part that it is composed of. */
export function hasType(ctx: Resolver, schema: Spot, type: string): boolean {
  return anyPart(ctx, schema, (part) => says(part, type) || undefined) ?? false
}

function says(schema: Spot, type: string): boolean {
  const said = read(schema.value, 'type')
  return said === type || (Array.isArray(said) && said.includes(type))
}

/** What is first found in a schema or in a part that it is composed of. A part may lead back to the whole. */
export function anyPart<Found>(
  ctx: Resolver,
  schema: Spot,
  find: (part: Spot) => Found | undefined,
  keywords: readonly string[] = parts,
  seen = new Set<string>(),
): Found | undefined {
  if (seen.has(schema.location.absolutePointer)) return undefined
  seen.add(schema.location.absolutePointer)
  const own = find(schema)
  if (own !== undefined) return own
  for (const keyword of keywords) {
    for (const [, member] of steps(ctx, schema, keyword)) {
      const found = anyPart(ctx, member, find, keywords, seen)
      if (found !== undefined) return found
    }
  }
  return undefined
}

/** The schema of the data to which a JSON Pointer leads, or nothing where the schema does not declare them. */
export function schemaAt(ctx: Resolver, schema: Spot<object>, pointer: string): Spot<object> | undefined {
  const tokens = pointer.split('/').slice(1)
  return tokens.reduce<Spot<object> | undefined>(
    (found, token) => found && property(ctx, found, token.replaceAll('~1', '/').replaceAll('~0', '~')),
    schema,
  )
}

function property(ctx: Resolver, schema: Spot, name: string): Spot<object> | undefined {
  return anyPart(ctx, schema, (part) => {
    const properties = step(ctx, part, 'properties')
    return properties && step<object>(ctx, properties, name)
  })
}

/** Calls `visit` for a schema and everything below it, once per schema: `seen` may be shared between calls. */
export function walkSchema(
  ctx: Resolver,
  schema: Spot,
  visit: (spot: Spot<object>) => void,
  seen: Set<string>,
) {
  const { value, location } = schema
  if (!isObject(value) || seen.has(location.absolutePointer)) return
  seen.add(location.absolutePointer)
  visit({ value, location })
  const target = value.$ref === undefined ? undefined : follow(ctx, value, location)
  if (target) walkSchema(ctx, target, visit, seen)
  const walk = (child: unknown, path: string[]) =>
    walkSchema(ctx, { value: child, location: location.child(path) }, visit, seen)
  for (const keyword of one) walk(value[keyword], [keyword])
  for (const keyword of many) {
    for (const [key, child] of Object.entries(value[keyword] ?? {})) walk(child, [keyword, key])
  }
}
