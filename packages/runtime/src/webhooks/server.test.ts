/** Deliveries over real sockets, to a receiver as users of `node:http` write it. */
import { request as send, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { serve } from '../testing.ts'
import { WebhookError } from './errors.ts'
import { receive, sign } from './receive.ts'
import { hub, hubHeaders, secret, unsigned } from './testing.ts'

const body = JSON.stringify({ event: 'message.create', text: 'Smørrebrød 🥪' })

/** A receiver that answers with what it received, or why it did not. */
function receiver(definition = hub): Promise<string> {
  return serve(async (request, response) => {
    try {
      const event = await receive(definition, request, { secret })
      response.end(JSON.stringify(event))
    } catch (error) {
      const { status, reason } = error as WebhookError
      response.writeHead(status ?? 500).end(reason ?? String(error))
    }
  })
}

test('a signed delivery arrives', async () => {
  const headers = await sign(hub, body, { secret })
  const response = await fetch(await receiver(), { method: 'POST', headers, body })
  expect(await response.json()).toEqual(JSON.parse(body))
})

test('a body changed on its way does not', async () => {
  const headers = hubHeaders(body)
  const response = await fetch(await receiver(), {
    method: 'POST',
    headers,
    body: body.replace('create', 'delete'),
  })
  expect([response.status, await response.text()]).toEqual([403, 'wrong-signature'])
})

test('an unsigned one is answered, though its body is not read', async () => {
  const response = await fetch(await receiver(), { method: 'POST', body: 'x'.repeat(900_000) })
  expect([response.status, await response.text()]).toEqual([403, 'no-signature'])
})

test.each([
  ['declared', { 'content-length': '4000000' }],
  ['only seen as it comes', { 'transfer-encoding': 'chunked' }],
])('a body too large, %s, is answered while it is still being sent', async (_, headers) => {
  const url = await receiver(unsigned)
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = send(url, { method: 'POST', headers }, resolve)
    request.on('error', reject)
    request.write(Buffer.alloc(2_000_000)) // and never the rest
  })
  expect([response.statusCode, await text(response)]).toEqual([413, 'too-large'])
})

test('a request that something has read before is told from an empty one', async () => {
  const url = await serve(async (request, response) => {
    await text(request)
    response.end(String(await receive(hub, request, { secret }).catch((error: unknown) => error)))
  })
  const response = await fetch(url, { method: 'POST', headers: hubHeaders(body), body })
  expect(await response.text()).toContain('UsageError: The body of this request has been read already.')
})
