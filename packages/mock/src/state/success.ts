/** What an operation answers when all goes well. */
import { isObject, type OpenApiDocument, resolve, type ResponseObject } from '../document.ts'
import { isJson } from '../encode.ts'
import { nodeOf } from '../node.ts'
import type { Operation } from '../operation.ts'

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

/** What a schema stands for: two references to the same component are the same. */
export function targetOf(document: OpenApiDocument, schema: unknown): unknown {
  return isObject(schema) ? resolve<object>(document, schema) : schema
}

/** A thing in a wrapper of one property: the name of the property, and the schema of the thing. */
export function unwrap(
  document: OpenApiDocument,
  schema: unknown,
): { readonly name: string; readonly schema: unknown } | undefined {
  const node = targetOf(document, schema)
  const properties = isObject(node) && isObject(node['properties']) ? Object.entries(node['properties']) : []
  const [only] = properties
  if (!only || properties.length > 1) return undefined
  const inner = targetOf(document, only[1])
  return isObject(inner) && isObject(inner['properties']) ? { name: only[0], schema: inner } : undefined
}
