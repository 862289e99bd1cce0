/** The real server behind a proxy. */
import { Agent, type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http'
import { Agent as SecureAgent, request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import { messageOf, MockError } from '../errors.ts'
import type { Operation } from '../operation.ts'
import { type Pair, withPair } from './headers.ts'

/** A request to pass on. */
export interface Outgoing {
  readonly method: string
  /** Path and query, still encoded. */
  readonly target: string
  readonly headers: readonly Pair[]
  /** What is known of the body; when that is not all, the rest follows from `rest`. */
  readonly body: Buffer
  readonly rest: IncomingMessage | undefined
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal
}

export interface Upstream {
  /** What stands for the provider's origin, without a slash at the end. */
  readonly url: string
  /** Passes a request on. Rejects with an `UpstreamError` when there is no answer. */
  send(outgoing: Outgoing): Promise<IncomingMessage>
  close(): void
}

/** Why the real server gave no answer, and the status that says so. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError'
  readonly status: 502 | 504

  constructor(status: 502 | 504, message: string, options?: ErrorOptions) {
    super(message, options)
    this.status = status
  }
}

/** These may be sent once more without harm. */
const idempotent = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'TRACE'])

/**
 * Opens the way to a real server. Connections are kept for requests that may be sent again: a server may
 * close one at the very moment in which it is used.
 *
 * @param timeout - Milliseconds without a byte after which a request is given up.
 */
export function createUpstream(url: string, timeout: number): Upstream {
  const origin = new URL(url)
  const isSecure = origin.protocol === 'https:'
  const agent = isSecure ? new SecureAgent({ keepAlive: true }) : new Agent({ keepAlive: true })
  const open = isSecure ? requestHttps : requestHttp
  const host = origin.hostname.replace(/^\[|\]$/g, '')
  const where = {
    protocol: origin.protocol,
    host,
    port: origin.port,
    ...(isIP(host) === 0 && { servername: host }),
  }
  const base = origin.pathname.replace(/\/$/, '')
  const attempt = ({ method, target, headers, body, rest, signal }: Outgoing): Promise<IncomingMessage> =>
    new Promise((done, fail) => {
      const request = open({
        ...where,
        method,
        path: base + target,
        headers: withPair(headers, 'Host', origin.host).flat(),
        agent: idempotent.has(method) ? agent : false,
        signal,
        timeout,
      })
      request.once('response', done)
      request.once('timeout', () =>
        request.destroy(new UpstreamError(504, `${url} was silent for ${timeout / 1000} s`)),
      )
      // One that comes after the response is the response's own, too.
      request.on('error', (error) => fail(isStale(request, error) ? stale : toUpstreamError(url, error)))
      if (!rest) return void request.end(body)
      if (body.length > 0) request.write(body)
      rest.pipe(request)
    })
  return {
    url,
    async send(outgoing) {
      try {
        return await attempt(outgoing)
      } catch (error) {
        if (error !== stale) throw error
        const isLost = outgoing.rest !== undefined || !idempotent.has(outgoing.method)
        if (isLost) throw new UpstreamError(502, `${url} closed the connection`)
        return await attempt(outgoing)
      }
    },
    close: () => agent.destroy(),
  }
}

const stale = new Error('the connection was closed before it was used')

function isStale(request: ClientRequest, error: NodeJS.ErrnoException): boolean {
  return request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE')
}

function toUpstreamError(url: string, error: NodeJS.ErrnoException): UpstreamError {
  if (error instanceof UpstreamError) return error
  // Node tries several addresses and gives a list of errors without a message.
  const reason = messageOf(error) || error.code
  return new UpstreamError(502, `${url} cannot be reached: ${reason}`, { cause: error })
}

/**
 * What stands for the provider's origin at an address. An address that ends with the path of the provider's
 * own server, as documentation gives it, stands for the same without that path, since clients send the path
 * anyway.
 */
export function originOf(upstream: string, operations: readonly Operation[]): string {
  const url = URL.parse(upstream)
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new MockError(
      'bad-option',
      `--upstream must be an address such as https://api.example.com, not "${upstream}".`,
    )
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new MockError(
      'bad-option',
      '--upstream must have no credentials, query or fragment: send them with each request.',
    )
  }
  const path = url.pathname.replace(/\/+$/, '')
  const bases = [...new Set(operations.flatMap(({ bases }) => bases))].toSorted((a, b) => b.length - a.length)
  const base = bases.find((one) => one !== '' && path.endsWith(one)) ?? ''
  return url.origin + path.slice(0, path.length - base.length)
}
