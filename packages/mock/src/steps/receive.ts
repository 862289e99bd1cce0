import { MIMEType } from 'node:util'
import { readBytes } from '../bytes.ts'
import { isJson } from '../encode.ts'
import { messageOf } from '../errors.ts'
import { grow, type Handler, type Received, type Routed } from '../exchange.ts'
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
      return refuse(exchange, { status: limit.statuses, reason, headers: { connection: 'close' } })
    }
    const { 'content-type': type, 'content-encoding': coding } = request.headers
    // Like most servers, take no notice of a body that no operation asks for.
    const expected = bytes.length > 0 && operation.mediaTypes.length > 0
    const read = expected ? readBody(operation, bytes, type, coding) : { body: undefined }
    if ('reason' in read) return refuse(exchange, read)
    return next(grow(exchange, { body: read.body, bodyBytes: expected ? bytes.length : 0 }))
  }
}

function readBody(
  operation: Operation,
  bytes: Buffer,
  contentType: string | undefined,
  coding = 'identity',
): { body: unknown } | Refused {
  const type = essence(contentType)
  const reason = typeProblem(operation, type, contentType) ?? codingProblem(coding)
  if (type === undefined || reason !== undefined) return { status: unsupported, reason: reason ?? '' }
  try {
    // A multipart body may hold bytes that are no text; anything else that is not UTF-8 is a mistake.
    const text = new TextDecoder('utf-8', { fatal: isJson(type) }).decode(bytes)
    return { body: isJson(type) ? JSON.parse(text) : text }
  } catch (error) {
    return { status: 400, reason: `body is not valid JSON: ${messageOf(error)}` }
  }
}

/** A provider that does not speak of 415 calls the request bad. */
const unsupported = [415, 400]

function typeProblem(operation: Operation, type: string | undefined, header = ''): string | undefined {
  const known = operation.mediaTypes
  if (header === '') return `content-type is missing; ${operation.id} takes ${known.join(', ')}`
  if (type !== undefined && known.some((range) => covers(range, type))) return undefined
  return `content-type ${header} is not supported; ${operation.id} takes ${known.join(', ')}`
}

function codingProblem(coding: string): string | undefined {
  return coding === 'identity' ? undefined : `content-encoding ${coding} is not supported`
}

/** The type and subtype of a Content-Type header, when it has them. */
function essence(header: string | undefined): string | undefined {
  try {
    return header === undefined ? undefined : new MIMEType(header).essence
  } catch {
    return undefined
  }
}

function covers(range: string, type: string): boolean {
  const [wanted] = range.split(';', 1)
  if (wanted === '*/*' || wanted === type) return true
  return wanted?.endsWith('/*') === true && type.startsWith(wanted.slice(0, -1))
}
