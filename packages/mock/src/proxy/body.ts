/** Bodies on their way through: what is kept of them, and how they read without their content coding. */
import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate, inflateRaw, zstdDecompress } from 'node:zlib'

/** The beginning of a body, or all of it. */
export interface Held {
  readonly bytes: Buffer
  /** Whether it was all; if not, the rest is still to be read. */
  readonly isWhole: boolean
}

/** What passed by: the first bytes, and how many there were in all. */
export interface Passed {
  bytes: Buffer
  size: number
  /** Whether `bytes` is all of it. */
  isWhole: boolean
}

const none = Buffer.alloc(0)

/**
 * Reads a message until its end, but no more than the limit. One that says that it is longer is not begun.
 * Rejects when the message breaks off.
 */
export function hold(message: IncomingMessage, limit: number): Promise<Held> {
  if (Number(message.headers['content-length'] ?? 0) > limit || limit === 0) {
    return Promise.resolve({ bytes: none, isWhole: false })
  }
  return new Promise((done, fail) => {
    const chunks: Buffer[] = []
    let size = 0
    const stop = (act: () => void) => {
      message.off('data', take).off('end', end).off('error', broken).off('close', broken)
      act()
    }
    const take = (chunk: Buffer) => {
      chunks.push(chunk)
      size += chunk.length
      if (size > limit) stop(() => (message.pause(), done({ bytes: Buffer.concat(chunks), isWhole: false })))
    }
    const end = () => stop(() => done({ bytes: Buffer.concat(chunks), isWhole: true }))
    const broken = (error?: Error) => stop(() => fail(error ?? new Error('the connection was closed')))
    message.on('data', take).once('end', end).once('error', broken).once('close', broken)
  })
}

/** Keeps a copy of what passes, up to the limit, while somebody else reads the message. */
export function note(message: IncomingMessage, { bytes, isWhole }: Held, limit: number): Passed {
  const passed: Passed = { bytes, size: bytes.length, isWhole }
  if (isWhole) return passed
  const chunks = [bytes]
  message.on('data', (chunk: Buffer) => {
    passed.size += chunk.length
    if (passed.size <= limit) chunks.push(chunk)
  })
  message.once('end', () => {
    passed.isWhole = passed.size <= limit
    if (passed.isWhole) passed.bytes = Buffer.concat(chunks)
  })
  return passed
}

type Decoder = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>

const decoders: Record<string, Decoder | undefined> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  br: promisify(brotliDecompress),
  zstd: promisify(zstdDecompress),
  // Some send the bare format under this name.
  deflate: (bytes, options) =>
    promisify(inflate)(bytes, options).catch(() => promisify(inflateRaw)(bytes, options)),
}

/**
 * The bytes of a body without its content coding; nothing when the coding is not known, is not what it says
 * it is, or hides more than the limit.
 */
export async function decoded(
  bytes: Buffer,
  coding = 'identity',
  limit: number,
): Promise<Buffer | undefined> {
  let result = bytes
  for (const name of coding
    .toLowerCase()
    .split(',')
    .map((one) => one.trim())
    .toReversed()) {
    if (name === 'identity' || name === '' || result.length === 0) continue
    const decode = decoders[name]
    if (!decode) return undefined
    try {
      result = await decode(result, { maxOutputLength: limit })
    } catch {
      return undefined
    }
  }
  return result
}
