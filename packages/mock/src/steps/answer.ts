import { parse } from 'node:querystring'
import type { Handler, Preferring } from '../exchange.ts'
import type { Question } from '../judge/question.ts'
import { refusalHeader, refuse } from '../refusal.ts'
import { replyOf, withHeader } from '../reply.ts'
import { missingParameters } from '../required.ts'

/** Innermost: asks the contract. Later steps that answer by themselves stand in front of it. */
export const answer: Handler<Preferring> = async (exchange) => {
  const { operation, provider, query: text } = exchange
  const query = text === '' ? noQuery : parse(text)
  const verdict = provider.judgeOf(operation)(toQuestion(exchange, query as Question['query']))
  if ('reason' in verdict) return refuse(exchange, { status: verdict.statuses, reason: verdict.reason })
  const missing = verdict.answer.status < 300 ? missingParameters(operation.required, query) : undefined
  if (missing !== undefined) return refuse(exchange, { status: [400, 422], reason: missing })
  const reply = replyOf(provider.pageOf(exchange, query, verdict.answer))
  return verdict.refusal === undefined ? reply : withHeader(reply, refusalHeader, verdict.refusal)
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
