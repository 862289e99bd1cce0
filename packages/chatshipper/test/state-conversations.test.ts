/** How conversations begin, go on and end. */
import { describe, expect, test } from 'vitest'
import {
  active,
  callum,
  closed,
  dynamo,
  harbourside,
  openShop,
  order,
  participant,
  priya,
  queued,
  say,
  shop,
  wren,
} from './shop.ts'

const { chatshipper, as } = await openShop()

describe('a conversation', () => {
  const ready = { role: 'agent', text: 'Your bike is ready.', touchpoint: 'sms' }
  const outbound = (telephone: string, message: typeof ready | { role?: string; text: string } = ready) => ({
    type: 'contact' as const,
    contact: { profile: { name: 'Ines Duarte', telephone } },
    messages: [message],
  })

  test('with a new consumer makes the contact, and is accepted by whoever writes as an agent', async () => {
    const { data, response } = await as(callum).conversations.create(outbound('+447700900999')).withResponse()
    expect(response.status).toBe(201)
    expect(data).toMatchObject({ type: 'contact', status: 'active', organization: shop, touchpoint: 'sms' })
    expect(data.orgPath).toBe(`${harbourside}#${shop}`)
    expect(data.participants).toMatchObject([{ user: callum, role: 'agent', active: true, accepted: true }])
    expect(await chatshipper.contacts.get(data.contact as string)).toMatchObject({
      conversation: data.id,
      profile: { name: 'Ines Duarte' },
    })
    expect(await chatshipper.messages.list({ conversation: data.id })).toMatchObject([
      { text: 'Your bike is ready.', touchpoint: 'sms', user: callum },
    ])
  })

  test('with a known consumer is joined', async () => {
    const { data, response } = await chatshipper.conversations
      .create(outbound('+447700900142'))
      .withResponse()
    expect(response.status).toBe(200)
    expect(data).toMatchObject({ id: active, contact: wren, name: 'Squealing rear brake' })
    expect(data.messages).toHaveLength(6)
    expect(await chatshipper.contacts.list()).toHaveLength(4)
  })

  test('is queued while nobody has spoken as an agent', async () => {
    const created = await chatshipper.conversations.create(
      outbound('+447700900999', { text: 'Call her back' }),
    )
    expect(created).toMatchObject({ status: 'queued', participants: [{ user: dynamo, accepted: false }] })
  })

  test('cannot begin with a consumer when nothing says how messages travel', async () => {
    const unsent = outbound('+447700900999', { role: 'agent', text: 'Hello!' })
    const failed = chatshipper.conversations.create(unsent)
    await expect(failed).rejects.toThrow('touchpoint is required')
    expect(await chatshipper.contacts.list()).toHaveLength(4)
  })

  test('within the team is active from the start, with its creator first', async () => {
    const created = await as(priya).conversations.create({
      name: 'Rota for the spring sale',
      participants: [{ user: callum, active: false }],
      messages: [{ type: 'chat', text: 'Who can take Saturday the 14th?' }],
    })
    expect(created).toMatchObject({ type: 'agent', status: 'active', name: 'Rota for the spring sale' })
    expect(created.participants).toMatchObject([
      { user: priya, name: 'Priya Nair', accepted: true },
      { user: callum, inbox: true },
    ])
  })

  test('that is queued is accepted by a message of the role agent', async () => {
    await say(as(callum), queued, { role: 'agent', text: 'We are, from nine.' })
    const conversation = await chatshipper.conversations.get(queued)
    expect(conversation.status).toBe('active')
    expect(participant(conversation, callum)).toMatchObject({ active: true, accepted: true })
  })

  test('that is queued stays so when a bot speaks to the team', async () => {
    await say(chatshipper, queued, { text: 'He bought a bike last year.' })
    expect(await chatshipper.conversations.get(queued)).toMatchObject({ status: 'queued' })
  })

  test('is closed when the last who has accepted it leaves', async () => {
    await order(as(priya), active, '/accept')
    await order(as(callum), active, '/leave')
    expect(await chatshipper.conversations.get(active)).toMatchObject({ status: 'active' })
    await order(as(priya), active, '/leave')
    const conversation = await chatshipper.conversations.get(active)
    expect(conversation.status).toBe('closed')
    expect(participant(conversation, callum)).toMatchObject({ active: false, accepted: false })
  })

  test('is not closed by somebody who had not accepted it', async () => {
    await order(as(dynamo), active, '/leave')
    expect(await chatshipper.conversations.get(active)).toMatchObject({ status: 'active' })
  })

  test('that is closed is queued again when the consumer writes, or by /notify', async () => {
    await say(chatshipper, closed, { role: 'contact', text: 'One more question!' })
    expect(await chatshipper.conversations.get(closed)).toMatchObject({ status: 'queued' })
    await order(chatshipper, active, '/notify')
    const conversation = await chatshipper.conversations.get(active)
    expect(conversation.status).toBe('queued')
    expect(participant(conversation, callum)).toMatchObject({ accepted: false })
  })

  test('is put into the inbox of users by /assign, until they accept it', async () => {
    await order(chatshipper, queued, '/assign', { users: [priya] })
    expect(participant(await chatshipper.conversations.get(queued), priya)).toMatchObject({ inbox: true })
    await order(as(priya), queued, '/accept')
    expect(participant(await chatshipper.conversations.get(queued), priya)).toMatchObject({
      inbox: false,
      accepted: true,
    })
  })

  test('remembers what /set says', async () => {
    await order(chatshipper, active, '/set bike blue commuter')
    expect((await chatshipper.conversations.get(active)).meta).toEqual({
      intent: 'repair',
      bike: 'blue commuter',
    })
  })

  test('that an admin closes is left by those who had accepted it', async () => {
    const conversation = await chatshipper.conversations.update(active, { status: 'closed' })
    expect(participant(conversation, callum)).toMatchObject({ active: false, accepted: false })
  })

  test('has a category by its name or its place', async () => {
    expect(await chatshipper.conversations.update(active, { categoryIndex: 1 })).toMatchObject({
      category: 'Sales',
    })
    expect(await chatshipper.conversations.update(active, { category: 'Repair' })).toMatchObject({
      categoryIndex: 0,
    })
  })

  test('that is deleted takes its messages along, and the contact may be written to anew', async () => {
    await chatshipper.conversations.delete(active)
    expect(await chatshipper.messages.list({ conversation: active })).toEqual([])
    expect(await chatshipper.contacts.get(wren)).not.toHaveProperty('conversation')
    const { data, response } = await chatshipper.conversations
      .create(outbound('+447700900142'))
      .withResponse()
    expect(response.status).toBe(201)
    expect(data.contact).toBe(wren)
  })
})

describe('a contact', () => {
  test('comes with its one conversation, and takes it along', async () => {
    const { id, conversation } = await chatshipper.contacts.create({ profile: { name: 'Ines Duarte' } })
    expect(await chatshipper.conversations.get(conversation as string)).toMatchObject({
      type: 'contact',
      status: 'closed',
      contact: id,
      messages: [],
    })
    await chatshipper.contacts.delete(id)
    await expect(chatshipper.conversations.get(conversation as string)).rejects.toMatchObject({ status: 404 })
  })

  test('is written to in that conversation, which learns how messages travel', async () => {
    const profile = { name: 'Ines Duarte', email: 'ines.duarte@example.com' }
    const { conversation } = await chatshipper.contacts.create({ profile })
    const messages = [{ role: 'agent', text: 'Your bike is ready.', touchpoint: 'email' }]
    const joined = await chatshipper.conversations.create({ type: 'contact', contact: { profile }, messages })
    expect(joined).toMatchObject({ id: conversation, status: 'active', touchpoint: 'email' })
    expect(await say(chatshipper, joined.id, { role: 'agent', text: 'Until six.' })).toMatchObject({
      touchpoint: 'email',
    })
  })

  test('is queued by its very first message', async () => {
    const { conversation } = await chatshipper.contacts.create({ profile: { telephone: '+447700900999' } })
    await say(chatshipper, conversation as string, { role: 'contact', text: 'Are you open?' })
    expect(await chatshipper.conversations.get(conversation as string)).toMatchObject({ status: 'queued' })
  })
})
