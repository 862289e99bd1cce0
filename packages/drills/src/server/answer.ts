import type { ServerResponse } from 'node:http'
import type { Answer } from './script.ts'

/** Long enough for what was written to be on its way, so that a reset does not overtake it. */
const pause = 20

/** Gives an answer, as far as the answer wants to be given. */
export function give(response: ServerResponse, answer: Answer, keepAlive: boolean): void {
  const { status = 200, headers = {}, breaks } = answer
  if (answer.silent) return
  if (answer.garbage !== undefined) return void response.socket?.end(answer.garbage)
  if (breaks === 'before head') return cut(response, answer)
  const body = bytesOf(answer)
  const length = answer.framing === 'chunked' ? {} : { 'content-length': body.length }
  const connection = keepAlive ? {} : { connection: 'close' }
  response.writeHead(status, {
    'cache-control': 'no-store',
    ...connection,
    ...length,
    ...flood(answer.flood),
    ...headers,
  })
  if (breaks === 'after head') {
    response.flushHeaders()
    return later(response, () => cut(response, answer))
  }
  if (breaks === 'in body') {
    response.write(body.subarray(0, Math.ceil(body.length / 2)))
    return later(response, () => cut(response, answer))
  }
  if (answer.pieces) return dribble(response, body, answer.pieces)
  response.end(body)
}

function flood(count = 0): Record<string, string> {
  const names = Array.from({ length: count }, (_, index) => `x-${index}`)
  return Object.fromEntries(names.map((name) => [name, 'x'.repeat(100 - name.length)]))
}

function bytesOf({ body = '', base64 }: Answer): Buffer {
  return base64 === undefined ? Buffer.from(body) : Buffer.from(base64, 'base64')
}

function cut({ socket }: ServerResponse, { by = 'reset' }: Answer): void {
  if (by === 'reset') socket?.resetAndDestroy()
  else socket?.destroy()
}

function later(response: ServerResponse, action: () => void): void {
  const timer = setTimeout(action, pause)
  response.once('close', () => clearTimeout(timer))
}

function dribble(
  response: ServerResponse,
  body: Buffer,
  { bytes, every }: NonNullable<Answer['pieces']>,
): void {
  let sent = 0
  const timer = setInterval(() => {
    response.write(body.subarray(sent, (sent += bytes)))
    if (sent < body.length) return
    clearInterval(timer)
    response.end()
  }, every)
  response.once('close', () => clearInterval(timer))
}
