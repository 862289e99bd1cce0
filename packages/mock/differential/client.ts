/** Sends requests as they are, several at a time, and gives the answers whole. */
import { Agent, request } from 'node:http'
import type { Sent } from './requests.ts'

/** What came back. */
export interface Received {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** Parsed, if it is JSON. */
  readonly body: unknown
}

/** How many requests are under way at the same time. */
const lanes = 16

/** How long an answer may take before it counts as none, in milliseconds. */
const patience = 10_000

/** A kept connection was closed before the request. */
class ClosedError extends Error {}

/** Keeps connections, as thousands of requests follow each other. */
export function createClient() {
  const agent = new Agent({ keepAlive: true, maxSockets: 2 * lanes })
  return {
    async send(base: string, sent: Sent): Promise<Received> {
      try {
        return await send(agent, base, sent)
      } catch (error) {
        // A server closes a connection that was idle for long, and may do so just when it is used again. Others that were
        // idle as long are closed as well, so the next one is new.
        if (error instanceof ClosedError) return send(false, base, sent)
        throw error
      }
    },
    [Symbol.dispose]: () => agent.destroy(),
  }
}

function send(agent: Agent | false, base: string, { method, path, headers, body }: Sent): Promise<Received> {
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  return new Promise((done, fail) => {
    const sent = request(base + path, { method, agent, headers: { ...headers, ...length } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', fail)
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        done({ status: response.statusCode ?? 0, headers: response.headers, body: parsed(text) })
      })
    })
    sent.setTimeout(patience, () => sent.destroy(new Error(`no answer to ${method} ${path}`)))
    sent.on('error', (error: NodeJS.ErrnoException) => {
      fail(sent.reusedSocket && error.code === 'ECONNRESET' ? new ClosedError() : error)
    })
    sent.end(body)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Does something with each item, several at a time. */
export async function forEach<T>(items: Iterable<T>, work: (item: T) => Promise<void>): Promise<void> {
  const queue = items[Symbol.iterator]()
  const lane = async () => {
    for (let next = queue.next(); !next.done; next = queue.next()) await work(next.value)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}
