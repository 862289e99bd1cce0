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
  const said = read(schema.value, 'type')
  if (said === type || (Array.isArray(said) && said.includes(type))) return true
  return parts.some((part) => steps(ctx, schema, part).some(([, member]) => hasType(ctx, member, type)))
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
  const properties = step(ctx, schema, 'properties')
  const own = properties && step<object>(ctx, properties, name)
  if (own) return own
  for (const part of parts) {
    for (const [, member] of steps(ctx, schema, part)) {
      const found = property(ctx, member, name)
      if (found) return found
    }
  }
  return undefined
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
