/** A server that passes requests on to the mock, and from one of them on answers something else. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** What is answered instead; what it does not say is as the mock has it. */
export interface Lie {
  readonly status?: number
  readonly body?: unknown
}

export interface Liar extends AsyncDisposable {
  readonly origin: string
}

/** Headers that are about one connection, or about bytes that are no more. */
const ownHeaders = new Set(['connection', 'keep-alive', 'content-length', 'host', 'transfer-encoding'])

/**
 * Starts it.
 *
 * @param honest - How many requests are answered as the mock does.
 */
export async function serveLies(mock: string, lie: Lie, honest: number): Promise<Liar> {
  let requests = 0
  const server = createServer((request, response) => {
    requests += 1
    void relay(mock, request, response, requests > honest ? lie : {})
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

async function relay(
  mock: string,
  request: IncomingMessage,
  response: ServerResponse,
  lie: Lie,
): Promise<void> {
  const { method = 'GET', url = '/' } = request
  const body = await buffer(request)
  const given = Object.entries(request.headers).filter(([name]) => !ownHeaders.has(name))
  const answer = await fetch(mock + url, {
    method,
    headers: given.map(([name, value]): [string, string] => [name, String(value)]),
    redirect: 'manual',
    ...(body.length > 0 && { body: new Uint8Array(body) }),
  })
  const bytes = Buffer.from(await answer.arrayBuffer())
  const headers = [...answer.headers].filter(([name]) => !ownHeaders.has(name))
  response.writeHead(lie.status ?? answer.status, headers.flat())
  response.end('body' in lie ? JSON.stringify(lie.body) : bytes)
}
