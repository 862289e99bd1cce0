import {
  isObject,
  type MediaTypeObject,
  type OpenApiDocument,
  resolve,
  type ResponseObject,
} from '../document.ts'
import { isJson } from '../encode.ts'
import type { Handler, Preferring, Reply } from '../exchange.ts'
import { nodeOf } from '../node.ts'
import type { Operation } from '../operation.ts'

/** Status and media type of the answers of each operation that an example can hold only in Base64. */
export type Encoded = ReadonlyMap<Operation, ReadonlySet<string>>

/** Sends bodies that are written in Base64 (`contentEncoding: base64`) as the bytes that they stand for. */
export function bytes(next: Handler<Preferring>, encoded: Encoded): Handler<Preferring> {
  if (encoded.size === 0) return next
  const decoded = new WeakMap<Reply, Reply>()
  return async (exchange) => {
    const reply = await next(exchange)
    const answers = encoded.get(exchange.operation)
    if (!reply.body || !answers?.has(`${reply.status} ${String(reply.headers['content-type'])}`)) return reply
    const raw = decoded.get(reply) ?? { ...reply, body: Buffer.from(reply.body.toString(), 'base64') }
    decoded.set(reply, raw)
    return raw
  }
}

/** Finds the answers that are written in Base64. */
export function readEncoded(document: OpenApiDocument, operations: readonly Operation[]): Encoded {
  const found = operations.map((operation) => [operation, encodedOf(document, operation)] as const)
  return new Map(found.filter(([, answers]) => answers.size > 0))
}

function encodedOf(document: OpenApiDocument, operation: Operation): Set<string> {
  const answers = new Set<string>()
  for (const [code, node] of Object.entries(nodeOf(document, operation).responses ?? {})) {
    for (const [type, media] of Object.entries(resolve<ResponseObject>(document, node).content ?? {})) {
      if (!isJson(type) && isBase64(document, media)) answers.add(`${code} ${type}`)
    }
  }
  return answers
}

function isBase64(document: OpenApiDocument, { schema }: MediaTypeObject): boolean {
  if (!isObject(schema)) return false
  return resolve<Record<string, unknown>>(document, schema)['contentEncoding'] === 'base64'
}
