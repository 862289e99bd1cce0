/** Reading what records hold, in which any field may be missing. */
import type { Row } from '@parlance/mock/state'

export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function rowsOf(value: unknown): readonly Row[] {
  const all = listOf(value)
  return all.every(isRow) ? all : all.filter(isRow)
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

/**
 * Whether a condition holds for one of the values that a path leads to; lists on the way are gone through. Many thousands
 * of records may have to be looked at, so nothing is made on the way.
 */
export function isAny(
  value: unknown,
  path: readonly string[],
  holds: (value: unknown) => boolean,
  depth = 0,
): boolean {
  if (Array.isArray(value)) return value.some((one) => isAny(one, path, holds, depth))
  const name = path[depth]
  if (name === undefined) return value !== undefined && holds(value)
  return isRow(value) && isAny(value[name], path, holds, depth + 1)
}

/** The first of the values that a path leads to. */
export function firstAt(value: unknown, path: readonly string[], depth = 0): unknown {
  if (Array.isArray(value)) return firstIn(value, path, depth)
  const name = path[depth]
  if (name === undefined) return value
  return isRow(value) ? firstAt(value[name], path, depth + 1) : undefined
}

function firstIn(values: readonly unknown[], path: readonly string[], depth: number): unknown {
  for (const value of values) {
    const first = firstAt(value, path, depth)
    if (first !== undefined) return first
  }
  return undefined
}
