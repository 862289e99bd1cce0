/** Answers at the control endpoints. */
import { readBytes } from '../bytes.ts'
import { encode } from '../encode.ts'
import { messageOf, MockError } from '../errors.ts'
import type { Incoming, Outgoing, Reply } from '../exchange.ts'
import { createReader, InputError } from '../input.ts'
import { parseJson } from '../json.ts'
import { sessionHeader } from '../state/session-name.ts'
import { StateFull } from '../state/store/problems.ts'
import type { Controls } from './controls.ts'
import type { Endpoint, Order, Outcome } from './endpoint.ts'
import { controlPath, endpoints } from './endpoints.ts'

/** A request to control the mock. */
export interface Asked {
  readonly method: string
  /** Path and query, still encoded. */
  readonly target: string
  readonly request: Incoming
  readonly response: Outgoing
}

/** Answers a request to control the mock; never rejects. */
export type Control = (asked: Asked) => Promise<Reply>

/** Whether a target is one of the control endpoints, or would be. */
export function isControl(target: string): boolean {
  return target.startsWith(controlPath) && /^$|[/?#]/.test(target.charAt(controlPath.length))
}

/** How long an order may be that does not say otherwise, in bytes. */
const usualLongest = 1024 * 1024

/** The control of a mock. */
export function createControl(controls: Controls): Control {
  return async (asked) => {
    try {
      return toReply(await run(controls, asked))
    } catch (error) {
      return refusal(error)
    }
  }
}

/** An answer that says why a request was not done. */
export function toRefusal(status: number, error: string): Reply {
  return toReply({ status, body: { error } })
}

async function run(
  controls: Controls,
  { method, target, request, response }: Asked,
): Promise<Outcome & Headers> {
  const url = new URL(target, 'http://mock.invalid')
  const path = url.pathname.slice(controlPath.length).replace(/\/$/, '')
  const here = endpoints.flatMap((endpoint) => {
    const params = paramsOf(endpoint, path)
    return params ? [{ endpoint, params }] : []
  })
  if (here.length === 0) {
    return {
      status: 404,
      body: { error: `There is no ${url.pathname}. GET ${controlPath} tells what there is.` },
    }
  }
  const match = here.find(({ endpoint }) => endpoint.method === (method === 'HEAD' ? 'GET' : method))
  if (!match) {
    const allow = here.map(({ endpoint }) => endpoint.method).join(', ')
    return { status: 405, body: { error: `${url.pathname} takes ${allow}.` }, headers: { allow } }
  }
  const { endpoint, params } = match
  const query = Object.fromEntries(url.searchParams)
  if (!endpoint.query) readNothing(query)
  const { longest = usualLongest } = endpoint
  const bytes = await readBytes(request, response, longest)
  if (bytes === 'too large')
    return { status: 413, body: { error: `The body is larger than ${longest} bytes.` } }
  const session = String(request.headers[sessionHeader] ?? '')
  return endpoint.run(controls, { params, query, session, body: readBody(endpoint, bytes) })
}

const readNothing = createReader<object>({ type: 'object', properties: {}, additionalProperties: false })

function paramsOf({ path }: Endpoint, asked: string): Order['params'] | undefined {
  const pattern = path.replaceAll(/\{\w+\}/g, '([^/]+)')
  const match = new RegExp(`^${pattern}$`).exec(asked)
  return match?.slice(1).map(decodeURIComponent)
}

function readBody({ body, isBodyOptional, method, path }: Endpoint, bytes: Buffer): unknown {
  if (isBodyOptional && bytes.length === 0) return undefined
  if (body === undefined) {
    if (bytes.length === 0) return undefined
    throw new InputError([
      { pointer: '', message: `must have no body: ${method} ${controlPath}${path} takes none` },
    ])
  }
  try {
    return parseJson(bytes)
  } catch (error) {
    throw new InputError([{ pointer: '', message: `is not valid JSON: ${messageOf(error)}` }])
  }
}

interface Headers {
  readonly headers?: Record<string, string>
}

function refusal(error: unknown): Reply {
  if (error instanceof InputError) {
    return toReply({ status: 400, body: { error: error.message, problems: error.problems } })
  }
  return toRefusal(statusOf(error), messageOf(error))
}

function statusOf(error: unknown): number {
  if (error instanceof StateFull) return 507
  if (error instanceof MockError) return error.code === 'no-state' ? 409 : 400
  return error instanceof URIError ? 400 : 500
}

function toReply({ status, body, headers = {} }: Outcome & Headers): Reply {
  const type = 'application/json'
  const always = { 'cache-control': 'no-store', ...headers }
  if (body === undefined) return { status, headers: always, body: undefined }
  return { status, headers: { 'content-type': type, ...always }, body: encode(body, type) }
}
