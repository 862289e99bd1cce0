import { STATUS_CODES } from 'node:http'
import {
  examplesOf,
  type HeaderObject,
  type OpenApiDocument,
  type Reference,
  resolve,
  type ResponseObject,
  type SchemaObject,
} from './document.ts'
import { encode, isJson } from './encode.ts'
import type { Arrived, Reply, Routed } from './exchange.ts'

/** Why a request was refused, for the person who is debugging a client. No provider sends it. */
export const refusalHeader = 'x-parlance-refusal'

/** Error responses by status, ready to be sent. */
export type Replies = ReadonlyMap<number, Reply>

/** A refusal in the making. With several statuses, the first one the provider is known to use is taken. */
export interface Refused {
  status: number | readonly number[]
  reason: string
  headers?: Record<string, string>
}

/**
 * The answer to a refused request in the provider's own shape: from the root's `x-error-responses`, else from the
 * operation's declared errors, else as a problem document (RFC 9457).
 */
export function refuse(exchange: Arrived & Partial<Routed>, refused: Refused): Reply {
  const statuses = typeof refused.status === 'number' ? [refused.status] : refused.status
  const sources = [exchange.provider.errors, exchange.operation?.errors]
  const shaped = statuses.flatMap((status) => sources.map((source) => source?.get(status))).find(Boolean)
  const reply = shaped ?? problem(statuses[0] ?? 500, refused.reason)
  return {
    ...reply,
    headers: { ...reply.headers, ...refused.headers, [refusalHeader]: headerText(refused.reason) },
  }
}

/** A problem document: what is sent when nobody says how the provider would put it. */
function problem(status: number, detail: string): Reply {
  const title = STATUS_CODES[status] ?? 'Error'
  const type = 'application/problem+json'
  return {
    status,
    headers: { 'content-type': type },
    body: encode({ type: 'about:blank', title, status, detail }, type),
  }
}

/** Text made safe for a header: printable ASCII on one line, and not without end. */
export function headerText(text: string, limit = 1000): string {
  const line = text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[^\x20-\x7e]/g, '?')
    .trim()
  return line.length > limit ? `${line.slice(0, limit - 3)}...` : line
}

/** The error responses among some declared responses, each with its first example; those without one are left out. */
export function readReplies(
  document: OpenApiDocument,
  responses: Record<string, ResponseObject | Reference>,
): Replies {
  const replies = new Map<number, Reply>()
  for (const [code, node] of Object.entries(responses)) {
    if (!/^[45]\d\d$/.test(code)) continue
    const reply = readReply(document, Number(code), resolve<ResponseObject>(document, node))
    if (reply) replies.set(reply.status, reply)
  }
  return replies
}

function readReply(document: OpenApiDocument, status: number, response: ResponseObject): Reply | undefined {
  const headers = readHeaders(document, response.headers ?? {})
  const content = Object.entries(response.content ?? {})
  if (content.length === 0) return { status, headers, body: undefined }
  const [type, media] = content.find(([mediaType]) => isJson(mediaType)) ?? content[0]!
  const example = examplesOf(document, media).values().next()
  if (example.done || example.value === undefined) return undefined
  return { status, headers: { ...headers, 'content-type': type }, body: encode(example.value, type) }
}

function readHeaders(
  document: OpenApiDocument,
  headers: Record<string, HeaderObject | Reference>,
): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [name, node] of Object.entries(headers)) {
    const header = resolve<HeaderObject>(document, node)
    const schema = header.schema && resolve<SchemaObject>(document, header.schema)
    const [first] = examplesOf(document, header).values()
    const value = first ?? schema?.example ?? schema?.examples?.[0] ?? schema?.default ?? schema?.const
    if (value !== undefined) values[name.toLowerCase()] = String(value)
  }
  return values
}
