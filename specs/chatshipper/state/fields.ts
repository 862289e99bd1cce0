/** Reading what records hold, in which any field may be missing. */
import type { Row } from '@parlance/mock/state'

export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function rowsOf(value: unknown): readonly Row[] {
  return listOf(value).filter(isRow)
}

/** A text, or nothing. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** The key of a record. */
export function idOf(row: Row): string {
  return String(row['id'])
}

/** A record with changes. */
export function merged(row: Row, changes: Row): Row {
  return { ...row, ...changes }
}

/** A record without some of its fields. */
export function without(row: Row, names: readonly string[]): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)))
}

const none: readonly unknown[] = []

/** The values that a path leads to; lists on the way are gone through. Lists of thousands are chosen from by it. */
export function valuesAt(value: unknown, path: readonly string[]): readonly unknown[] {
  let place = value
  for (let depth = 0; depth < path.length; depth += 1) {
    if (Array.isArray(place)) return gathered(place, path.slice(depth))
    if (!isRow(place)) return none
    place = place[path[depth]!]
  }
  if (Array.isArray(place)) return gathered(place, [])
  return place === undefined ? none : [place]
}

function gathered(values: readonly unknown[], path: readonly string[]): unknown[] {
  return values.flatMap((one) => valuesAt(one, path))
}
