import type { IncomingHttpHeaders } from 'node:http'
import type { OpenApiDocument } from '../document.ts'
import { encode, isJson } from '../encode.ts'
import { grow, type Handler, type Preferring, type Reply } from '../exchange.ts'
import { contentOf } from '../journal/call.ts'
import { createCompilers } from '../judge/compile.ts'
import { describe } from '../judge/violations.ts'
import { memo } from '../memo.ts'
import type { Operation } from '../operation.ts'
import type { Subject } from '../patterns/pattern.ts'
import { declares } from '../prefer.ts'
import { createResponseCheck } from '../proxy/response-check.ts'
import { refusalHeader, refuse } from '../refusal.ts'
import { headerText, violationsHeader, withHeader } from '../reply.ts'
import { isRedirect } from '../scenarios/check.ts'
import type { ScenarioReply, Scenarios } from '../scenarios/scenarios.ts'
import { pause } from './fault.ts'

/**
 * Gives the replies of scenarios. A request that the contract refuses is refused, and uses up no reply; one that says by
 * `Prefer` which answer it wants gets that.
 */
export function scenario(
  next: Handler<Preferring>,
  scenarios: Scenarios,
  document: OpenApiDocument,
): Handler<Preferring> {
  const check = createCheck(document)
  return (exchange) => {
    const { code, example, dynamic } = exchange.preference
    if (scenarios.isEmpty || code !== undefined || example !== undefined || dynamic) return next(exchange)
    return play(exchange, next, scenarios, check)
  }
}

/** Says on a reply how it breaks the contract. */
type Check = (operation: Operation, reply: Reply) => Reply

function createCheck(document: OpenApiDocument): Check {
  const compilers = createCompilers(document, 'response')
  const checkOf = memo((operation: Operation) => createResponseCheck(document, operation, compilers))
  return (operation, reply) => {
    const { status, headers, body = Buffer.alloc(0) } = reply
    const answered = { status, headers: headers as IncomingHttpHeaders, body, isBare: false }
    const violations = checkOf(operation).violations(answered)
    return violations.length === 0 ? reply : withHeader(reply, violationsHeader, describe(violations))
  }
}

async function play(
  exchange: Preferring,
  next: Handler<Preferring>,
  scenarios: Scenarios,
  check: Check,
): Promise<Reply> {
  const due = scenarios.take(() => subjectOf(exchange))
  if (!due) return next(exchange)
  const { operation, preference } = exchange
  const { status, example, headers, body, delay = 0, fault } = due.reply
  const isDeclared = status !== undefined && declares(operation, status)
  const isForeign = status !== undefined && !isDeclared
  const wish = {
    ...(isDeclared && { code: status }),
    ...(example !== undefined && { example }),
    ...(isForeign && { isIdle: true }),
  }
  const answered = await next(grow(exchange, { preference: { ...preference, ...wish } }))
  if (answered.headers[refusalHeader] !== undefined) {
    due.giveBack()
    return answered
  }
  if (delay > 0) await pause(exchange, delay)
  const base = isForeign ? foreign(exchange, due.reply, status) : answered
  const isChanged = headers !== undefined || body !== undefined
  const reply = isChanged ? check(operation, changed(base, due.reply)) : base
  return fault ? { ...reply, delivery: fault } : reply
}

/** An answer that the operation does not declare: an error as the provider would put it, or a redirect. */
function foreign(exchange: Preferring, reply: ScenarioReply, status: number): Reply {
  if (isRedirect(reply)) return { status, headers: {}, body: undefined }
  return refuse(exchange, { status, reason: `a scenario: ${status}` })
}

function subjectOf(exchange: Preferring): Subject {
  const { provider, operation, method, path, request } = exchange
  return {
    ...contentOf({ ...exchange, headers: request.headers }),
    provider: provider.name,
    operation: operation.id,
    method,
    path,
  }
}

/** An answer with what a scenario puts in its place. */
function changed(answer: Reply, { headers = {}, body }: ScenarioReply): Reply {
  const own = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), headerText(value)] as const)
  const reply = { ...answer, headers: { ...answer.headers, ...Object.fromEntries(own) } }
  return body === undefined ? reply : withBody(reply, body)
}

function withBody({ status, headers: all }: Reply, body: unknown): Reply {
  // What was wrong with the other body is of no interest.
  const headers = Object.fromEntries(Object.entries(all).filter(([name]) => name !== violationsHeader))
  const given = headers['content-type']?.toString()
  // Only JSON can say what is no text.
  const type = given !== undefined && (typeof body === 'string' || isJson(given)) ? given : 'application/json'
  return { status, headers: { ...headers, 'content-type': type }, body: encode(body, type) }
}
