/** Reading what may be anything: a bundle before it is known to be one. */
import type { Report } from './problem.ts'

export type Node = Readonly<Record<string, unknown>>

/** A part of the bundle and its place in it. */
export interface Spot {
  readonly node: Node
  readonly place: string
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What a value is, in the words of JSON, for messages. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'missing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'an object'
  return typeof value === 'string' ? 'text' : `the ${typeof value} ${String(value)}`
}

/** One key appended to a JSON Pointer, as a fragment has it. */
export function below(place: string, key: string | number): string {
  return `${place}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`
}

/** The member of a node by its own name, never one that every object inherits. */
export function read(node: unknown, key: string): unknown {
  return typeof node === 'object' && node !== null && Object.hasOwn(node, key)
    ? (node as Node)[key]
    : undefined
}

/** The objects in a map; a member, or a map, that is none is reported. */
export function members(value: unknown, place: string, report: Report): [name: string, spot: Spot][] {
  if (value === undefined) return []
  if (!isNode(value)) {
    report(place, `is ${kindOf(value)}. Make it an object.`)
    return []
  }
  return Object.entries(value).flatMap(([name, node]) => own(name, node, below(place, name), report))
}

/** The objects in a list. */
export function items(value: unknown, place: string, report: Report): Spot[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) {
    report(place, `is ${kindOf(value)}. Make it a list.`)
    return []
  }
  return value.flatMap((node, index) =>
    own(String(index), node, below(place, index), report).map(([, spot]) => spot),
  )
}

function own(name: string, node: unknown, place: string, report: Report): [[string, Spot]] | [] {
  if (isNode(node)) return [[name, { node, place }]]
  report(place, `is ${kindOf(node)}. Make it an object.`)
  return []
}

/** Reports a member that is there and is no text, or that is missing although it has to be there. */
export function text(
  { node, place }: Spot,
  key: string,
  report: Report,
  { required = false } = {},
): string | undefined {
  const value = read(node, key)
  if (typeof value === 'string' && (value.trim() !== '' || !required)) return value
  if (value === undefined && !required) return undefined
  const found = typeof value === 'string' ? 'empty' : kindOf(value)
  report(value === undefined ? place : below(place, key), `${key} is ${found}. Write a text.`)
  return undefined
}
