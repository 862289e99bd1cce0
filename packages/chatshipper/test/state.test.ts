/** What ChatShipper does with its data, as somebody sees it who calls it with the client. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Mock } from '@parlance/mock'
import { startMock } from '@parlance/mock/testing'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  type ChatShipper,
  type Conversation,
  createClient,
  type Message,
  type Participant,
} from '@parlance/chatshipper'
import { readChallenge, receiveWebhook } from '@parlance/chatshipper/webhooks'

const shop = '68b8149ca7c4e1b20902f1a7'
const bristol = '68e38c59a7c4e1b20902f1ae'
const harbourside = '68b5528ca7c4e1b20902f1a0'
const [imogen, callum, priya] = ['68b8166fa7c4e1b20902f1b5', '68be8986a7c4e1b20902f1bc', '68be8b50a7c4e1b20902f1c3']
const dynamo = '68c17797a7c4e1b20902f1ca'
const [active, queued] = ['69a7f7daa7c4e1b20902f1df', '69aa9328a7c4e1b20902f609']
const [closed, team] = ['69a1b238a7c4e1b20902f604', '69a54a88a7c4e1b20902f1ed']
const wren = '69a7f7daa7c4e1b20902f1d1'
const booking = '691f24c5a7c4e1b20902f233'
const workshop = '68c7e4cca7c4e1b20902f24f'
const nobody = '0123456789abcdef01234567'
const credentials = { email: 'imogen.pryce@spokeandsaddle.example', password: 'correct-horse-battery' }

let mock: Mock
let chatshipper: ChatShipper

beforeAll(async () => {
  mock = await startMock(['chatshipper'], { stateful: true, rateLimit: false })
  chatshipper = clientOf('token-of-a-bot')
})
afterEach(() => mock.reset())
afterAll(() => mock.close())

function clientOf(token: string): ChatShipper {
  return createClient({ token, rateLimit: false, retry: false, ...mock.optionsFor('chatshipper') })
}

/** A client with the permanent token of a user, which says whose it is. */
function as(user: string): ChatShipper {
  const claims = Buffer.from(JSON.stringify({ _id: user, organization: shop })).toString('base64url')
  return clientOf(`e30.${claims}.c2lnbmVk`)
}

/** A client of Imogen, who has logged in and got no more than a scope. */
async function withScope(scope: string): Promise<ChatShipper> {
  const { token } = await chatshipper.tokens.create(credentials, { headers: { prefer: `scope=${scope}` } })
  return clientOf(token)
}

const ids = (records: readonly { id: string }[]) => records.map(({ id }) => id)

const participant = ({ participants = [] }: Conversation, user: string): Participant | undefined =>
  participants.find((one) => one.user === user)

/** Writes one message. */
async function say(client: ChatShipper, conversation: string, message: object): Promise<Message> {
  const written = await client.conversations.createMessage(conversation, message as { text: string })
  if (Array.isArray(written)) throw new Error('one message was sent, and several came back')
  return written
}

const order = (client: ChatShipper, conversation: string, text: string, meta?: object) =>
  say(client, conversation, { type: 'command', text, ...(meta && { meta }) })

describe('every resource', () => {
  const bodies: Record<string, object> = {
    organizations: { name: 'Spoke & Saddle Bath' },
    orggroups: { name: 'Closed on Mondays' },
    users: { email: 'ines@spokeandsaddle.example' },
    conversations: { name: 'Stocktaking' },
    contacts: { profile: { name: 'Ines Duarte' } },
    kbitems: { title: 'Returns' },
    forms: { name: 'Returns' },
    services: { name: 'Text line', type: 'twilio' },
    channels: { name: 'Front desk' },
    workflows: { organization: shop },
    kbases: { name: 'Returns' },
    articles: { title: 'How do I return a bike?' },
    bots: { enabled: true },
    botinstances: { bot: '68c1768ca7c4e1b20902f2b1', enabled: true },
    files: { name: 'receipt.pdf' },
    locations: { name: 'Bath workshop' },
    watemplates: { name: 'bike_sold' },
    partners: { name: 'Riverside' },
    metrics: { name: 'Answers' },
    points: { name: 'answers-2026-03-02' },
    tests: { name: 'Returns a bike' },
    testresults: { name: 'Run of 1 March' },
    links: { name: 'Autumn sale' },
  }

  interface Resource {
    list(query?: object): PromiseLike<{ id: string }[]>
    create(body: object): PromiseLike<{ id: string }>
    get(id: string): PromiseLike<{ id: string }>
    update(id: string, body: object): PromiseLike<{ id: string }>
    delete(id: string): PromiseLike<undefined>
  }
  const resourceOf = (name: string) => chatshipper[name as 'contacts'] as unknown as Resource

  test.each(Object.keys(bodies))('%s: what is created can be read, listed, changed and deleted', async (name) => {
    const resource = resourceOf(name)
    const created = await resource.create(bodies[name]!)
    expect(created).toMatchObject(bodies[name]!)
    expect(created.id).toMatch(/^[0-9a-f]{24}$/)
    expect(await resource.get(created.id)).toEqual(created)
    expect(await resource.list({ filters: { id: created.id } })).toEqual([created])

    const changed = await resource.update(created.id, { meta: { colour: 'red' }, ...bodies[name] })
    expect(changed).toMatchObject(bodies[name]!)
    expect(await resource.get(created.id)).toEqual(changed)

    await resource.delete(created.id)
    await expect(resource.get(created.id)).rejects.toMatchObject({ status: 404 })
    await expect(resource.update(created.id, {})).rejects.toMatchObject({ status: 404 })
    await expect(resource.delete(created.id)).rejects.toMatchObject({ status: 404 })
    expect(ids(await resource.list())).not.toContain(created.id)
  })

  test.each(['messages', ...Object.keys(bodies)])('%s: a fresh world has some, and each can be read', async (name) => {
    const resource = resourceOf(name)
    const records = await resource.list(name === 'messages' ? { organization: shop } : {})
    expect(records.length).toBeGreaterThan(1)
    for (const record of records) expect(await resource.get(record.id)).toEqual(record)
  })

  test('belongs to the organization of the caller, unless the request names another', async () => {
    expect(await chatshipper.forms.create({ name: 'Returns' })).toMatchObject({ organization: shop })
    expect(await chatshipper.forms.create({ name: 'Returns', organization: bristol })).toMatchObject({
      organization: bristol,
    })
  })

  test('knows when it was created and changed', async () => {
    mock.clock.set(new Date('2026-12-01T08:00:00Z'))
    const { id, createdAt, updatedAt } = await chatshipper.articles.create({ title: 'Returns' })
    expect([createdAt, updatedAt]).toEqual([expect.stringMatching(/^2026-12-01T08:00:/), createdAt])
    mock.clock.advance(3600)
    const changed = await chatshipper.articles.update(id, { title: 'Returns and refunds' })
    expect(changed).toMatchObject({ createdAt, updatedAt: expect.stringMatching(/^2026-12-01T09:00:/) })
  })

  test('keeps fields that nobody knows where records are open', async () => {
    const { id } = await chatshipper.workflows.create({ organization: shop, rules: [{ channel: workshop }] })
    expect(await chatshipper.workflows.get(id)).toMatchObject({ rules: [{ channel: workshop }] })
    expect(await chatshipper.workflows.update(id, { rules: [] })).toMatchObject({ rules: [], organization: shop })
  })
})

describe('an update', () => {
  test('leaves what it does not name, and replaces nested objects whole', async () => {
    const updated = await chatshipper.contacts.update(wren, { profile: { name: 'Wren Halloran-Reyes' } })
    expect(updated).toMatchObject({ id: wren, conversation: active, presences: [] })
    expect(updated.profile).toEqual({ name: 'Wren Halloran-Reyes' })
  })

  test('replaces lists whole', async () => {
    await chatshipper.conversations.update(active, { tags: ['collected'] })
    expect((await chatshipper.conversations.get(active)).tags).toEqual(['collected'])
  })

  test('gives the settings of a Smartsupp chat their usual port back', async () => {
    const webChat = '68c3dae4a7c4e1b20902f241'
    const params = { jid: 'uid9020@s2.smartsupp.com', password: 'rear-derailleur-9', host: 's2.smartsupp.com' }
    const updated = await chatshipper.services.update(webChat, { name: 'Shop window chat', params })
    expect(updated).toMatchObject({ type: 'smartsupp', name: 'Shop window chat' })
    expect(updated.params).toEqual({ ...params, port: 5222 })
  })

  test('passes over what only the platform writes, so that a record can be sent back as it came', async () => {
    const record = await chatshipper.conversations.get(active, { populate: 'messages,contact' })
    const changed = await chatshipper.conversations.update(active, { ...record, name: 'Squealing brakes' })
    expect(changed).toMatchObject({ name: 'Squealing brakes', contact: wren })
    expect(changed.messages).toEqual((record.messages as Message[]).map(({ id }) => id))
  })
})

describe('a list', () => {
  const messages = (filters: Record<string, string>) =>
    chatshipper.messages.list({ organization: shop, filters }).then((found) => found.map(({ text }) => text))
  const conversations = async (filters: Record<string, string>) =>
    ids(await chatshipper.conversations.list({ filters }))

  test('is filtered by any field, and all conditions have to hold', async () => {
    expect(await conversations({ status: 'active', touchpoint: 'whatsapp' })).toEqual([active])
    expect(await conversations({ status: 'active', touchpoint: 'email' })).toEqual([])
  })

  test('is filtered by what lies inside', async () => {
    const found = await chatshipper.contacts.list({ filters: { 'profile.telephone': '+447700900142' } })
    expect(ids(found)).toEqual([wren])
    expect(await conversations({ 'meta.intent': 'repair', type: 'contact' })).toEqual([active])
    expect(await conversations({ 'participants.user': priya })).toEqual([closed])
  })

  test.each([
    ['contains', { text: '~LOOK this' }, ['Hi! My rear brake squeals since the rain. Could you have a look this week?']],
    ['begins with', { text: '^Are you' }, ['Are you open this Saturday?']],
    ['ends with', { text: 'Saturday?$' }, ['Are you open this Saturday?']],
    ['is any of several', { type: '[postback,form]' }, ['friday-am', '+Workshop booking']],
    ['is not', { type: '![chat,command]' }, ['friday-am', '+Workshop booking']],
  ])('has the operator "%s"', async (_, filters, texts) => {
    expect(await messages(filters)).toEqual(texts)
  })

  test.each([
    ['>=2026-03-05', 2],
    ['>2026-03-05T16:40:20.074Z', 1],
    ['>=2026-03-05T16:40:20.074', 2],
    ['>=2026-03-05T17:40:20.074+01:00', 2],
    ['<2026-03-01', 3],
    ['<=2026-02-27T15:10:02.630Z', 2],
    ['2026-02-27T15:10:02.630Z', 1],
  ])('compares times: createdAt %s finds %i messages', async (createdAt, count) => {
    expect(await chatshipper.messages.list({ createdAt })).toHaveLength(count)
  })

  test('compares numbers and truth', async () => {
    expect(await conversations({ categoryIndex: '0' })).toEqual([active])
    expect(await conversations({ categoryIndex: '>0' })).toEqual([closed])
    expect(await chatshipper.bots.list({ filters: { enabled: 'false' } })).toHaveLength(1)
  })

  test('finds everything below an organization by the path', async () => {
    const found = await chatshipper.organizations.list({ filters: { path: `^${harbourside}#${shop}` } })
    expect(ids(found)).toEqual([shop, bristol])
  })

  test('finds what waits for somebody', async () => {
    await order(chatshipper, active, '/assign', { users: [priya] })
    const waiting = (user: string) => conversations({ 'participants.user': user, 'participants.inbox': 'true' })
    expect(await waiting(priya)).toEqual([active])
    expect(await waiting(callum)).toEqual([])
  })

  test('finds users by their role', async () => {
    expect(ids(await chatshipper.users.list({ filters: { role: 'bot' } }))).toEqual([dynamo])
  })

  test('is sorted by several fields', async () => {
    const sorted = await chatshipper.conversations.list({ sort: '-status,createdAt' })
    expect(sorted.map(({ status }) => status)).toEqual(['queued', 'closed', 'active', 'active', 'active'])
    expect(ids(sorted).slice(2, 4)).toEqual([team, active])
    const names = await chatshipper.contacts.list({ sort: 'profile.name' })
    expect(names.map(({ profile }) => profile?.name)).toEqual([
      'Beatriz Falcão',
      'Oskar Thorne',
      'Tomasz Lis',
      'Wren Halloran',
    ])
  })

  test('is followed by its links to the end, filtered on every page', async () => {
    const pages = await Array.fromAsync(chatshipper.messages.list({ conversation: active, limit: 2 }).pages())
    expect(pages.map(({ items }) => items.length)).toEqual([2, 2, 1])
    expect(pages.at(-1)?.response.headers.get('link')).toBeNull()
  })

  test('has no link to another page when the last is full', async () => {
    const { response } = await chatshipper.contacts.list({ limit: 4 }).withResponse()
    expect(response.headers.get('link')).toBeNull()
  })

  test('shows the fields that are asked for, and the id', async () => {
    const [first] = await chatshipper.contacts.list({ select: 'profile, createdAt', limit: 1 })
    expect(Object.keys(first!).toSorted()).toEqual(['createdAt', 'id', 'profile'])
    expect(Object.keys(await chatshipper.contacts.get(wren, { select: 'profile' }))).toEqual(['id', 'profile'])
  })

  test.each([
    ['messages', {}],
    ['conversations', { filters: { 'meta.intent': 'repair' } }],
  ] as const)('of %s is refused without a filter that narrows it', async (resource, query) => {
    await expect(chatshipper[resource].list(query)).rejects.toMatchObject({ status: 400 })
  })
})

describe('references', () => {
  test('are ids, until populate asks for the records', async () => {
    const populated = await chatshipper.conversations.get(active, { populate: 'contact,messages,organization' })
    expect(populated.contact).toMatchObject({ id: wren, profile: { name: 'Wren Halloran' } })
    expect(populated.organization).toMatchObject({ name: 'Spoke & Saddle Ltd' })
    expect((populated.messages as Message[]).map(({ type }) => type)).toEqual([
      'chat',
      'command',
      'chat',
      'postback',
      'form',
    ])
    expect(await chatshipper.conversations.get(active)).toMatchObject({ contact: wren, organization: shop })
  })

  test('are expanded in lists, and one inside another', async () => {
    const [customer] = await chatshipper.organizations.list({ filters: { id: shop }, populate: 'categories.forms' })
    expect(customer?.categories?.[0]?.forms).toMatchObject([{ id: booking, name: 'Workshop booking' }])
    const [article] = await chatshipper.articles.list({ populate: 'organization', limit: 1 })
    expect(article?.organization).toMatchObject({ id: shop })
    const contact = await chatshipper.contacts.get(wren, { populate: 'conversation.messages' })
    expect(contact).toMatchObject({ conversation: { id: active, messages: [{ type: 'chat' }, {}, {}, {}, {}] } })
  })
})

describe('a conversation', () => {
  const outbound = (telephone: string) => ({
    type: 'contact' as const,
    contact: { profile: { name: 'Ines Duarte', telephone } },
    messages: [{ role: 'agent' as const, text: 'Your bike is ready.', touchpoint: 'sms' }],
  })

  test('with a new consumer makes the contact, and is accepted by whoever writes as an agent', async () => {
    const { data, response } = await as(callum)
      .conversations.create(outbound('+447700900999'))
      .withResponse()
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
    const { data, response } = await chatshipper.conversations.create(outbound('+447700900142')).withResponse()
    expect(response.status).toBe(200)
    expect(data).toMatchObject({ id: active, contact: wren, name: 'Squealing rear brake' })
    expect(data.messages).toHaveLength(6)
    expect(await chatshipper.contacts.list()).toHaveLength(4)
  })

  test('is queued while nobody has spoken as an agent', async () => {
    const { messages: _, ...consumer } = outbound('+447700900999')
    const created = await chatshipper.conversations.create({ ...consumer, messages: [{ text: 'Call her back' }] })
    expect(created).toMatchObject({ status: 'queued', participants: [{ user: dynamo, accepted: false }] })
  })

  test('cannot begin with a consumer when nothing says how messages travel', async () => {
    const { messages: _, ...consumer } = outbound('+447700900999')
    const failed = chatshipper.conversations.create({ ...consumer, messages: [{ role: 'agent', text: 'Hello!' }] })
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
    expect((await chatshipper.conversations.get(active)).meta).toEqual({ intent: 'repair', bike: 'blue commuter' })
  })

  test('that an admin closes is left by those who had accepted it', async () => {
    const conversation = await chatshipper.conversations.update(active, { status: 'closed' })
    expect(participant(conversation, callum)).toMatchObject({ active: false, accepted: false })
  })

  test('has a category by its name or its place', async () => {
    expect(await chatshipper.conversations.update(active, { categoryIndex: 1 })).toMatchObject({ category: 'Sales' })
    expect(await chatshipper.conversations.update(active, { category: 'Repair' })).toMatchObject({ categoryIndex: 0 })
  })

  test('that is deleted takes its messages along, and the contact may be written to anew', async () => {
    await chatshipper.conversations.delete(active)
    expect(await chatshipper.messages.list({ conversation: active })).toEqual([])
    expect(await chatshipper.contacts.get(wren)).not.toHaveProperty('conversation')
    const { data, response } = await chatshipper.conversations.create(outbound('+447700900142')).withResponse()
    expect(response.status).toBe(201)
    expect(data.contact).toBe(wren)
  })
})

describe('messages', () => {
  test('have what nobody said: a chat of a bot, in plain text', async () => {
    const message = await chatshipper.messages.create({ conversation: active, text: 'Pads are in stock.' })
    expect(message).toMatchObject({ type: 'chat', role: 'bot', contentType: 'text/plain', isBackchannel: false })
    expect(message).toMatchObject({ user: dynamo, createdBy: dynamo, organization: shop, conversation: active })
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
    await expect(failed).rejects.toMatchObject({ status: 404, body: { error: { message: 'Conversation not found' } } })
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
    expect(message).toMatchObject({ text: 'do we have pads?', meta: { targetUser: priya, targetName: 'Priya Nair' } })
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

  test('is queued by its very first message', async () => {
    const { conversation } = await chatshipper.contacts.create({ profile: { telephone: '+447700900999' } })
    await say(chatshipper, conversation as string, { role: 'contact', text: 'Are you open?' })
    expect(await chatshipper.conversations.get(conversation as string)).toMatchObject({ status: 'queued' })
  })
})

describe('organizations and users', () => {
  test('an organization stands below its parent, or below that of the caller', async () => {
    const { id, path, level } = await chatshipper.organizations.create({ name: 'Spoke & Saddle Bath' })
    expect({ path, level }).toEqual({ path: `${harbourside}#${shop}#${id}`, level: 3 })
    const customer = await chatshipper.organizations.create({ name: 'Pedal Post', parent: harbourside })
    expect(customer).toMatchObject({ path: `${harbourside}#${customer.id}`, level: 2, email: '', stopwords: [] })
  })

  test('a sub-organization has none below it, and an unknown one has none either', async () => {
    const create = (parent: string) => chatshipper.organizations.create({ name: 'Corner', parent })
    await expect(create(bristol)).rejects.toMatchObject({
      status: 422,
      body: { message: 'A sub-organization cannot have organizations below it' },
    })
    await expect(create(nobody)).rejects.toMatchObject({ status: 422 })
  })

  test('an organization that moves takes along what is below it', async () => {
    const { id } = await chatshipper.organizations.create({ name: 'Pedal Post', parent: harbourside })
    expect(await chatshipper.organizations.update(bristol, { parent: id })).toMatchObject({
      path: `${harbourside}#${id}#${bristol}`,
      level: 3,
    })
    await expect(chatshipper.organizations.update(harbourside, { parent: shop })).rejects.toMatchObject({
      status: 422,
    })
  })

  test('a user becomes an agent of the organization of the caller', async () => {
    const user = await chatshipper.users.create({ email: 'ines@spokeandsaddle.example', password: 'left-pedal' })
    expect(user).toMatchObject({ status: 'active', avatar: '/images/avatar.png' })
    expect(user.organizations).toEqual([
      { organization: shop, orgPath: `${harbourside}#${shop}`, selected: true, role: 'agent' },
    ])
    expect(user).not.toHaveProperty('password')
    expect(JSON.stringify(mock.state())).not.toContain('left-pedal')
  })

  test('a bot has an address made of its id', async () => {
    const organizations = [{ organization: bristol, selected: true, role: 'bot' }]
    const user = await chatshipper.users.create({ name: 'Spoke', email: 's@spokeandsaddle.example', organizations })
    expect(user).toMatchObject({ displayName: 'Spoke', email: `bot+${user.id}@chatshipper.com` })
    expect(user.organizations?.[0]?.orgPath).toBe(`${harbourside}#${shop}#${bristol}`)
  })
})

describe('scopes', () => {
  test('each step of the ladder allows what is below it, and nothing above', async () => {
    const [guest, agent, bot, admin] = await Promise.all(['guest', 'agent', 'bot', 'admin'].map(withScope))
    expect(await guest!.conversations.get(active)).toHaveProperty('id')
    await expect(guest!.contacts.list()).rejects.toMatchObject({ status: 403 })
    expect(await agent!.contacts.list()).toHaveLength(4)
    await expect(agent!.contacts.get(wren)).rejects.toMatchObject({ status: 403 })
    expect(await bot!.contacts.get(wren)).toHaveProperty('id')
    await expect(bot!.contacts.delete(wren)).rejects.toMatchObject({ status: 403 })
    expect(await admin!.contacts.delete(wren)).toBeUndefined()
  })

  test('everybody reads and changes the own record; that of another takes more', async () => {
    const [guest, bot] = await Promise.all(['guest', 'bot'].map(withScope))
    expect(await guest!.users.get(imogen!)).toMatchObject({ givenName: 'Imogen' })
    expect(await guest!.users.update(imogen!, { displayName: 'Immy' })).toMatchObject({ displayName: 'Immy' })
    await expect(guest!.users.get(callum!)).rejects.toThrow('Permission Denied')
    expect(await bot!.users.get(callum!)).toMatchObject({ givenName: 'Callum' })
    await expect(bot!.users.update(callum!, { displayName: 'Cal' })).rejects.toThrow('Permission Denied')
  })

  test('who has logged in is who writes', async () => {
    const person = await withScope('agent')
    expect(await say(person, active, { role: 'agent', text: 'Good morning!' })).toMatchObject({ user: imogen })
  })
})

describe('bots that talk to themselves', () => {
  const limited = async () => {
    const strict = await startMock(['chatshipper'], { stateful: true })
    const options = { retry: false, ...strict.optionsFor('chatshipper') } as const
    return {
      bot: createClient({ token: 'token-of-a-bot', ...options }),
      person: createClient({ ...credentials, ...options }),
      [Symbol.asyncDispose]: () => strict.close(),
    }
  }

  test('may say the same eight times in three minutes', async () => {
    await using parts = await limited()
    const { bot } = parts
    for (let count = 0; count < 8; count += 1) await bot.messages.create({ conversation: queued, text: 'Hi!' })
    await expect(bot.messages.create({ conversation: queued, text: 'Hi!' })).rejects.toMatchObject({ status: 429 })
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

describe('webhooks', () => {
  const secret = 'chain-lube-and-tea'

  /** A receiver of webhooks on this machine, which notes the events that it hears. */
  async function receiver() {
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
      response.writeHead(204).end()
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

  const subscribe = (url: string, events?: string[], organization = shop) =>
    chatshipper.services.create({
      name: 'Ears',
      type: 'webhook',
      organization,
      params: { url, secret, ...(events && { events }) },
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
    const told = ears.events.map(({ data }) => (data?.['channel'] as { name: string }).name)
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
