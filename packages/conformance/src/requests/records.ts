/** Where the contract says what a record is: the answer of an operation, without what it is wrapped in. */
import type { Document } from '@parlance/compiler'
import { flatten, type Schema } from '../generate/schema.ts'
import { at, pointerTo } from '../pointer.ts'
import type { ContractOperation } from './contract.ts'
import { isJson } from './media.ts'

/** A schema, and where it stands once references are followed: two that stand in one place are the same. */
export interface Place {
  readonly pointer: string
  readonly schema: Schema
}

/** What a record says, by the names of its fields. */
export type Fields = Readonly<Record<string, unknown>>

/** What an operation answers when all goes well, as JSON. */
function answerOf(document: Document, { responses }: ContractOperation): Place | undefined {
  const [status] = [...responses.keys()].filter((code) => code.startsWith('2')).toSorted()
  const pointer = status === undefined ? undefined : responses.get(status)
  if (pointer === undefined) return undefined
  const { content = {} } = at(document, pointer) as { content?: object }
  const type = Object.keys(content).find(isJson)
  return type === undefined ? undefined : placeAt(document, `${pointer}/content${pointerTo(type)}/schema`)
}

/** The record in an answer: the answer, or the only thing in it. */
export function recordIn(document: Document, operation: ContractOperation): Place | undefined {
  const answer = answerOf(document, operation)
  if (!answer) return undefined
  const properties = propertiesAt(answer)
  const [only] = properties
  if (!only || properties.length > 1) return answer
  const inner = placeAt(document, only[1])
  return propertiesAt(inner).length > 0 ? inner : answer
}

/** Where the schema of what a list has stands; `items` leads to the list in its answer. */
export function itemIn(document: Document, list: ContractOperation, items = ''): string | undefined {
  let schemas: readonly Schema[] = [answerOf(document, list)?.schema ?? false]
  for (const key of items.split('/').slice(1))
    schemas = schemas.flatMap((schema) => propertiesOf(document, schema).get(key) ?? [])
  for (const schema of schemas) {
    const flat = flatten(document, schema)
    const { $ref } = ((flat && flat.node['items']) ?? {}) as { $ref?: string }
    if ($ref !== undefined) return placeAt(document, decodeURI($ref.slice(1))).pointer
  }
  return undefined
}

function placeAt(document: Document, pointer: string): Place {
  const schema = at(document, pointer) as Schema
  const reference = typeof schema === 'boolean' ? undefined : schema['$ref']
  return typeof reference === 'string'
    ? placeAt(document, decodeURI(reference.slice(1)))
    : { pointer, schema }
}

function propertiesAt({ pointer, schema }: Place): [name: string, pointer: string][] {
  const { properties = {} } = schema as { properties?: object }
  return Object.keys(properties).map((name) => [name, `${pointer}/properties${pointerTo(name)}`])
}

/** All that a schema says of its properties, in any of its choices that a record may be of. */
export function propertiesOf(document: Document, schema: Schema, record: Fields = {}): Map<string, Schema[]> {
  const flat = flatten(document, schema)
  const found = new Map<string, Schema[]>()
  if (!flat) return found
  const add = (name: string, said: readonly Schema[]) =>
    found.set(name, [...(found.get(name) ?? []), ...said])
  for (const [name, own] of Object.entries((flat.node['properties'] ?? {}) as Record<string, Schema>))
    add(name, [own])
  for (const choice of flat.choices.flat().filter((one) => mayBe(document, one, record)))
    for (const [name, said] of propertiesOf(document, choice, record)) add(name, said)
  return found
}

/** Whether a record has no word that a choice rules out. */
function mayBe(document: Document, choice: Schema, record: Fields): boolean {
  const flat = flatten(document, choice)
  if (!flat) return false
  return Object.entries((flat.node['properties'] ?? {}) as Record<string, Schema>).every(([name, schema]) => {
    const said = record[name] !== undefined && flatten(document, schema)
    if (!said) return true
    const { const: only = record[name], enum: words = [only] } = said.node as {
      const?: unknown
      enum?: unknown[]
    }
    return only === record[name] && words.includes(only)
  })
}

/** The record in a body: the body, or the only thing in it. */
export function recordOf(body: unknown): Fields | undefined {
  if (!isRecord(body)) return undefined
  const [only, ...others] = Object.values(body)
  return others.length === 0 && isRecord(only) ? only : body
}

export function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The identity of a record, by the names that it may stand under. */
export function keyOf(record: Fields, parameter: string): string | undefined {
  const key = [parameter, 'id', '_id'].map((name) => record[name]).find((value) => value !== undefined)
  return typeof key === 'string' || typeof key === 'number' ? String(key) : undefined
}
