/** A `fetch` that reaches the mock without a port, and nothing else. */
import { type Control, isControl } from '../control/control.ts'
import { MockError } from '../errors.ts'
import type { Place } from './places.ts'
import type { Slot } from '../slot.ts'
import { fault } from '../steps/guard.ts'
import { type Call, openCall } from './request.ts'
import { checkConnection } from './chunks.ts'
import { type Asked, toResponse } from './response.ts'
import { toSent } from './send.ts'

/** As the platform's own `fetch`. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

/** What a `fetch` reaches. */
export interface Inside {
  readonly place: Place
  readonly slots: readonly Slot[]
  readonly control: Control
  /** Aborted when the mock is closed. */
  readonly closing: AbortSignal
}

/** How many redirects are followed. */
const mostRedirects = 20

/**
 * Makes a `fetch` that is answered by the same steps as a request over a socket. A URL that is for no provider of the
 * mock is an error: nothing goes to the network.
 */
export function createFetch(inside: Inside): Fetch {
  const send = async (
    input: Parameters<Fetch>[0],
    init: RequestInit | undefined,
    left: number,
  ): Promise<Response> => {
    inside.closing.throwIfAborted()
    const request = new Request(input, init)
    // The request's own signal lives only as long as the request, and bodies are read later.
    const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined)
    const body = init?.body ?? (input instanceof Request ? input.body : undefined)
    signal?.throwIfAborted()
    const call = await openCall(request, body)
    const { method, url } = request
    const asked: Asked = { method, url, signal, isRedirected: left < mostRedirects }
    const response = await untilAborted(call, signal, () => answer(inside, asked, call))
    if (call.failure) throw new TypeError('fetch failed', { cause: call.failure })
    const next = redirectOf(response, request)
    if (next === undefined) return response
    if (left === 0) throw new TypeError('fetch failed', { cause: new Error('redirect count exceeded') })
    return send(next, { method, headers: request.headers, signal: signal ?? null }, left - 1)
  }
  return (input, init) => send(input, init, mostRedirects)
}

/** Does not wait for an answer when the signal says that nobody else does. */
async function untilAborted(
  call: Call,
  signal: AbortSignal | undefined,
  act: () => Promise<Response>,
): Promise<Response> {
  const aborted = Promise.withResolvers<never>()
  const abort = () => {
    call.leave()
    aborted.reject(signal?.reason)
  }
  signal?.throwIfAborted()
  signal?.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([act(), aborted.promise])
  } finally {
    signal?.removeEventListener('abort', abort)
    call.request.destroy()
  }
}

async function answer(
  { place, slots, control }: Inside,
  asked: Asked,
  { request, response }: Call,
): Promise<Response> {
  const { method } = asked
  const target = new URL(asked.url)
  const placed = place(target)
  if (!placed) {
    const path = target.pathname + target.search
    if (isControl(path)) {
      const reply = await control({ method, target: path, request, response })
      return toResponse(toSent(reply, method), asked)
    }
    const message = `This mock serves nothing at ${target.origin}${target.pathname}, and does not ask the network.`
    throw new MockError('not-served', `${message} It serves ${slots.map(({ name }) => name).join(', ')}.`)
  }
  const exchange = { ...placed, method, request, response }
  const reply = await placed.provider.handle(exchange)
  const sent = toSent(reply, method)
  checkConnection(sent)
  try {
    return toResponse(sent, asked)
  } catch (error) {
    return toResponse(toSent(fault(exchange, error), method), asked)
  }
}

/** Where to go on, if a response leads elsewhere and the request wants to be led. */
function redirectOf({ status, headers, url }: Response, { method, redirect }: Request): URL | undefined {
  const location = headers.get('location')
  if (![301, 302, 303, 307, 308].includes(status) || location === null || redirect === 'manual')
    return undefined
  if (redirect === 'error') throw new TypeError('fetch failed', { cause: new Error('unexpected redirect') })
  if (method === 'GET' || method === 'HEAD') return new URL(location, url)
  throw new TypeError('fetch failed', {
    cause: new Error(`a ${method} that is redirected is not sent again`),
  })
}
