import { parse } from 'node:querystring'
import { encode } from '../encode.ts'
import type { Handler, Preferring, Reply } from '../exchange.ts'
import { pageOf } from '../paging.ts'
import { missingParameters } from '../required.ts'
import type { Answer, Question } from '../prism.ts'
import { headerText, refusalHeader, refuse } from '../refusal.ts'

/** How an answer of the mock itself breaks the contract: a mistake in the spec. */
const violationsHeader = 'x-parlance-violations'

const anything = ['application/json', '*/*']

/** Innermost: asks the contract. Later steps that answer by themselves stand in front of it. */
export const answer: Handler<Preferring> = async (exchange) => {
  const judge = await exchange.provider.judgeOf(exchange.operation)
  const verdict = await judge(toQuestion(exchange))
  if ('reason' in verdict) return refuse(exchange, { status: verdict.statuses, reason: verdict.reason })
  const query = parse(exchange.query)
  const missing = verdict.status < 300 ? missingParameters(exchange.operation.required, query) : undefined
  if (missing !== undefined) return refuse(exchange, { status: [400, 422], reason: missing })
  return toReply(pageOf(exchange, query, verdict))
}

function toQuestion(exchange: Preferring): Question {
  const { operation, params, request, body, bodyBytes, preference, query } = exchange
  return {
    method: operation.method,
    path: fill(operation.path, params),
    query: parse(query) as Question['query'],
    headers: { ...(request.headers as Record<string, string>), 'content-length': String(bodyBytes) },
    body,
    // A provider sends its errors in the form it has them, whatever the client would rather read.
    accept: (preference.code ?? 0) >= 400 ? anything : mediaRanges(request.headers.accept),
    preference,
  }
}

/** Encoded anew, comma and all: Prism would take a bare comma for the separator of a list. */
function fill(template: string, params: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
}

/** The media ranges of an Accept header; what is not one is left out, and nothing left means anything goes. */
function mediaRanges(accept: string | undefined): readonly string[] {
  const ranges = (accept ?? '').split(',').map((range) => range.trim())
  const valid = ranges.filter((range) =>
    /^[\w.+*!#$&^-]+\/[\w.+*!#$&^-]+(\s*;\s*[\w.-]+=("[^"]*"|[^\s";]+))*$/.test(range),
  )
  return valid.length === 0 || valid.join() === '*/*' ? anything : valid
}

function toReply({ status, headers, body, refusal, violations }: Answer): Reply {
  const reply: Reply = {
    status,
    headers: { ...headers },
    body: encode(body, headers['content-type'] ?? 'application/json'),
  }
  if (reply.body === undefined) delete reply.headers['content-type']
  if (refusal !== undefined) reply.headers[refusalHeader] = headerText(refusal)
  if (violations.length > 0) reply.headers[violationsHeader] = headerText(violations.join('; '))
  return reply
}
