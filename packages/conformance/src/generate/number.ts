/** Numbers for a schema, often at their limits. */
import * as fc from 'fast-check'
import type { SchemaNode } from './schema.ts'

/** The integers that a format allows, as far as JavaScript is exact. */
const ranges: Readonly<Record<string, readonly [min: number, max: number]>> = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  int64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
}

interface Bounds {
  readonly min: number
  readonly max: number
}

/** Whole numbers for a node, or nothing when there are none. */
export function integersFor(node: SchemaNode): fc.Arbitrary<number> | undefined {
  const { min, max } = boundsOf(node, 1)
  const step = typeof node['multipleOf'] === 'number' ? Math.max(1, node['multipleOf']) : 1
  const [first, last] = [Math.ceil(min / step), Math.floor(max / step)]
  if (first > last) return undefined
  const near = (value: number) => Math.min(Math.max(value, first), last)
  const small = fc.integer({ min: near(-1000), max: near(1000) })
  const any = fc.maxSafeInteger().filter((value) => value >= first && value <= last)
  const isWide = first <= -(2 ** 50) && last >= 2 ** 50
  const edges = fc.constantFrom(...new Set([first, near(first + 1), near(0), near(1), near(last - 1), last]))
  const inside = isWide ? any : fc.integer({ min: Math.max(first, -(2 ** 52)), max: Math.min(last, 2 ** 52) })
  return fc
    .oneof({ arbitrary: small, weight: 2 }, { arbitrary: inside, weight: 2 }, { arbitrary: edges, weight: 2 })
    .map((value) => value * step)
}

/** Numbers for a node, or nothing when there are none. */
export function numbersFor(node: SchemaNode): fc.Arbitrary<number> | undefined {
  const { min, max } = boundsOf(node, 0.001)
  if (min > max) return undefined
  if (typeof node['multipleOf'] === 'number' && node['multipleOf'] < 1)
    return multiples(node['multipleOf'], min, max)
  const whole = integersFor(node)
  const [low, high] = [Math.max(min, -1e9), Math.min(max, 1e9)]
  const inside = fc
    .integer({ min: Math.ceil(low * 100), max: Math.floor(high * 100) })
    .map((value) => value / 100)
  const decimals = inside.filter((value) => value >= min && value <= max)
  const edges = fc.constantFrom(...[min, max].filter((value) => Math.abs(value) < 1e12), low)
  const options = [decimals, edges, ...(whole ? [whole] : [])]
  return fc.oneof(...options)
}

function multiples(step: number, min: number, max: number): fc.Arbitrary<number> {
  const digits = String(step).split('.')[1]?.length ?? 0
  const first = Math.ceil(Math.max(min, -1e6) / step)
  const last = Math.floor(Math.min(max, 1e6) / step)
  return fc.integer({ min: first, max: last }).map((value) => Number((value * step).toFixed(digits)))
}

function boundsOf(node: SchemaNode, smallest: number): Bounds {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, format } = node
  const [low, high] = ranges[String(format)] ?? ranges['int64']!
  const min = [low, minimum, plus(exclusiveMinimum, smallest)].filter((value) => typeof value === 'number')
  const max = [high, maximum, plus(exclusiveMaximum, -smallest)].filter((value) => typeof value === 'number')
  return { min: Math.max(...min), max: Math.min(...max) }
}

function plus(bound: unknown, by: number): number | undefined {
  return typeof bound === 'number' ? bound + by : undefined
}
