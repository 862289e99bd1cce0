/** One request on its way to the real server, and the response on its way back. */
import type { IncomingMessage } from 'node:http'
import { baseOf } from '../base.ts'
import { messageOf } from '../errors.ts'
import type { OverSocket } from '../exchange.ts'
import { isForm } from '../judge/forms.ts'
import { type Refused, refuse } from '../refusal.ts'
import { violationsHeader } from '../reply.ts'
import { essenceOf } from '../media.ts'
import { cors } from '../steps/cors.ts'
import { write } from '../write.ts'
import { decoded, type Held, hold, note, type Passed } from './body.ts'
import type { Contract, Opinion } from './contract.ts'
import type { Finding } from './finding.ts'
import { endToEnd, framed, type Pair, withoutNames, withPair } from './headers.ts'
import type { Message, Recorded } from './record.ts'
import { isText } from './response-check.ts'
import { type Upstream, UpstreamError } from './upstream.ts'

/** What a proxy needs for every request. */
export interface Way {
  readonly upstream: Upstream
  readonly contract: Contract
  /** Whether what breaks the contract is refused instead of passed on. */
  readonly errorOnViolation: boolean
  /** Up to how many bytes a body is looked at. */
  readonly maxBodyBytes: number
  /** Told of every request, before the client gets the answer. */
  judged(findings: readonly Finding[]): void
  /** Told of every exchange when it has ended. */
  done(record: Recorded): void
}

/** An exchange in the making. */
interface Trip {
  readonly way: Way
  readonly exchange: OverSocket
  readonly startedAt: Date
  readonly started: number
  readonly signal: AbortSignal
  isJudged: boolean
}

/** Passes a request on and the response back, and tells what was wrong with either. Never rejects. */
export async function relay(way: Way, exchange: OverSocket): Promise<void> {
  const { request, response } = exchange
  const leaving = new AbortController()
  response.once('close', () => leaving.abort())
  const times = { startedAt: new Date(), started: performance.now() }
  const trip: Trip = { way, exchange, ...times, signal: leaving.signal, isJudged: false }
  // Whoever reads it at that moment gets to know; at others nobody has to.
  request.on('error', () => {})
  try {
    if (request.headers.expect !== undefined) response.writeContinue()
    await ask(trip)
  } catch (error) {
    // Most likely the client has left, and there is nobody to tell.
    if (response.headersSent) response.destroy()
    else write(response, refuse(exchange, { status: 500, reason: `the proxy failed: ${messageOf(error)}` }))
  }
}

async function ask(trip: Trip): Promise<void> {
  const { way, exchange } = trip
  const { request } = exchange
  const operation = way.contract.find(exchange)
  const isRead = operation !== undefined && operation.mediaTypes.length > 0 && isReadable(request)
  const held = await hold(request, isRead || !hasBody(request) ? way.maxBodyBytes : 0)
  const bytes = held.isWhole
    ? await decoded(held.bytes, request.headers['content-encoding'], way.maxBodyBytes)
    : undefined
  const opinion = way.contract.request({ ...exchange, headers: request.headers, body: bytes })
  const sent = note(request, held, way.maxBodyBytes)
  if (way.errorOnViolation && opinion.findings.length > 0) {
    return turnBack(trip, opinion, sent)
  }
  await pass(trip, opinion, held, sent)
}

/** Answers in the place of the server. */
async function turnBack(trip: Trip, opinion: Opinion, sent: Passed): Promise<void> {
  const { request } = trip.exchange
  const reason = `the request breaks the contract: ${reasonOf(opinion.findings)}`
  await answer(trip, { status: opinion.statuses, reason }, opinion.findings)
  if (!sent.isWhole) request.resume()
  await finish(trip, opinion, sent, undefined, [], 'not sent, since it breaks the contract')
}

async function pass(trip: Trip, opinion: Opinion, held: Held, sent: Passed): Promise<void> {
  const { way, exchange, signal } = trip
  const { request, method } = exchange
  try {
    const answered = await way.upstream.send({
      method,
      target: targetOf(exchange),
      headers: framed(withoutNames(endToEnd(request.rawHeaders), ['host', 'expect']), request, held),
      body: held.bytes,
      rest: held.isWhole ? undefined : request,
      signal,
    })
    answered.on('error', () => {})
    await back(trip, opinion, sent, answered)
  } catch (error) {
    const { status, message } =
      error instanceof UpstreamError ? error : new UpstreamError(502, messageOf(error))
    await answer(trip, { status, reason: message }, opinion.findings)
    await finish(trip, opinion, sent, undefined, [], signal.aborted ? 'the client has left' : message)
  }
}

/**
 * Brings the response back: whole, once it has been looked at, or as it comes, when there is nothing to look
 * at.
 */
async function back(trip: Trip, opinion: Opinion, sent: Passed, answered: IncomingMessage): Promise<void> {
  const { way, exchange } = trip
  const wait = performance.now() - trip.started
  const { operation } = opinion
  const isBare = exchange.method === 'HEAD'
  const isRead = operation !== undefined && isWorthReading(answered)
  const held = await hold(answered, isRead || isBare ? way.maxBodyBytes : 0).catch((error: unknown) => {
    throw new UpstreamError(502, `${way.upstream.url} broke off its answer: ${messageOf(error)}`)
  })
  const body = held.isWhole
    ? await decoded(held.bytes, answered.headers['content-encoding'], way.maxBodyBytes)
    : undefined
  const status = answered.statusCode ?? 502
  const found = operation
    ? way.contract.response(operation, { status, headers: answered.headers, body, isBare })
    : []
  const all = [...opinion.findings, ...found]
  const passed = note(answered, held, way.maxBodyBytes)
  if (way.errorOnViolation && found.length > 0) {
    await answer(trip, { status: 502, reason: `the response breaks the contract: ${reasonOf(found)}` }, all)
    answered.resume()
    return finish(trip, opinion, sent, { answered, passed, wait }, found)
  }
  const error = await deliver(trip, answered, held, all)
  return finish(trip, opinion, sent, { answered, passed, wait }, found, error)
}

/** Sends the response to the client as it came; resolves with what went wrong on the way. */
function deliver(
  trip: Trip,
  answered: IncomingMessage,
  held: Held,
  findings: readonly Finding[],
): Promise<string | undefined> {
  const { way, exchange } = trip
  const { response } = exchange
  judge(trip, findings)
  const marked = withPair(endToEnd(answered.rawHeaders), violationsHeader, String(findings.length))
  const headers = redirected(marked, way.upstream.url, baseOf(exchange))
  response.sendDate = false
  response.writeHead(answered.statusCode ?? 502, answered.statusMessage, headers.flat())
  if (held.isWhole) {
    response.end(held.bytes)
    return Promise.resolve(undefined)
  }
  return new Promise((done) => {
    if (held.bytes.length > 0) response.write(held.bytes)
    // What breaks off there breaks off here: an end would look as if it had been all.
    answered.once(
      'error',
      (error) => (response.destroy(), done(`the server broke off its answer: ${messageOf(error)}`)),
    )
    response.once('close', () => done(answered.complete ? undefined : 'the client has left'))
    answered.once('end', () => done(undefined))
    answered.pipe(response)
  })
}

/** Redirects within the server lead to the proxy, so that what follows passes it too. */
function redirected(headers: readonly Pair[], from: string, to: string): Pair[] {
  return headers.map(([name, value]) => {
    const isWithin = name.toLowerCase() === 'location' && (value === from || value.startsWith(`${from}/`))
    return [name, isWithin ? to + value.slice(from.length) : value]
  })
}

/** Answers in the provider's shape, such that pages may read it. */
async function answer(trip: Trip, refused: Refused, findings: readonly Finding[]): Promise<void> {
  const { exchange } = trip
  const { response } = exchange
  judge(trip, findings)
  if (response.headersSent) return void response.destroy()
  const headers = { [violationsHeader]: String(findings.length) }
  const reply = await cors(async () => refuse(exchange, { ...refused, headers }))(exchange)
  write(response, reply)
}

function judge(trip: Trip, findings: readonly Finding[]): void {
  if (!trip.isJudged) trip.way.judged(findings)
  trip.isJudged = true
}

interface Back {
  readonly answered: IncomingMessage
  readonly passed: Passed
  readonly wait: number
}

async function finish(
  trip: Trip,
  opinion: Opinion,
  sent: Passed,
  back: Back | undefined,
  found: readonly Finding[],
  error?: string,
): Promise<void> {
  const { way, startedAt, started } = trip
  const time = performance.now() - started
  const wait = back?.wait ?? time
  const limit = way.maxBodyBytes
  way.done({
    startedAt,
    wait,
    receive: time - wait,
    name: opinion.name,
    operation: opinion.operation,
    findings: [...opinion.findings, ...found],
    request: await toRequest(trip, sent),
    response: back && {
      status: back.answered.statusCode ?? 0,
      statusText: back.answered.statusMessage ?? '',
      ...(await toMessage(back.answered, back.passed, limit)),
    },
    error,
  })
}

/** The request as the server has got it. */
async function toRequest({ way, exchange }: Trip, sent: Passed): Promise<Recorded['request']> {
  const { upstream, maxBodyBytes } = way
  const message = await toMessage(exchange.request, sent, maxBodyBytes)
  const headers = withPair(withoutNames(message.headers, ['expect']), 'Host', new URL(upstream.url).host)
  return { ...message, headers, method: exchange.method, url: upstream.url + targetOf(exchange) }
}

async function toMessage(message: IncomingMessage, passed: Passed, limit: number): Promise<Message> {
  const body = passed.isWhole
    ? await decoded(passed.bytes, message.headers['content-encoding'], limit)
    : undefined
  return { headers: endToEnd(message.rawHeaders), body, size: passed.size }
}

function reasonOf(findings: readonly Finding[]): string {
  return findings.map(({ where, what }) => `${where} ${what}`).join('; ')
}

function targetOf({ path, query }: OverSocket): string {
  return query === '' ? path : `${path}?${query}`
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

/** Whether a request may be looked at before it is passed on: others may be long, or without end. */
function isReadable({ headers }: IncomingMessage): boolean {
  const type = essenceOf(headers['content-type'])
  return type === undefined || isText(type) || isForm(type)
}

/**
 * Whether the contract can say anything about the body of a response; event streams and files are passed on
 * at once.
 */
function isWorthReading({ headers }: IncomingMessage): boolean {
  const type = essenceOf(headers['content-type'])
  return type === undefined || isText(type)
}
