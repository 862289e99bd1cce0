import type { Incoming, Outgoing, Streamed } from './exchange.ts'

const none = Buffer.alloc(0)

/**
 * The bytes of a request body, or `too large` as soon as that is known: from Content-Length before the first byte, else
 * when the limit is passed. Never holds more than the limit. Rejects when the client goes away.
 */
export async function readBytes(
  request: Incoming,
  response: Outgoing,
  limit: number,
): Promise<Buffer | 'too large'> {
  const { 'content-length': length, 'transfer-encoding': transfer, expect } = request.headers
  if (transfer === undefined && (length === undefined || Number(length) === 0)) return none
  if (Number(length) > limit) return 'too large'
  if ('bytes' in request) return request.bytes.length > limit ? 'too large' : request.bytes
  if (expect !== undefined) response.writeContinue()
  return collect(request, limit)
}

function collect(request: Streamed, limit: number): Promise<Buffer | 'too large'> {
  return new Promise((done, fail) => {
    const chunks: Buffer[] = []
    let size = 0
    const take = (chunk: Buffer) => {
      size += chunk.length
      if (size <= limit) return void chunks.push(chunk)
      request.off('data', take).pause()
      done('too large')
    }
    request.on('data', take)
    request.once('end', () => done(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)))
    request.once('error', fail)
    // Every request closes in the end, and an error that nobody reads takes as long as the rest.
    request.once('close', () => request.complete || fail(new Error('the client closed the connection')))
  })
}
