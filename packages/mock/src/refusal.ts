import { STATUS_CODES } from 'node:http'
import type { OpenApiDocument, Reference, ResponseObject } from './document.ts'
import { encode, isJson } from './encode.ts'
import type { Arrived, Reply, Routed } from './exchange.ts'
import { makeAnswer } from './judge/answers.ts'
import { readResponse } from './judge/responses.ts'
import { putAt, valueAt } from './pointer.ts'
import { headerText, replyOf } from './reply.ts'

export { headerText } from './reply.ts'

/** Why a request was refused, for the person who is debugging a client. No provider sends it. */
export const refusalHeader = 'x-parlance-refusal'

/** Error responses by status, ready to be sent. */
export interface Replies {
  /** @param like - Only an example whose name this matches will do; else the first of all. */
  get(status: number, like?: RegExp): Reply | undefined
}

/** A refusal in the making. With several statuses, the first one the provider is known to use is taken. */
export interface Refused {
  status: number | readonly number[]
  reason: string
  headers?: Record<string, string>
  /** What the name of a fitting example looks like, where a provider has several for one status. */
  like?: RegExp
  /** What the provider would say, instead of what its example says. */
  sentence?: string | undefined
  /** Whether what the operation declares itself comes before what the API declares for all. */
  isOwn?: boolean
}

/**
 * The answer to a refused request in the provider's own shape: from the root's `x-error-responses`, else from the
 * operation's declared errors (or the other way round, see `isOwn`), else like the errors that are declared, else as a
 * problem document (RFC 9457).
 */
export function refuse(exchange: Arrived & Partial<Routed>, refused: Refused): Reply {
  const statuses = typeof refused.status === 'number' ? [refused.status] : refused.status
  const [general, own] = [exchange.provider.errors, exchange.operation?.errors]
  const sources = refused.isOwn ? [own, general] : [general, own]
  const likes = refused.like ? [refused.like, undefined] : [undefined]
  const shaped = statuses
    .flatMap((status) => likes.flatMap((like) => sources.map((source) => source?.get(status, like))))
    .find(Boolean)
  const reply =
    shaped ?? exchange.provider.shape(statuses[0] ?? 500) ?? problem(statuses[0] ?? 500, refused.reason)
  return {
    ...(refused.sentence === undefined ? reply : saying(exchange.provider.document, reply, refused.sentence)),
    headers: { ...reply.headers, ...refused.headers, [refusalHeader]: headerText(refused.reason) },
  }
}

/** An error with another sentence in the place where the provider has it. */
function saying(document: OpenApiDocument, reply: Reply, sentence: string): Reply {
  const type = String(reply.headers['content-type'] ?? '')
  if (!reply.body || !isJson(type)) return reply
  const body: unknown = JSON.parse(reply.body.toString())
  const place = document['x-error-message']?.find((pointer) => valueAt(body, pointer) !== undefined)
  if (place === undefined) return reply
  putAt(body, place, sentence)
  return { ...reply, body: encode(body, type) }
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

/**
 * The error responses among some declared responses, each with its first example, JSON if there is any; those without
 * an example are left out. A reply is made when it is first asked for.
 */
export function readReplies(
  document: OpenApiDocument,
  responses: Record<string, ResponseObject | Reference>,
): Replies {
  const replies = new Map<string, Reply | undefined>()
  return {
    get(status, like) {
      const node = status >= 400 ? responses[status] : undefined
      if (node === undefined) return undefined
      const key = `${status} ${like}`
      if (!replies.has(key)) replies.set(key, readReply(document, status, node, like))
      return replies.get(key)
    },
  }
}

function readReply(
  document: OpenApiDocument,
  status: number,
  node: ResponseObject | Reference,
  like: RegExp | undefined,
): Reply | undefined {
  const declared = readResponse(document, String(status), node)
  const content = declared.contents.find(({ mediaType }) => isJson(mediaType)) ?? declared.contents[0]
  const names = [...(content?.examples.keys() ?? [])]
  const example = like ? names.find((name) => like.test(name)) : names[0]
  if ((content || like) && example === undefined) return undefined
  return replyOf(makeAnswer(document, { declared, status, content, example }))
}
