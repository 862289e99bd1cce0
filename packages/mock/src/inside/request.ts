/** Requests that never see a socket. */
import type { IncomingHttpHeaders } from 'node:http'
import { Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import type { Outgoing, Streamed } from '../exchange.ts'
import { Waiting } from './waiting.ts'

/** A request of the Fetch API as the steps read it, and whoever waits for its answer. */
export interface Call {
  readonly request: Streamed
  readonly response: Outgoing
  /** Why the body broke off, if it did. */
  readonly failure: unknown
  /** Tells the steps that nobody waits any more. */
  leave(): void
}

/** What a body may be besides a stream. */
type Whole = Exclude<BodyInit, ReadableStream> | null | undefined

/**
 * Opens a request.
 *
 * @param body - What the caller gave as the body: all but streams are read before they are sent, so that the length is
 *   known.
 */
export async function openCall(request: Request, body: unknown): Promise<Call> {
  const bytes = isWhole(body) && request.body ? Buffer.from(await request.arrayBuffer()) : undefined
  const source = bytes ? Readable.from([bytes], { objectMode: false }) : streamOf(request)
  let failure: unknown
  let isComplete = false
  source.once('end', () => (isComplete = true))
  source.on('error', (error) => (failure ??= error))
  const incoming = Object.defineProperties(source, {
    headers: { value: headersOf(request, bytes) },
    complete: { get: () => isComplete },
    socket: { value: { remoteAddress: '127.0.0.1' } },
  }) as Streamed
  const waiting = new Waiting()
  return {
    request: incoming,
    response: waiting,
    get failure() {
      return failure
    },
    leave() {
      waiting.leave()
      source.destroy()
    },
  }
}

function isWhole(body: unknown): body is Whole {
  if (body === null || typeof body !== 'object') return true
  return !(body instanceof ReadableStream) && (!(Symbol.asyncIterator in body) || body instanceof Blob)
}

function streamOf({ body }: Request): Readable {
  return body ? Readable.fromWeb(body as NodeStream) : Readable.from([], { objectMode: false })
}

/** The headers that would be sent, those of the connection aside. */
function headersOf({ url, headers, method, body }: Request, bytes: Buffer | undefined): IncomingHttpHeaders {
  const expectsBody = ['POST', 'PUT', 'PATCH'].includes(method)
  return {
    host: new URL(url).host,
    accept: '*/*',
    'user-agent': 'node',
    ...Object.fromEntries(headers),
    ...(bytes ? { 'content-length': String(bytes.length) } : {}),
    ...(!bytes && body ? { 'transfer-encoding': 'chunked' } : {}),
    ...(!body && expectsBody ? { 'content-length': '0' } : {}),
  }
}
