/** What messages hold, what they do, and how many a bot may write. */
import { startMock } from '@parlance/mock/testing'
import { describe, expect, test } from 'vitest'
import { createClient } from '@parlance/chatshipper'
import {
  active,
  booking,
  callum,
  credentials,
  dynamo,
  ids,
  nobody,
  openShop,
  order,
  participant,
  priya,
  queued,
  say,
  shop,
  team,
} from './shop.ts'

const { chatshipper, as } = await openShop()

describe('messages', () => {
  test('have what nobody said: a chat of a bot, in plain text', async () => {
    const message = await chatshipper.messages.create({ conversation: active, text: 'Pads are in stock.' })
    expect(message).toMatchObject({
      type: 'chat',
      role: 'bot',
      contentType: 'text/plain',
      isBackchannel: false,
    })
    expect(message).toMatchObject({
      user: dynamo,
      createdBy: dynamo,
      organization: shop,
      conversation: active,
    })
    expect(message).toMatchObject({ version: 1, level: 1, path: message.id, actions: [], meta: {} })
    expect(message).not.toHaveProperty('touchpoint')
  })

  test('speak for somebody else, and travel as the conversation does', async () => {
    const message = await say(chatshipper, active, { role: 'agent', user: priya, text: 'Hello!' })
    expect(message).toMatchObject({ user: priya, createdBy: dynamo, touchpoint: 'whatsapp' })
    expect(participant(await chatshipper.conversations.get(active), priya)).toMatchObject({ accepted: true })
  })

  test('are written in order when several are sent', async () => {
    const written = await chatshipper.conversations.createMessage(active, [
      { type: 'command', text: '/set intent sales' },
      { role: 'agent', text: 'Shall I show you a new one?' },
    ])
    if (!Array.isArray(written)) throw new Error('a list was sent, and one message came back')
    const { messages } = await chatshipper.conversations.get(active)
    expect(messages?.slice(-2)).toEqual(ids(written))
    const latest = await chatshipper.messages.list({ conversation: active, sort: '-createdAt', limit: 1 })
    expect(latest[0]?.createdAt).toBe(written[0]?.createdAt)
  })

  test('need a conversation that exists', async () => {
    const failed = chatshipper.conversations.createMessage(nobody, { text: 'Anybody there?' })
    await expect(failed).rejects.toMatchObject({
      status: 404,
      body: { error: { message: 'Conversation not found' } },
    })
    await expect(chatshipper.messages.create({ conversation: nobody, text: 'Hello?' })).rejects.toThrow(
      'Conversation not found',
    )
  })

  test('all of a list are refused, or none', async () => {
    const failed = chatshipper.conversations.createMessage(nobody, [{ text: 'One' }, { text: 'Two' }])
    await expect(failed).rejects.toMatchObject({ status: 404 })
    expect(await chatshipper.messages.list({ conversation: nobody })).toEqual([])
  })

  test('add forms, fill them in, and take them away', async () => {
    await chatshipper.conversations.createMessage(queued, [
      { type: 'form', role: 'agent', text: '+Workshop booking', meta: { form: booking } },
      { type: 'field', role: 'agent', text: '.bike blue commuter', meta: { form: booking } },
      { type: 'field', role: 'agent', text: '.day Friday' },
    ])
    const filled = { id: booking, name: 'Workshop booking', bike: 'blue commuter', day: 'Friday' }
    expect((await chatshipper.conversations.get(queued)).forms).toEqual([filled])
    const [field] = await chatshipper.messages.list({ conversation: queued, filters: { text: '^.day' } })
    expect(field?.meta).toMatchObject({ key: 'day' })
    await say(chatshipper, queued, { type: 'form', text: '-Workshop booking', meta: { form: booking } })
    expect((await chatshipper.conversations.get(queued)).forms).toEqual([])
  })

  test('label the conversation, once for each label', async () => {
    for (const text of ['pads', 'brakes', 'pads']) await say(chatshipper, active, { type: 'tag', text })
    expect((await chatshipper.conversations.get(active)).tags).toEqual(['brakes', 'pads'])
  })

  test('bring results', async () => {
    const results = [{ name: 'Workshop booking', values: { day: 'Friday' } }]
    await say(chatshipper, active, { type: 'results', results })
    expect((await chatshipper.conversations.get(active)).results).toEqual(results)
  })

  test('that mention somebody go without the name, and into the inbox', async () => {
    const text = '@Priya Nair do we have pads?'
    const message = await say(as(callum), active, { type: 'mention', text, meta: { targetUser: priya } })
    expect(message).toMatchObject({
      text: 'do we have pads?',
      meta: { targetUser: priya, targetName: 'Priya Nair' },
    })
    expect(participant(await chatshipper.conversations.get(active), priya)).toMatchObject({ inbox: true })
  })

  test('within the team wait for those who are not there', async () => {
    await order(as(priya), team, '/join')
    await order(as(callum), team, '/leave')
    await say(as(priya), team, { text: 'I can take it.' })
    const conversation = await chatshipper.conversations.get(team)
    expect(participant(conversation, callum)).toMatchObject({ inbox: true })
    expect(participant(conversation, priya)).toMatchObject({ inbox: false })
  })

  test('that are edited count their versions', async () => {
    const { id } = await say(chatshipper, active, { text: 'Pads are in stok.' })
    expect(await chatshipper.messages.update(id, { text: 'Pads are in stock.' })).toMatchObject({
      text: 'Pads are in stock.',
      version: 2,
    })
  })

  test('that are deleted are gone from their conversation', async () => {
    const { id } = await say(chatshipper, active, { text: 'Oops' })
    await chatshipper.messages.delete(id)
    expect((await chatshipper.conversations.get(active)).messages).not.toContain(id)
    await expect(chatshipper.messages.get(id)).rejects.toMatchObject({ status: 404 })
  })
})

describe('bots that talk to themselves', () => {
  const limited = async () => {
    const strict = await startMock(['chatshipper'], { stateful: true })
    // Both come from one address, whose requests are counted too.
    const options = { retry: false, rateLimit: { share: 0.5 }, ...strict.optionsFor('chatshipper') } as const
    return {
      bot: createClient({ token: 'token-of-a-bot', ...options }),
      person: createClient({ ...credentials, ...options }),
      [Symbol.asyncDispose]: () => strict.close(),
    }
  }

  test('may say the same eight times in three minutes', async () => {
    await using parts = await limited()
    const { bot } = parts
    for (let count = 0; count < 8; count += 1)
      await bot.messages.create({ conversation: queued, text: 'Hi!' })
    await expect(bot.messages.create({ conversation: queued, text: 'Hi!' })).rejects.toMatchObject({
      status: 429,
    })
    await expect(say(bot, queued, { text: 'Hi!' })).rejects.toMatchObject({ status: 429 })
    expect(await bot.messages.list({ conversation: queued, filters: { text: 'Hi!' } })).toHaveLength(8)
  })

  test('may say twenty things in a row, until somebody else has spoken', async () => {
    await using parts = await limited()
    const { bot, person } = parts
    for (let count = 0; count < 20; count += 1) await say(bot, queued, { text: `Number ${count}` })
    await expect(say(bot, queued, { text: 'And one more' })).rejects.toMatchObject({ status: 429 })
    await say(person, queued, { role: 'agent', text: 'I take over.' })
    await say(bot, queued, { text: 'And one more' })
    expect((await bot.conversations.get(queued)).messages).toHaveLength(23)
  })
})
