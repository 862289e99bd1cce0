/** How the bodies of webhooks tell their events apart. */
import { type Document, type OperationObject, resolve, type Schema } from '../document.ts'
import type { OtherEventModel } from '../model.ts'
import { typeOf } from './types.ts'

/** A webhook with the schema of what it delivers. */
export interface Delivery {
  operation: OperationObject
  schema: Schema
}

interface Events {
  eventProperty: string
  /** The constant of each delivery, where it has one. */
  names: (string | undefined)[]
  other: OtherEventModel | undefined
}

/**
 * Finds the property that names the event: it is required in every body, and is a constant in each, or, where one body
 * serves for all events, the only one with a list of names.
 */
export function readEvents(document: Document, deliveries: Delivery[]): Events {
  const bodies = deliveries.map(({ schema }) => flatten(document, schema))
  const naming = deliveries.length === 1 ? isNamed : isConstant
  const candidates = [...bodies[0]!.required].filter((name) =>
    bodies.every(({ required, properties }) => required.has(name) && naming(properties.get(name))),
  )
  const [eventProperty] = candidates
  if (eventProperty === undefined || candidates.length > 1) throw noName(candidates, deliveries)
  const values = bodies.map(({ properties }) => properties.get(eventProperty)?.const)
  const names = values.map((value) => (typeof value === 'string' ? value : undefined))
  if (names.includes(undefined)) return { eventProperty, names, other: undefined }
  if (new Set(names).size < names.length) throw noName([eventProperty], deliveries)
  return { eventProperty, names, other: readOther(document, deliveries, eventProperty, names) }
}

function isConstant(schema: Schema | undefined): boolean {
  return typeof schema?.const === 'string'
}

function isNamed(schema: Schema | undefined): boolean {
  return isConstant(schema) || Boolean(schema?.['x-extensible-enum'] ?? schema?.enum)
}

/** What any event is: what all described ones build on, with the names that this lists besides theirs. */
function readOther(
  document: Document,
  deliveries: Delivery[],
  eventProperty: string,
  names: unknown[],
): OtherEventModel {
  const bases = deliveries.map(({ schema }) =>
    (resolve(document, schema).allOf ?? []).flatMap(({ $ref }) => $ref ?? []),
  )
  const $ref = bases[0]!.find((one) => bases.every((list) => list.includes(one)))
  if ($ref === undefined) return { base: undefined, names: [] }
  const known = flatten(document, { $ref }).properties.get(eventProperty)?.['x-extensible-enum'] ?? []
  return { base: typeOf({ $ref }, 'unknown'), names: known.map(String).filter((one) => !names.includes(one)) }
}

interface Flat {
  properties: Map<string, Schema>
  required: Set<string>
}

/** The properties of a schema and of what it builds on; its own win. */
function flatten(document: Document, schema: Schema): Flat {
  const { properties = {}, required = [], allOf = [] } = resolve<Schema>(document, schema)
  const parts = allOf.map((part) => flatten(document, part))
  const own = Object.entries(properties).map(([name, one]) => [name, resolve<Schema>(document, one)] as const)
  return {
    properties: new Map([...parts.flatMap((part) => Array.from(part.properties)), ...own]),
    required: new Set([...parts.flatMap((part) => Array.from(part.required)), ...required]),
  }
}

function noName(candidates: string[], deliveries: Delivery[]): Error {
  const ids = deliveries.map(({ operation }) => operation.operationId).join(', ')
  const what = candidates.length === 0 ? 'no property names' : `${candidates.join(' and ')} cannot name`
  return new Error(
    `${ids}: ${what} the event. Require one text property in every body, with a constant of its own in each, or with x-extensible-enum where one body serves for all events.`,
  )
}
