import type { Location, Oas3Rule, UserContext } from '@redocly/openapi-core'
import { catalogueFile, faultsOf, nearest } from '../catalogue.ts'
import { extensions, type Place } from '../extensions.ts'
import { follow, isObject, step, type Resolver, type Spot } from '../spot.ts'

const prefix = 'x-'

/** Every `x-` key is in the catalogue, stands where the catalogue allows it and has a value that fits its schema. */
export const extensionsKnown: Oas3Rule = () => ({
  any: {
    enter(node: unknown, ctx) {
      // Maps such as headers and properties have names of their own, and those may begin with `x-`.
      if (ctx.type.extensionsPrefix === prefix) checkKeys({ value: node, location: ctx.location }, ctx)
    },
  },
  // Keys beside a `$ref` belong to no visited node.
  ref: {
    enter(node, ctx) {
      checkKeys({ value: node, location: ctx.location }, ctx)
    },
  },
})

function checkKeys({ value, location }: Spot, ctx: UserContext) {
  if (!isObject(value)) return
  for (const key of Object.keys(value).filter((name) => name.startsWith(prefix))) {
    const problem = problemWithKey(key, ctx.type.name)
    if (problem) ctx.report({ message: problem, location: location.child([key]).key() })
    else checkValue(key, { value: value[key], location: location.child([key]) }, ctx)
  }
}

function problemWithKey(key: string, place: string): string | undefined {
  const known = extensions[key]
  if (!known) {
    return `${key} is not in the catalogue of extensions. Did you mean ${nearest(key)}? New ones are added in ${catalogueFile}.`
  }
  if (known.places.includes(place as Place)) return undefined
  return `${key} may not stand in a ${place}. Move it to: ${known.places.join(', ')} (see ${catalogueFile}).`
}

function checkValue(key: string, spot: Spot, ctx: UserContext) {
  for (const { path, message } of faultsOf(key, inline(ctx, spot))) {
    const where = path.length > 0 ? `/${path.join('/')}` : 'its value'
    ctx.report({
      message: `${key} does not fit its schema: ${where} ${message} (see ${catalogueFile}).`,
      location: locate(ctx, spot, path),
    })
  }
}

/** The value with every `$ref` replaced by what it leads to; one that leads back to itself stays. */
function inline(ctx: Resolver, { value, location }: Spot, above: unknown[] = []): unknown {
  if (typeof value !== 'object' || value === null || above.includes(value)) return value
  const found = follow(ctx, value, location)
  if (!found || above.includes(found.value)) return value
  const path = [...above, value, found.value]
  const child = (key: string | number, node: unknown) =>
    inline(ctx, { value: node, location: found.location.child([key]) }, path)
  if (Array.isArray(found.value)) return found.value.map((node, index) => child(index, node))
  return Object.fromEntries(Object.entries(found.value).map(([key, node]) => [key, child(key, node)]))
}

/** Where the faulty part of a value is written, which is another file when a `$ref` led there. */
function locate(ctx: Resolver, spot: Spot, path: string[]): Location {
  let parent = follow(ctx, spot.value, spot.location)
  let location = spot.location
  for (const key of path) {
    if (!parent) break
    location = parent.location.child([key])
    parent = step(ctx, parent, key)
  }
  return parent?.location ?? location
}
