/** What the mock sends is what the clients of its providers receive. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { listProviders, readProvider } from '@parlance/compiler'
import { createMock, type Mock } from '@parlance/mock'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

/** What `./webhooks` of a client has, as far as the suite needs it. */
interface Receiver {
  receiveWebhook(source: IncomingMessage, options?: { secret: string }): Promise<unknown>
  readChallenge?(request: Request): string | undefined
}

const secret = 'canary-secret'
const providers = listProviders().flatMap((name) => {
  const { webhooks } = readProvider(name).model
  return webhooks ? [{ name, webhooks }] : []
})

let mock: Mock
beforeAll(async () => void (mock = await createMock({ listen: false })))
afterAll(() => mock.close())

interface Hook extends AsyncDisposable {
  url: string
}

/** A server of the user's, on loopback. */
async function listen(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<Hook> {
  const server = createServer((request, response) => void handle(request, response))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const close = () => new Promise<void>((done) => void server.close(() => done()).closeAllConnections())
  return { url: `http://127.0.0.1:${port}/hook`, [Symbol.asyncDispose]: close }
}

describe.each(providers)('$name', ({ name, webhooks }) => {
  const { events, signature, challenge } = webhooks
  const examples = events.flatMap((event) =>
    event.examples.map((example) => [example.name, example.value] as const),
  )
  const receiver = () => import(`@parlance/${name}/webhooks`) as Promise<Receiver>
  const signed = signature ? { secret } : {}

  test.each(examples)(
    '%s arrives at the client, after a first attempt that failed',
    async (example, value) => {
      const { receiveWebhook } = await receiver()
      const received: unknown[] = []
      await using hook = await listen(async (request, response) => {
        received.push(await receiveWebhook(request, { secret }))
        response.writeHead(received.length === 1 ? 500 : 204).end()
      })
      const report = await mock.sendWebhook(name, example, { url: hook.url, speed: 1e6, ...signed })
      expect(report).toMatchObject({ delivered: true, attempts: [{ status: 500 }, { status: 204 }] })
      expect(received).toEqual([value, value])
    },
  )

  test.runIf(signature)('a delivery that is signed by another secret is refused', async () => {
    const { receiveWebhook } = await receiver()
    await using hook = await listen(async (request, response) => {
      const reason = await receiveWebhook(request, { secret }).catch(
        (error: { reason: string }) => error.reason,
      )
      response.writeHead(reason === 'wrong-signature' ? 401 : 204).end()
    })
    const options = { url: hook.url, secret: 'another', retries: false }
    const report = await mock.sendWebhook(name, events[0]!.name, options)
    expect(report).toMatchObject({ delivered: false, attempts: [{ status: 401 }] })
  })

  test.runIf(challenge)('a challenge is read and given back', async () => {
    const { readChallenge } = await receiver()
    await using hook = await listen(async ({ url }, response) => {
      response.end(readChallenge?.(new Request(`http://localhost${url}`)))
    })
    const id = Object.entries(readProvider(name).document['webhooks'] ?? {}).find(
      ([, item]) => 'get' in item,
    )?.[0]
    const report = await mock.sendWebhook(name, id!, { url: hook.url, retries: false })
    expect(report).toMatchObject({ delivered: true, attempts: [{ status: 200 }] })
  })
})
