/** Bodies that are not what they should be. */
import { ApiError, ConnectionError, DecodeError } from '@parlance/chitchats'
import type { Answer } from '../../server/script.ts'
import { ok, refusal } from '../answers.ts'
import { check, equal, fails } from '../check.ts'
import { chitchats, parcel } from '../clients.ts'
import { drillsAbout } from '../registry.ts'
import type { Stage } from '../stage.ts'

const drill = drillsAbout('bodies')

const html = '<!doctype html><title>Bad gateway</title>'
const text = (body: string, more: Answer = {}): Answer => ({
  body,
  ...more,
  headers: { 'content-type': 'text/html; charset=utf-8', ...more.headers },
})

async function serving(stage: Stage, answer: Answer) {
  const server = await stage.serve([{ on: '* /api/v1/clients/7/shipments*', answers: [answer] }])
  return { server, client: chitchats(server.origin, { retry: false }) }
}

const unusable: [string, Answer][] = [
  ['invalid JSON', ok({}, { body: '{"shipment":' })],
  ['HTML', text(html)],
  ['JSON under another media type', text('{"shipment":{}}', { headers: { 'content-type': 'text/plain' } })],
  ['JSON under no media type', { body: '{"shipment":{}}' }],
]
for (const [what, answer] of unusable) {
  drill(`a success with ${what} cannot be used, and an unsafe call is sent once`, async (stage) => {
    const { server, client } = await serving(stage, answer)
    const error = await fails(client.shipments.create(parcel, { retry: {} }), DecodeError, {
      kind: 'decode',
      operation: 'shipments.create',
    })
    equal(error.response.status, 200)
    equal(await server.count(), 1)
  })
}

drill('a success without a body is nothing, not an error', async (stage) => {
  const { client } = await serving(stage, ok(undefined, { body: '' }))
  equal(await client.shipments.get('A1'), undefined)
})

drill('an error page of a gateway is an API error with its text', async (stage) => {
  const { client } = await serving(stage, text(html, { status: 502 }))
  await fails(client.shipments.get('A1'), ApiError, { status: 502, body: html })
})

drill('an error in JSON under another media type is an API error with its text', async (stage) => {
  const answer = text('{"error":{"message":"No"}}', { status: 400 })
  const { client } = await serving(stage, answer)
  await fails(client.shipments.get('A1'), ApiError, { status: 400, body: '{"error":{"message":"No"}}' })
})

drill('an error in broken JSON is an API error with its text', async (stage) => {
  const { client } = await serving(stage, { ...refusal(400), body: '{"error":' })
  await fails(client.shipments.get('A1'), ApiError, { status: 400, body: '{"error":' })
})

drill('an error without a body is an API error without one', async (stage) => {
  const { client } = await serving(stage, { status: 404 })
  await fails(client.shipments.get('A1'), ApiError, { status: 404, body: undefined })
})

drill('five megabytes of JSON arrive whole', async (stage) => {
  const shipments = Array.from({ length: 5000 }, (_, id) => ({ id, note: 'ü'.repeat(500) }))
  const { client } = await serving(stage, ok(shipments))
  const found = (await client.shipments.list()) as unknown as typeof shipments
  equal(found.length, 5000)
  equal(found.at(-1), shipments.at(-1))
})

drill('a byte order mark does no harm', async (stage) => {
  const { client } = await serving(stage, ok({}, { body: '\uFEFF{"shipment":{"id":"A1"}}' }))
  equal(await client.shipments.get('A1'), { shipment: { id: 'A1' } })
})

drill('letters that are split over pieces arrive whole', async (stage) => {
  const value = { shipment: { name: 'Zoë 漢字 🚚' } }
  const answer = ok(value, { pieces: { bytes: 1, every: 2 }, framing: 'chunked' })
  const { client } = await serving(stage, answer)
  equal(await client.shipments.get('A1'), value)
})

const gzip = { headers: { 'content-encoding': 'gzip' } }
/** `{"shipment":{"id":"A1"}}`. */
const zipped = 'H4sIAAAAAAAAA6tWKs7ILMhNzStRsqpWykxRslJyNFSqrQUAa55OtRgAAAA='

drill('a zipped body is unzipped', async (stage) => {
  const { client } = await serving(stage, ok({}, { ...gzip, base64: zipped }))
  equal(await client.shipments.get('A1'), { shipment: { id: 'A1' } })
})

drill('a body that only claims to be zipped fails as one that cannot be read', async (stage) => {
  const { client } = await serving(stage, ok({}, { ...gzip, body: '{"shipment":{}}' }))
  const error = await fails(client.shipments.create(parcel), Error)
  const isKnown = error instanceof ConnectionError || error instanceof DecodeError
  check(isKnown, `It is neither a ConnectionError nor a DecodeError, but ${error.name}.`)
})
