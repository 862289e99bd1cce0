import type { Oas3Rule, UserContext } from '@redocly/openapi-core'
import { operationsOf, parametersOf, requestSchemasOf } from '../operations.ts'
import { anyPart, walkSchema } from '../schemas.ts'
import { follow, isObject, read, type Resolver, type Spot } from '../spot.ts'

const key = 'x-client-check'

/** Members that hold a pattern. */
const patterns = ['when', 'uncounted'] as const

/** Every check of a client can be made: its keywords are in the schema, and each request has the value it is about. */
export const clientChecksDeclared: Oas3Rule = () => ({
  Root: {
    enter(value, ctx) {
      const all = new Map<string, Spot<object>>()
      const certain = new Set<string>()
      const seen = new Set<string>()
      for (const operation of operationsOf(ctx, { value, location: ctx.location })) {
        const parameters = parametersOf(ctx, operation).map((parameter) => child(parameter, 'schema'))
        for (const schema of [...parameters, ...requestSchemasOf(ctx, operation)]) {
          const collect = (spot: Spot<object>) => all.set(spot.location.absolutePointer, spot)
          walkSchema(ctx, schema, collect, seen)
          reach(ctx, schema, certain)
        }
      }
      for (const [place, spot] of all) {
        const check = read(spot.value, key)
        if (isObject(check)) checkOne(spot, check, certain.has(place), ctx)
      }
    },
  },
})

function child({ value, location }: Spot, name: string): Spot {
  return { value: read(value, name), location: location.child([name]) }
}

/** Notes the schemas that every value of a request must satisfy if it is there: none of an alternative. */
function reach(ctx: Resolver, { value, location }: Spot, found: Set<string>) {
  if (!isObject(value) || found.has(location.absolutePointer)) return
  found.add(location.absolutePointer)
  const target = value['$ref'] === undefined ? undefined : follow(ctx, value, location)
  if (target) reach(ctx, target, found)
  reach(ctx, child({ value, location }, 'items'), found)
  for (const keyword of ['properties', 'allOf']) {
    const members = child({ value, location }, keyword)
    for (const name of Object.keys(members.value ?? {})) reach(ctx, child(members, name), found)
  }
}

function checkOne(spot: Spot, check: Record<string, unknown>, isCertain: boolean, ctx: UserContext) {
  const location = spot.location.child([key])
  if (!isCertain) {
    ctx.report({
      message: `${key} stands in an alternative, where a client cannot tell whether it applies. Move it to a schema that is not under oneOf, anyOf or the like.`,
      location: location.key(),
    })
  }
  for (const [index, keyword] of (Array.isArray(check['keywords']) ? check['keywords'] : []).entries()) {
    if (declares(ctx, spot, String(keyword))) continue
    ctx.report({
      message: `${key} checks ${String(keyword)}, which its schema does not have. Add it to the schema or remove it here.`,
      location: location.child(['keywords', index]),
    })
  }
  for (const member of patterns) {
    const problem = problemOf(check[member])
    if (problem) ctx.report({ message: `${key} ${problem}. Correct it.`, location: location.child([member]) })
  }
}

/** Whether a schema has a keyword, itself or in what it is composed of. */
function declares(ctx: Resolver, { value, location }: Spot, keyword: string): boolean {
  const target = read(value, '$ref') === undefined ? undefined : follow(ctx, value, location)
  const seen = new Set<string>()
  const has = (part: Spot) => read(part.value, keyword) !== undefined || undefined
  // What stands beside a reference is said of this use of the schema.
  return [{ value, location }, ...(target ? [target] : [])].some(
    (part) => anyPart(ctx, part, has, ['allOf'], seen) === true,
  )
}

function problemOf(pattern: unknown): string | undefined {
  if (typeof pattern !== 'string') return undefined
  try {
    return void new RegExp(pattern, 'u')
  } catch (error) {
    return `has a pattern that is none: ${(error as Error).message}`
  }
}
