import { readBytes } from '../bytes.ts'
import { isJson } from '../encode.ts'
import { messageOf } from '../errors.ts'
import { grow, type Handler, type Received, type Routed } from '../exchange.ts'
import { parseJson } from '../json.ts'
import { coverOf, essenceOf } from '../media.ts'
import type { Operation } from '../operation.ts'
import { type Refused, refuse } from '../refusal.ts'

/** Reads the body within the limit, checks its media type and parses JSON. */
export function receive(next: Handler<Received>): Handler<Routed> {
  return async (exchange) => {
    const { request, response, provider, operation } = exchange
    const limit = provider.bodyLimit
    const bytes = await readBytes(request, response, limit.bytes)
    if (bytes === 'too large') {
      const reason = `the body is larger than ${limit.bytes} bytes`
      return refuse(exchange, {
        status: limit.statuses,
        reason,
        headers: { connection: 'close' },
        like: /too.?large|size/i,
      })
    }
    const { 'content-type': type, 'content-encoding': coding } = request.headers
    // Like most servers, take no notice of a body that no operation asks for.
    const expected = bytes.length > 0 && operation.mediaTypes.length > 0
    const read = expected ? readBody(operation, bytes, type, coding) : nothing
    if ('reason' in read) return refuse(exchange, read)
    return next(grow(exchange, { ...read, bodyBytes: expected ? bytes.length : 0 }))
  }
}

/** What a body says, and as what. */
export type Read = Pick<Received, 'body' | 'mediaType'>

const nothing: Read = { body: undefined, mediaType: undefined }

/** Parses a body as its media type says, or tells why it cannot be. */
export function readBody(
  operation: Operation,
  bytes: Buffer,
  contentType: string | undefined,
  coding = 'identity',
): Read | Refused {
  const type = essenceOf(contentType)
  const reason = typeProblem(operation, type, contentType) ?? codingProblem(coding)
  if (type === undefined || reason !== undefined) {
    return { status: unsupported, reason: reason ?? '', like: /media.?type|content.?type/i }
  }
  try {
    // A form may hold bytes that are no text; JSON that is not UTF-8 is a mistake.
    return { body: isJson(type) ? parseJson(bytes) : bytes.toString(), mediaType: type }
  } catch (error) {
    return { status: 400, reason: `body is not valid JSON: ${messageOf(error)}`, like: /malformed|json/i }
  }
}

/** A provider that does not speak of 415 calls the request bad. */
const unsupported = [415, 400]

/** Why an operation does not take bodies of a media type, if it does not. */
export function typeProblem(operation: Operation, type: string | undefined, header = ''): string | undefined {
  const known = operation.mediaTypes
  if (header === '') return `content-type is missing; ${operation.id} takes ${known.join(', ')}`
  if (type !== undefined && coverOf(known, type) !== undefined) return undefined
  return `content-type ${header} is not supported; ${operation.id} takes ${known.join(', ')}`
}

function codingProblem(coding: string): string | undefined {
  return coding === 'identity' ? undefined : `content-encoding ${coding} is not supported`
}
