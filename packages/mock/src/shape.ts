/** Errors that a provider declares nowhere, in the shape of those that it does. */
import { STATUS_CODES } from 'node:http'
import type { OpenApiDocument } from './document.ts'
import { encode, isJson } from './encode.ts'
import type { Reply } from './exchange.ts'
import { putAt, valueAt } from './pointer.ts'
import type { Replies } from './refusal.ts'

/** A reply with a status that the provider does not declare. */
export type Shape = (status: number) => Reply | undefined

/**
 * Makes errors like the provider's 400 or 500, with the name of the status where `x-error-message` says that errors have
 * their sentence.
 */
export function createShape(document: OpenApiDocument, errors: Replies): Shape {
  const pointers = document['x-error-message'] ?? []
  return (status) => {
    const like = errors.get(status < 500 ? 400 : 500)
    const type = String(like?.headers['content-type'] ?? '')
    if (!like?.body || !isJson(type)) return undefined
    const body: unknown = JSON.parse(like.body.toString())
    const pointer = pointers.find((one) => typeof valueAt(body, one) === 'string')
    if (pointer === undefined) return undefined
    putAt(body, pointer, STATUS_CODES[status] ?? 'Error')
    return { status, headers: { 'content-type': type }, body: encode(body, type) }
  }
}
