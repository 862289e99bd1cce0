/** Sends requests as they stand: no client, no `fetch`, so that nobody mends them on the way. */
import { Agent, request } from 'node:http'
import type { Wire } from '../requests/draft.ts'

export interface Answer {
  /** 0 when there was no answer: the body then says why. */
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Milliseconds until the whole body had come. */
  readonly duration: number
}

export type Send = (wire: Wire) => Promise<Answer>

export interface Sender extends Disposable {
  readonly send: Send
}

/** How many connections are kept to a server. */
const connections = 16

/**
 * Sends to a server that stands at an origin, over connections that are kept.
 *
 * @param origin - What stands for the provider's origin: `http://127.0.0.1:4010/chatti`.
 */
export function createSender(origin: string): Sender {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const { hostname, port, pathname } = new URL(origin)
  const prefix = pathname.replace(/\/$/, '')
  const send: Send = (wire) => attempt(wire, true)
  const attempt = ({ method, target, headers, body }: Wire, mayRepeat: boolean): Promise<Answer> =>
    new Promise((resolve) => {
      const started = performance.now()
      const bytes = body === undefined ? undefined : Buffer.from(body)
      const length = bytes || method === 'POST' ? { 'content-length': String(bytes?.length ?? 0) } : {}
      const options = {
        agent,
        host: hostname,
        port,
        method,
        path: prefix + target,
        headers: { ...headers, ...length },
      }
      const fail = (error: Error) => {
        // A server may close a connection that is kept in the moment in which it is used again.
        if (sent.reusedSocket && mayRepeat) return resolve(attempt({ method, target, headers, body }, false))
        resolve({ status: 0, headers: {}, body: error.message, duration: performance.now() - started })
      }
      const sent = request(options, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', fail)
        response.on('end', () => {
          const { statusCode = 0, headers: given } = response
          const flat = Object.entries(given).map(([name, value]) => [name, [value].flat().join(', ')])
          resolve({
            status: statusCode,
            headers: Object.fromEntries(flat) as Record<string, string>,
            body: Buffer.concat(chunks).toString(),
            duration: performance.now() - started,
          })
        })
      })
      sent.on('error', fail)
      sent.end(bytes)
    })
  return { send, [Symbol.dispose]: () => agent.destroy() }
}
