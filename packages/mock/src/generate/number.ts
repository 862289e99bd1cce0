/** Numbers within the limits of a schema, like its example where there are none. */
import type { SchemaNode } from '../judge/walk.ts'
import { between, type Random } from './chance.ts'

interface NumberSchema {
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
  multipleOf?: number
  example?: unknown
}

/** A number for a schema of type `integer`, or of type `number` with two decimals. */
export function numberFor(schema: SchemaNode, isInteger: boolean, random: Random): number {
  const own = schema as NumberSchema
  // Counted in steps, so that rounding leaves nothing outside of the limits.
  const step = own.multipleOf ?? (isInteger ? 1 : 0.01)
  const [low, high] = limitsOf(own, step)
  const value = between(low, Math.max(low, high), random) * step
  // Steps too small or limits too large to be counted.
  if (!Number.isFinite(value)) return own.minimum ?? own.maximum ?? 0
  return isInteger ? Math.round(value) : Number(value.toFixed(Math.max(2, decimalsOf(step))))
}

function limitsOf(own: NumberSchema, step: number): [number, number] {
  const typical = typeof own.example === 'number' ? Math.abs(own.example) : 500
  const least = own.minimum ?? own.exclusiveMinimum
  const most = own.maximum ?? own.exclusiveMaximum
  const spread = Math.max(2 * typical, 10 * step)
  const low = least ?? (most === undefined ? 0 : most - spread)
  const high = most ?? low + spread
  const first = Math.ceil(round(low / step)) + (own.exclusiveMinimum === low ? 1 : 0)
  const last = Math.floor(round(high / step)) - (own.exclusiveMaximum === high ? 1 : 0)
  return [first, last]
}

/** Without the dust of binary fractions. */
function round(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(12))
}

function decimalsOf(step: number): number {
  return (String(step).split('.')[1] ?? '').length
}
