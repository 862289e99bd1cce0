import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** One delivery as it arrived. */
export interface Received {
  method: string
  url: string
  headers: IncomingHttpHeaders
  body: string
}

/** A server on loopback that notes what it receives. */
export interface Receiver extends AsyncDisposable {
  url: string
  received: Received[]
}

/** What a receiver answers; nothing means that it never does. */
export type Answer = (
  delivery: Received,
  count: number,
) => { status: number; headers?: Record<string, string>; body?: string } | undefined

/** Starts a receiver. */
export async function startReceiver(answer: Answer = () => ({ status: 200 })): Promise<Receiver> {
  const received: Received[] = []
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request
    const receive = async () => {
      const delivery = { method, url, headers, body: await text(request) }
      received.push(delivery)
      const given = answer(delivery, received.length)
      if (given) response.writeHead(given.status, given.headers).end(given.body)
    }
    void receive()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
