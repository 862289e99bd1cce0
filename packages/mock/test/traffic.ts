import { once } from 'node:events'
import {
  createServer,
  type IncomingMessage,
  request,
  type RequestListener,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** A server that does as it is told, in the place of a real one. */
export interface Upstream extends AsyncDisposable {
  readonly url: string
  /** What it was asked for so far, bodies included. */
  readonly asked: Asked[]
}

export interface Asked {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly rawHeaders: readonly string[]
  readonly body: Buffer
}

/** Starts a server on loopback. The listener is called when a request has come in whole. */
export async function startUpstream(answer: RequestListener): Promise<Upstream> {
  const asked: Asked[] = []
  const take = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', url = '', headers, rawHeaders } = message
    const body = await buffer(message)
    asked.push({ method, url, headers, rawHeaders, body })
    answer(message, response as Parameters<RequestListener>[1])
  }
  // A client may leave before it has said all.
  const server = createServer((message, response) => void take(message, response).catch(() => {}))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

/** An answer of JSON. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): RequestListener {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  }
}

export interface Got {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly rawHeaders: readonly string[]
  readonly body: Buffer
}

export interface Sent {
  readonly method?: string
  readonly headers?: Record<string, string | string[]>
  readonly body?: string | Buffer
}

/** Sends a request such that nothing is added to it or hidden of the answer. */
export async function send(url: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Got> {
  const outgoing = request(url, { method, headers, agent: false })
  const answered = once(outgoing, 'response')
  outgoing.end(body)
  const [response] = (await answered) as [IncomingMessage]
  const { statusCode: status = 0, headers: got, rawHeaders } = response
  return { status, headers: got, rawHeaders, body: await buffer(response) }
}
