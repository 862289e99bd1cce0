/** Replies as responses of the Fetch API, with what a network can do to them. */
import { STATUS_CODES } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Reply } from '../exchange.ts'
import { pieceApart, piecesOf } from '../faults/deliver.ts'

/** Whose answer it is. */
export interface Asked {
  readonly method: string
  readonly url: string
  readonly signal: AbortSignal | undefined
  /** Whether the URL is one that a redirect has led to. */
  readonly isRedirected: boolean
}

/** Statuses whose answers have no body. */
const bodiless = new Set([204, 205, 304])

/** Fails as `fetch` does when there is no answer at all, because the connection is reset. */
export function checkConnection({ status, delivery, body }: Reply, { method }: Asked): void {
  const hasBody = method !== 'HEAD' && !bodiless.has(status) && body !== undefined && body.length > 0
  if (delivery !== 'reset' && (delivery !== 'truncate' || hasBody)) return
  throw new TypeError('fetch failed', { cause: connectionReset() })
}

/** The response that `fetch` would give. Throws when a header cannot be sent. */
export function toResponse(reply: Reply, asked: Asked): Response {
  const { method, signal } = asked
  const { status, delivery } = reply
  const isEmpty = bodiless.has(status)
  const bytes = isEmpty ? undefined : reply.body
  const sent = method === 'HEAD' ? undefined : bytes
  const body = sent ? streamOf(sent, delivery, signal) : isEmpty || method === 'HEAD' ? null : ''
  const response = new Response(body, { status, statusText: STATUS_CODES[status] ?? '' })
  setHeaders(response.headers, reply, bytes, isEmpty)
  return placed(response, asked)
}

function setHeaders(headers: Headers, reply: Reply, bytes: Buffer | undefined, isEmpty: boolean): void {
  headers.delete('content-type')
  for (const [name, value] of Object.entries(reply.headers)) {
    // This one is about a connection, and there is none.
    if (name === 'connection') continue
    for (const one of [value].flat()) headers.append(name, one)
  }
  headers.set('date', new Date().toUTCString())
  if (!isEmpty) headers.set('content-length', String(bytes?.length ?? 0))
}

/** A constructed response does not know where it came from, nor do its clones. */
function placed(response: Response, asked: Asked): Response {
  const { href } = Object.assign(new URL(asked.url), { hash: '' })
  const clone = response.clone.bind(response)
  return Object.defineProperties(response, {
    url: { value: href },
    redirected: { value: asked.isRedirected },
    clone: { value: () => placed(clone(), asked) },
  })
}

function streamOf(
  body: Buffer,
  delivery: Reply['delivery'],
  signal: AbortSignal | undefined,
): ReadableStream<Uint8Array> {
  const chunks = chunksOf(body, delivery, signal)
  return new ReadableStream({
    type: 'bytes',
    async pull(controller) {
      try {
        signal?.throwIfAborted()
        const { value, done } = await chunks.next()
        if (!done) return controller.enqueue(new Uint8Array(value))
        controller.close()
        // A reader that brought its own buffer waits for it to be given back.
        controller.byobRequest?.respond(0)
      } catch (error) {
        controller.error(error)
      }
    },
  })
}

/** The body in the pieces in which it arrives. */
async function* chunksOf(
  body: Buffer,
  delivery: Reply['delivery'],
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer, void> {
  if (delivery === undefined) return yield body
  if (delivery === 'truncate') {
    yield body.subarray(0, Math.floor(body.length / 2))
    throw new TypeError('terminated', { cause: connectionReset() })
  }
  for (const piece of piecesOf(body)) {
    yield piece
    await sleep(pieceApart, undefined, signal && { signal }).catch(() => signal?.throwIfAborted())
  }
}

function connectionReset(): Error {
  return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read' })
}
