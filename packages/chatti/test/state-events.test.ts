import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Chatti } from '@parlance/chatti'
import { receiveWebhook, type ReceivedEvent } from '@parlance/chatti/webhooks'
import type { Mock } from '@parlance/mock'
import { expect, test } from 'vitest'
import { callum, jonah, minute, mms, openSalon, priya, refusal, sms, stranger, zoe } from './salon.ts'

/** Everything that a receiver is told, while something is done. */
async function told(work: (chatti: Chatti, mock: Mock) => Promise<unknown>): Promise<ReceivedEvent[]> {
  const events: ReceivedEvent[] = []
  const server = createServer((request, response) => {
    const receive = async () => {
      events.push(await receiveWebhook(request))
      response.writeHead(204).end()
    }
    void receive()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const webhooks = [{ provider: 'chatti', url: `http://127.0.0.1:${port}/hook` }]
  const { mock, chatti } = await openSalon({ webhooks })
  await work(chatti, mock)
  await mock.delivered()
  await mock.close()
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
  return events
}

test('a message that arrives is told of, when it does', async () => {
  const events = await told(async (chatti, mock) => {
    await chatti.sms.send(sms)
    await chatti.mms.send({ ...mms, to: stranger })
    mock.clock.set('2030-01-01T00:00:00Z')
  })
  const eventType = 'message_delivered'
  expect(events).toMatchObject([
    {
      eventType,
      recipient: priya.mobile,
      contactID: priya.id,
      reference: sms.reference,
      status: 'DELIVERED',
    },
    { eventType, recipient: stranger, contactID: null, reference: null },
  ])
  expect(new Set(events.map(({ eventID }) => eventID)).size).toBe(2)
})

test('the time of an event is when it happened, in seconds', async () => {
  const [event] = await told(async (chatti, mock) => {
    mock.clock.set('2026-05-04T06:12:40Z')
    await chatti.sms.send(sms)
    mock.clock.advance(minute)
  })
  expect(event?.timestamp).toBe(Date.parse('2026-05-04T06:12:52Z') / 1000)
})

test('a message that cannot be delivered is told of', async () => {
  const events = await told(async (chatti, mock) => {
    await chatti.sms.send({ ...sms, to: zoe.mobile })
    mock.clock.advance(16 * minute)
  })
  expect(events).toMatchObject([{ eventType: 'message_delivery_error', contactID: zoe.id, status: 'ERROR' }])
})

test('an opt-out of a number or a contact is told of once', async () => {
  const events = await told(async (chatti) => {
    await chatti.consent.change({ mobile: priya.mobile, type: 'opt-out' })
    await chatti.consent.change({ mobile: priya.mobile, type: 'opt-out' })
    await chatti.consent.change({ mobile: priya.mobile, type: 'opt-in' })
    await chatti.contacts.update(callum.id, { opted_out: true })
    await chatti.contacts.update(callum.id, { opted_out: true })
  })
  const eventType = 'unsubscribe'
  expect(events).toMatchObject([
    { eventType, recipient: priya.mobile, contactID: priya.id },
    { eventType, recipient: callum.mobile, contactID: callum.id },
  ])
})

test('nothing is told of what was refused', async () => {
  const events = await told(async (chatti, mock) => {
    await refusal(chatti.sms.send({ ...sms, to: jonah.mobile }))
    mock.clock.advance(minute)
  })
  expect(events).toEqual([])
})
