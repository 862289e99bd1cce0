import type { ServerResponse } from 'node:http'
import type { Reply } from './exchange.ts'
import { deliver } from './faults/deliver.ts'

/** How long a client that is still sending may go on before the connection is cut, in milliseconds. */
const lingering = 500

/** Bodies up to this many bytes are cheaper to copy than to write separately. */
const oneWrite = 16_384

/** Sends a reply. The body of an answer to `HEAD` is measured and not sent. */
export function write(response: ServerResponse, reply: Reply): void {
  if (response.destroyed || response.headersSent) return
  const empty = reply.status === 204 || reply.status === 304
  const body = empty ? undefined : reply.body
  const length = empty ? {} : { 'content-length': String(body?.length ?? 0) }
  // A client that was never told to continue may send its body or not: the next bytes could be anything.
  if (response.req.headers.expect !== undefined && !response.req.complete) response.shouldKeepAlive = false
  const sent = response.req.method === 'HEAD' ? undefined : body
  if (reply.delivery === 'reset') return deliver(response, 'reset', sent)
  response.writeHead(reply.status, { ...reply.headers, ...length })
  if (reply.delivery) deliver(response, reply.delivery, sent)
  else if (reply.headers['connection'] === 'close' && !response.req.complete) linger(response, sent)
  else sendSoon(response, sent)
}

/** Answers that are ready to go out. */
let ready: (() => void)[] = []

/**
 * Requests that came together are answered together: under load, waking the clients once for many answers costs less than
 * once for each. A single answer waits for nobody. What stands behind another answer on its connection goes at once, so
 * that Node knows how much is waiting there, and reads no more requests of who does not read answers.
 */
function sendSoon(response: ServerResponse, body: Buffer | undefined): void {
  if (response.socket === null) send(response, body)
  else if (ready.push(() => send(response, body)) === 1) setImmediate(sendAll)
}

function sendAll(): void {
  const all = ready
  ready = []
  for (const send of all) send()
}

function send(response: ServerResponse, body: Buffer | undefined): void {
  if (body === undefined || body.length > oneWrite) response.end(body)
  // Bytes would be a write of their own; as text of the same bytes they go out with the head.
  else response.end(body.toString('latin1'), 'latin1')
}

/**
 * Closing while the client still sends would reset the connection, and the client would lose the very reply that says
 * why. So the reply goes out, and what still comes in is thrown away for a moment.
 */
function linger(response: ServerResponse, body: Buffer | undefined): void {
  const { req: request } = response
  if (body) response.write(body)
  else response.flushHeaders()
  const end = () => {
    clearTimeout(timer)
    response.end()
  }
  const timer = setTimeout(end, lingering)
  request.once('end', end).once('close', end).resume()
}
