/** What webhooks tell of what happens, and to whom. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { readChallenge, receiveWebhook } from '@parlance/chatshipper/webhooks'
import {
  active,
  booking,
  bristol,
  closed,
  dynamo,
  harbourside,
  openShop,
  order,
  say,
  shop,
  team,
  workshop,
  wren,
} from './shop.ts'

const { mock, chatshipper } = await openShop()

describe('webhooks', () => {
  const secret = 'chain-lube-and-tea'

  /** A receiver of webhooks on this machine, which notes the events that it hears. */
  async function receiver(answer?: object) {
    const events: Awaited<ReturnType<typeof receiveWebhook>>[] = []
    const challenges: string[] = []
    const server = createServer(async (request, response) => {
      const challenge = readChallenge(new Request(new URL(request.url ?? '', 'http://localhost')))
      if (challenge !== undefined) {
        challenges.push(challenge)
        response.end(challenge)
        return
      }
      events.push(await receiveWebhook(request, { secret }))
      // The second time it has nothing to say: its own words come back to it.
      if (answer && events.length === 1)
        response.setHeader('content-type', 'application/json').end(JSON.stringify(answer))
      else response.writeHead(204).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/chatshipper`
    return {
      events,
      challenges,
      url,
      [Symbol.asyncDispose]: () => new Promise<void>((resolve) => void server.close(() => resolve())),
    }
  }

  const subscribe = (url: string, events?: string[], organization: string = shop) =>
    chatshipper.services.create({
      name: 'Ears',
      type: 'webhook',
      organization,
      params: { url, secret, ...(events && { events }) },
    })

  test('may be answered with messages, which are written into the conversation', async () => {
    await using ears = await receiver({ messages: [{ text: '' }, { text: 'We are open until six.' }] })
    await subscribe(ears.url, ['message.create.contact.chat'])
    await say(chatshipper, active, { role: 'contact', text: 'Are you open?' })
    await mock.delivered()
    const [last] = await chatshipper.messages.list({ conversation: active, sort: '-createdAt', limit: 1 })
    expect(last).toMatchObject({ text: 'We are open until six.', user: dynamo })
    expect(ears.events.map(({ data }) => data?.['message']?.['text'])).toEqual([
      'Are you open?',
      'We are open until six.',
    ])
  })

  test('are asked for their challenge when they are created', async () => {
    await using ears = await receiver()
    await subscribe(ears.url)
    await mock.delivered()
    expect(ears.challenges).toHaveLength(1)
  })

  test('bring new messages, signed, with the records around them', async () => {
    await using ears = await receiver()
    await subscribe(ears.url, ['message.create.contact.*'])
    const message = await say(chatshipper, active, { role: 'contact', text: 'Thanks!' })
    await order(chatshipper, team, '/join')
    await mock.delivered()
    expect(ears.events).toHaveLength(1)
    const [event] = ears.events
    expect(event).toMatchObject({ event: 'message.create.contact.chat', organization: shop })
    expect(event?.data).toMatchObject({
      message: { id: message.id, text: 'Thanks!', instance: { enabled: true, status: 'active' } },
      conversation: { id: active },
      contact: { id: wren },
      user: { id: dynamo },
      links: { message: `https://api.chatshipper.com/v2/messages/${message.id}` },
    })
    expect(event?.activity).toMatchObject({ type: 'Create', summary: 'User Dynamo created a chat message' })
  })

  test('tell of what is created, changed and deleted', async () => {
    await using ears = await receiver()
    await subscribe(ears.url, ['article.*', '*.delete'])
    const { id } = await chatshipper.articles.create({ title: 'Returns' })
    await chatshipper.articles.update(id, { title: 'Refunds' })
    await chatshipper.articles.delete(id)
    await chatshipper.forms.create({ name: 'Returns' })
    await chatshipper.forms.delete(booking)
    await mock.delivered()
    expect(ears.events.map(({ event }) => event)).toEqual([
      'article.create',
      'article.update',
      'article.delete',
      'form.delete',
    ])
    expect(ears.events[1]?.data).toMatchObject({ article: { id, title: 'Refunds' }, user: { id: dynamo } })
  })

  test('tell of a new consumer: the contact, the conversation, and what was said', async () => {
    await using ears = await receiver()
    await subscribe(ears.url, ['contact.*', 'conversation.create', 'message.*'])
    const profile = { name: 'Ines Duarte', telephone: '+447700900999' }
    const messages = [{ role: 'agent', text: 'Your bike is ready.', touchpoint: 'sms' }]
    const { id } = await chatshipper.conversations.create({ type: 'contact', contact: { profile }, messages })
    await mock.delivered()
    expect(ears.events).toMatchObject([
      { event: 'contact.create', data: { contact: { profile, conversation: id } } },
      { event: 'conversation.create', data: { conversation: { id, status: 'active' } } },
      { event: 'message.create.contact.chat', data: { message: { text: 'Your bike is ready.' } } },
    ])
    expect(mock.deliveries().flatMap(({ violations = [] }) => violations)).toEqual([])
  })

  test('tell of everything when they name no events, from organizations below too', async () => {
    await using ears = await receiver()
    await subscribe(ears.url, undefined, harbourside)
    await chatshipper.forms.create({ name: 'Returns', organization: bristol })
    await using others = await receiver()
    await subscribe(others.url, undefined, bristol)
    await chatshipper.conversations.update(active, { status: 'closed' })
    await mock.delivered()
    expect(ears.events.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['form.create', 'service.create', 'conversation.update']),
    )
    expect(others.events.map(({ event }) => event)).toEqual(['service.create'])
  })

  test('tell of a conversation only when more has changed than its messages', async () => {
    await using ears = await receiver()
    await subscribe(ears.url, ['conversation.*'])
    await say(chatshipper, active, { text: 'Pads are in stock.' })
    await mock.delivered()
    expect(ears.events).toEqual([])
    await order(chatshipper, active, '/set bike commuter')
    await mock.delivered()
    expect(ears.events).toMatchObject([
      { event: 'conversation.update', data: { conversation: { meta: { bike: 'commuter' } } } },
    ])
  })

  test('tell channels who waits: those that are named, or all of the organization', async () => {
    await using ears = await receiver()
    await subscribe(ears.url, ['channel.notify'])
    await order(chatshipper, active, '/notify', { channels: [workshop] })
    await say(chatshipper, closed, { role: 'contact', text: 'One more question!' })
    await mock.delivered()
    const told = ears.events.map(({ data }) => (data as { channel: { name: string } }).channel.name)
    expect(told).toEqual(['Workshop', 'Workshop', 'Sales floor'])
  })

  test('tell of a delayed message when its time has come', async () => {
    await using ears = await receiver()
    await subscribe(ears.url, ['message.create.*'])
    await say(chatshipper, active, { role: 'agent', text: 'Still there?', delay: 60_000 })
    await mock.delivered()
    expect(ears.events).toEqual([])
    mock.clock.advance(61)
    await mock.delivered()
    expect(ears.events).toMatchObject([{ data: { message: { text: 'Still there?' } } }])
  })

  test('are silent once their service is deleted', async () => {
    await using ears = await receiver()
    const { id } = await subscribe(ears.url, ['tag.*', 'article.*'])
    await chatshipper.services.delete(id)
    await chatshipper.articles.create({ title: 'Returns' })
    await mock.delivered()
    expect(ears.events).toEqual([])
  })
})
