/** Reading a multi-file document: every value travels with the place where it is written. */
import type { Location, OasRef, UserContext } from '@redocly/openapi-core'

/** A value of a document and where it is written; `location` is in the file that holds the value. */
export interface Spot<T = unknown> {
  readonly value: T
  readonly location: Location
}

export type Resolver = Pick<UserContext, 'resolve'>

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value at `location` with a `$ref` followed, or nothing where there is no object (Redocly reports dead `$ref`s). */
export function follow<T extends object>(
  ctx: Resolver,
  value: unknown,
  location: Location,
): Spot<T> | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (!('$ref' in value) || typeof value.$ref !== 'string') return { value: value as T, location }
  // Without the second argument a `$ref` would be resolved against the file that Redocly is visiting.
  const target = ctx.resolve<T>(value as OasRef, location.source.absoluteRef)
  if (typeof target.node !== 'object' || target.node === null || !target.location) return undefined
  return { value: target.node, location: target.location }
}

/** The object under `key`, with a `$ref` followed. */
export function step<T extends object>(
  ctx: Resolver,
  { value, location }: Spot,
  key: string | number,
): Spot<T> | undefined {
  return follow<T>(ctx, read(value, key), location.child([key]))
}

/** The objects in the map or list under `key`, each with its own key and with `$ref`s followed. */
export function steps<T extends object>(ctx: Resolver, spot: Spot, key: string): [string, Spot<T>][] {
  const map = step(ctx, spot, key)
  if (!map) return []
  return Object.keys(map.value).flatMap((name) => {
    const found = step<T>(ctx, map, name)
    return found ? [[name, found] as [string, Spot<T>]] : []
  })
}

/** The member `key` of any value, for keys that the OpenAPI types do not know, such as extensions. */
export function read(value: unknown, key: string | number): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined
}

/** Whether `value` is a text with something in it. */
export function isFilled(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}
