import { UsageError } from '../errors.ts'
import { WebhookError } from './errors.ts'

const encoder = new TextEncoder()

/**
 * The bytes of a raw body. More than `maxBytes` are refused, and of a stream no more is read than it takes to know.
 *
 * @throws {UsageError} for anything that is not a raw body.
 */
export async function readBody(body: unknown, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  if (body === null || body === undefined) return new Uint8Array()
  const known = toBytes(body)
  if (known) return within(known, maxBytes)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunksOf(body, () => size > maxBytes)) {
    chunks.push(chunk)
    size += chunk.byteLength
  }
  if (size > maxBytes) throw tooLarge(maxBytes)
  return concat(chunks)
}

/** The bytes of a body that is there as a whole, or nothing when it is something else. */
export function toBytes(body: unknown): Uint8Array | undefined {
  if (typeof body === 'string') return encoder.encode(body)
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength)
  return isArrayBuffer(body) ? new Uint8Array(body) : undefined
}

/** Bytes after each other. The result is a copy, even of a single part. */
export function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.byteLength, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.byteLength
  }
  return whole
}

/** What is wrong with a body that is no raw body. */
export function notRaw(body: unknown): UsageError {
  const what = typeof body === 'object' ? 'an object' : `a ${typeof body}`
  return new UsageError(
    `A webhook is read from its body as it was sent, as text, bytes or a stream, but this is ${what}. ` +
      'If it has been parsed, the bytes that were sent and signed cannot be had back from it: ' +
      'switch the parser off for this route, or let it keep the raw body (in Express, `express.raw({ type: () => true })`).',
  )
}

export function tooLarge(maxBytes: number): WebhookError {
  return new WebhookError(
    'too-large',
    `The body has more than ${maxBytes} bytes. Raise \`maxBytes\` if that may be.`,
  )
}

function within(bytes: Uint8Array, maxBytes: number): Uint8Array<ArrayBuffer> {
  if (bytes.byteLength > maxBytes) throw tooLarge(maxBytes)
  return concat([bytes])
}

/** The chunks of a stream until there are `enough`. */
async function* chunksOf(body: unknown, enough: () => boolean): AsyncGenerator<Uint8Array, void, void> {
  const { next, stop } = chunkReader(body)
  for (let chunk = await next(); !chunk.done; chunk = await next()) {
    const bytes = toBytes(chunk.value)
    if (!bytes) throw notRaw(chunk.value)
    yield bytes
    if (enough()) return stop()
  }
}

interface ChunkReader {
  next(): Promise<IteratorResult<unknown, unknown>>
  /** Tells the source that no more is wanted. */
  stop(): Promise<void>
}

function chunkReader(body: unknown): ChunkReader {
  if (isStream(body)) {
    if (body.locked) throw alreadyRead()
    const reader = body.getReader()
    return { next: () => reader.read() as Promise<IteratorResult<unknown>>, stop: () => reader.cancel() }
  }
  if (!isAsyncIterable(body)) throw notRaw(body)
  const iterator = body[Symbol.asyncIterator]()
  // It is left where it stands: ending the iterator of a Node request closes the connection, and nothing can be answered.
  return { next: () => iterator.next(), stop: () => Promise.resolve() }
}

/** What is wrong with a body that somebody else has read. */
export function alreadyRead(): UsageError {
  return new UsageError(
    'The body of this request has been read already. Read the webhook before anything else does, or pass what was read: `{ headers, body }` with the body as text or bytes.',
  )
}

// Test runners with worlds of their own have other classes of the same name, so none is asked for by `instanceof`.

function isArrayBuffer(body: unknown): body is ArrayBuffer {
  return Object.prototype.toString.call(body) === '[object ArrayBuffer]'
}

function isStream(body: unknown): body is ReadableStream<unknown> {
  return typeof body === 'object' && body !== null && 'getReader' in body
}

function isAsyncIterable(body: unknown): body is AsyncIterable<unknown> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body
}
