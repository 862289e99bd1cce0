/** Requests that are plain data. */
import type { Arrived, Whole } from '../exchange.ts'
import type { Provider } from '../provider.ts'
import { fault } from '../steps/guard.ts'
import { toSent } from './send.ts'
import type { Sent } from './sent.ts'
import { Waiting } from './waiting.ts'

/** A request, as plain data. */
export interface Asked {
  /** In upper case. */
  readonly method: string
  /** Path and query below the provider's origin, still encoded. */
  readonly target: string
  /** By name in lower case. `host` says where links in answers lead. */
  readonly headers: Readonly<Record<string, string>>
  /** Missing when the request has none. */
  readonly body?: Uint8Array | undefined
}

/**
 * Asks a provider as over a port. With a signal that is aborted, answers that are held back come at once; they are for
 * nobody.
 */
export async function ask(provider: Provider, asked: Asked, signal?: AbortSignal): Promise<Sent> {
  const waiting = new Waiting()
  const leave = () => waiting.leave()
  if (signal?.aborted) leave()
  signal?.addEventListener('abort', leave, { once: true })
  try {
    return await answer(exchangeOf(provider, asked, waiting))
  } finally {
    signal?.removeEventListener('abort', leave)
  }
}

async function answer(exchange: Arrived): Promise<Sent> {
  const sent = toSent(await exchange.provider.handle(exchange), exchange.method)
  try {
    // Throws for a header that cannot be sent.
    const headers = new Headers()
    for (const [name, value] of sent.headers) headers.append(name, value)
    return sent
  } catch (error) {
    return toSent(fault(exchange, error), exchange.method)
  }
}

function exchangeOf(
  provider: Provider,
  { method, target, headers, body }: Asked,
  response: Waiting,
): Arrived {
  const [, path = '', query = ''] = /^([^?]*)\??(.*)$/.exec(target) ?? []
  return {
    provider,
    request: requestOf(method, headers, body),
    response,
    method,
    prefix: `/${provider.name}`,
    path,
    query,
  }
}

function requestOf(method: string, headers: Asked['headers'], body: Uint8Array = new Uint8Array()): Whole {
  const isSized = body.length > 0 || ['POST', 'PUT', 'PATCH'].includes(method)
  return {
    headers: { accept: '*/*', ...headers, ...(isSized && { 'content-length': String(body.length) }) },
    complete: true,
    destroyed: false,
    socket: { remoteAddress: '127.0.0.1' },
    bytes: Buffer.from(body),
  }
}
