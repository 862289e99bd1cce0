import { parse, type ParsedUrlQuery } from 'node:querystring'
import type { Handler, Preferring, Reply } from '../exchange.ts'
import type { Answered, Question } from '../judge/question.ts'
import { refusalHeader, refuse } from '../refusal.ts'
import { replyOf, withHeader } from '../reply.ts'
import { missingParameters } from '../required.ts'

/** Innermost: what the contract answers. Later steps that answer by themselves stand in front of it. */
export const answer: Handler<Preferring> = async (exchange) => {
  const examined = examine(exchange)
  if ('refused' in examined) return examined.refused
  const { query, verdict } = examined
  const reply = replyOf(exchange.provider.pageOf(exchange, query, verdict.answer))
  return verdict.refusal === undefined ? reply : withHeader(reply, refusalHeader, verdict.refusal)
}

/** What the contract says of a request: an answer, which may be an error that it declares, or a refusal of the host's. */
export type Examined =
  | { readonly refused: Reply }
  | { readonly query: ParsedUrlQuery; readonly verdict: Answered }

/** Asks the contract. */
export function examine(exchange: Preferring): Examined {
  const { operation, provider, query: text } = exchange
  const query = text === '' ? noQuery : parse(text)
  const verdict = provider.judgeOf(operation)(toQuestion(exchange, query as Question['query']))
  if ('reason' in verdict) {
    return { refused: refuse(exchange, { status: verdict.statuses, reason: verdict.reason }) }
  }
  const missing = verdict.answer.status < 300 ? missingParameters(operation.required, query) : undefined
  if (missing !== undefined) return { refused: refuse(exchange, { status: [400, 422], reason: missing }) }
  return { query, verdict }
}

const noQuery = {}

function toQuestion(exchange: Preferring, query: Question['query']): Question {
  const { params, request, body, mediaType, preference } = exchange
  return {
    params,
    query,
    headers: request.headers,
    body,
    mediaType,
    // A provider sends its errors in the form it has them, whatever the client would rather read.
    accept: (preference.code ?? 0) >= 400 ? undefined : request.headers.accept,
    preference,
  }
}
