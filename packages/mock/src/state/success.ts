/** What an operation answers when all goes well. */
import { isObject, type OpenApiDocument, resolve, type ResponseObject } from '../document.ts'
import { isJson } from '../encode.ts'
import { nodeOf } from '../node.ts'
import type { Operation } from '../operation.ts'
import { expand } from '../paging/schema.ts'

export interface Success {
  readonly status: number
  /** The names of the headers it declares, in lower case. */
  readonly headers: readonly string[]
  /** The schema of its JSON; nothing for an answer without one. */
  readonly schema: unknown
}

/** The lowest success that an operation declares. */
export function successOf(document: OpenApiDocument, operation: Operation): Success {
  const responses = Object.entries(nodeOf(document, operation).responses ?? {})
  const [first] = responses.filter(([code]) => code.startsWith('2')).toSorted(([a], [b]) => (a < b ? -1 : 1))
  if (!first) return { status: 200, headers: [], schema: undefined }
  const [code, node] = first
  const { headers = {}, content = {} } = resolve<ResponseObject>(document, node)
  const media = Object.entries(content).find(([type]) => isJson(type))?.[1]
  return {
    status: Number(code.replace('XX', '00')),
    headers: Object.keys(headers).map((name) => name.toLowerCase()),
    schema: media?.schema,
  }
}

const targets = new WeakMap<object, unknown>()

/** What a schema stands for: two references to the same component are the same, whatever is said about them. */
export function targetOf(document: OpenApiDocument, schema: unknown): unknown {
  if (!isObject(schema)) return schema
  const known = targets.get(schema)
  if (known !== undefined) return known
  const target = findTarget(document, schema)
  targets.set(schema, target)
  return target
}

function findTarget(document: OpenApiDocument, schema: Record<string, unknown>): unknown {
  const node = resolve<Record<string, unknown>>(document, schema)
  const { allOf, properties } = node
  const isReference = Array.isArray(allOf) && allOf.length === 1 && properties === undefined
  return isReference ? targetOf(document, allOf[0]) : node
}

const texts = new WeakMap<object, string>()

/** Whether two schemas are one: the same component, or said twice in the same words. */
export function isSame(one: unknown, other: unknown): boolean {
  return one === other || (isObject(one) && isObject(other) && textOf(one) === textOf(other))
}

function textOf(schema: object): string {
  const text = texts.get(schema) ?? JSON.stringify(schema)
  texts.set(schema, text)
  return text
}

/** Where in an answer a thing is: '' is the answer itself, a name the property that it stands in; else it is not there. */
export function placeIn(document: OpenApiDocument, answer: unknown, thing: unknown): string | undefined {
  if (answer === undefined) return undefined
  if (isSame(targetOf(document, answer), thing)) return ''
  return propertiesIn(document, answer).find(([, node]) => isSame(targetOf(document, node), thing))?.[0]
}

/** The schema of the thing that an answer shows, by itself or in a wrapper, and that one of some names identifies. */
export function thingIn(document: OpenApiDocument, answer: unknown, keys: readonly string[]): unknown {
  const own = propertiesIn(document, answer)
  if (isKnownBy(own, keys)) return targetOf(document, answer)
  const things = own
    .map(([, node]) => ({ schema: targetOf(document, node), properties: propertiesIn(document, node) }))
    .filter(({ properties }) => properties.length > 0)
  const [thing, ...others] = things.filter(({ properties }) => isKnownBy(properties, keys))
  if (thing && others.length === 0) return thing.schema
  // What is alone in a wrapper is the thing, whatever identifies it.
  return own.length === 1 && things[0] ? things[0].schema : targetOf(document, answer)
}

/** Whether an answer shows something that one of some names identifies, in whatever form. */
export function isIdentified(document: OpenApiDocument, answer: unknown, keys: readonly string[]): boolean {
  return isKnownBy(propertiesIn(document, answer), keys)
}

type Properties = readonly (readonly [name: string, schema: unknown])[]

function isKnownBy(properties: Properties, keys: readonly string[]): boolean {
  return properties.some(([name]) => keys.includes(name))
}

const known = new WeakMap<object, Properties>()

function propertiesIn(document: OpenApiDocument, schema: unknown): Properties {
  if (!isObject(schema)) return []
  const found = known.get(schema)
  if (found) return found
  const all = expand(document, schema).flatMap(({ properties }) =>
    isObject(properties) ? Object.entries(properties) : [],
  )
  const properties = [...new Map(all)]
  known.set(schema, properties)
  return properties
}
