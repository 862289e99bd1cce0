import type { Oas3Rule, UserContext } from '@redocly/openapi-core'
import { nameOf, operationsOf, parametersOf, requestSchemasOf, type OperationSpot } from '../operations.ts'
import { schemaAt } from '../schemas.ts'
import { follow, isObject, read, type Spot } from '../spot.ts'

const key = 'x-rate-limits'

/** What limits of one name have in common, since they are one limit. */
const shared = ['requests', 'window', 'counts', 'clientOption'] as const

/** Every limit can be kept: its key is in the requests it concerns, and its name means one limit. */
export const rateLimitsDeclared: Oas3Rule = () => ({
  Root: {
    enter(value, ctx) {
      const root = { value, location: ctx.location }
      for (const limit of limitsOf(root)) checkRoot(limit, ctx)
      const first = new Map<unknown, Spot>()
      for (const operation of operationsOf(ctx, root)) {
        for (const limit of limitsOf(operation)) {
          checkKey(operation, limit, ctx)
          const name = read(limit.value, 'name')
          checkShared(limit, first.get(name) ?? limit, ctx)
          if (!first.has(name)) first.set(name, limit)
        }
      }
    },
  },
})

function limitsOf({ value, location }: Spot): Spot[] {
  const limits = read(value, key)
  if (!Array.isArray(limits)) return []
  return limits.map((limit: unknown, index) => ({ value: limit, location: location.child([key, index]) }))
}

function checkRoot({ value, location }: Spot, ctx: UserContext) {
  for (const member of ['key', 'counts', 'clientOption']) {
    const said = read(value, member)
    if (said === undefined || said === 'requests') continue
    ctx.report({
      message: `The limit ${String(read(value, 'name'))} is for the whole API and cannot have ${member}. Move it to the operations that it concerns.`,
      location: location.child([member]),
    })
  }
}

function checkKey(operation: OperationSpot, { value, location }: Spot, ctx: UserContext) {
  const places = read(value, 'key')
  if (!Array.isArray(places)) return
  for (const [index, place] of places.entries()) {
    if (isThere(operation, String(place), ctx)) continue
    ctx.report({
      message: `${nameOf(operation)} counts ${String(read(value, 'name'))} under ${String(place)}, which is not in its requests. Declare it or correct the key.`,
      location: location.child(['key', index]),
    })
  }
}

function isThere(operation: OperationSpot, place: string, ctx: UserContext): boolean {
  const [part, name] = [place.slice(0, place.indexOf(':')), place.slice(place.indexOf(':') + 1)]
  if (part === 'body') {
    return requestSchemasOf(ctx, operation).some((spot) => {
      const schema = follow(ctx, spot.value, spot.location)
      return schema !== undefined && schemaAt(ctx, schema, name) !== undefined
    })
  }
  return parametersOf(ctx, operation).some(({ value }) => value.in === part && value.name === name)
}

function checkShared({ value, location }: Spot, first: Spot, ctx: UserContext) {
  const parts = (limit: unknown) => {
    const places = read(limit, 'key')
    return Array.isArray(places) ? places.length : 0
  }
  const other: string | undefined = shared.find((member) => read(value, member) !== read(first.value, member))
  const differs = other ?? (parts(value) === parts(first.value) ? undefined : 'key')
  if (differs === undefined || !isObject(value)) return
  ctx.report({
    message: `The limit ${String(value['name'])} has another ${differs} elsewhere, but limits of one name are one limit. Correct either, or rename one.`,
    location: value[differs] === undefined ? location.key() : location.child([differs]),
  })
}
