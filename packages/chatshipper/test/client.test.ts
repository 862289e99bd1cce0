import { inspect } from 'node:util'
import type { ClientTarget, Mock } from '@parlance/mock'
import { startMock } from '@parlance/mock/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  ApiError,
  type Call,
  type ChatShipper,
  type Checkpoint,
  type ClientOptions,
  createClient,
  isApiError,
  type TokenResponse,
  UsageError,
} from '@parlance/chatshipper'
import { contactsList, createKernel, usersGet } from '@parlance/chatshipper/operations'

const conversation = '69a7f7daa7c4e1b20902f1df'
const credentials = { email: 'imogen.pryce@spokeandsaddle.example', password: 'correct-horse-battery' }

let mock: Mock
let server: ClientTarget
let chatshipper: ChatShipper

beforeAll(async () => {
  mock = await startMock(['chatshipper'], { rateLimit: false })
  server = mock.optionsFor('chatshipper')
  chatshipper = createClient({ token: 'secret-token', ...server })
})
afterAll(() => mock.close())

/** A client that notes what it sends to the mock. */
function recording(options: ClientOptions = {}) {
  const urls: URL[] = []
  const authorizations: (string | null)[] = []
  const client = createClient({
    token: 'secret-token',
    ...server,
    ...options,
    fetch: (url, init) => {
      urls.push(new URL(url))
      authorizations.push(new Headers(init.headers).get('authorization'))
      return server.fetch(url, init)
    },
  })
  return { client, urls, authorizations }
}

describe('from a token to the end of a conversation', () => {
  test('a person logs in, and the token serves the calls that follow', async () => {
    const { client, authorizations } = recording({ token: () => session.token })
    const session: TokenResponse = await client.tokens.create(credentials)
    const me = await client.users.get(session.user)
    expect(me.organizations?.[0]?.role).toBeDefined()
    expect(authorizations).toEqual([null, `Bearer ${session.token}`])
  })

  test('a refresh token gives a new pair', async () => {
    const anonymous = createClient(server)
    const old = await anonymous.tokens.create(credentials)
    const { token, refreshToken } = await anonymous.tokens.refresh({ refreshToken: old.refreshToken })
    expect(token).not.toBe(old.token)
    expect(refreshToken).not.toBe(old.refreshToken)
  })

  test('a conversation is opened, written to and closed', async () => {
    const { id } = await chatshipper.conversations.create({
      type: 'contact',
      contact: { profile: { name: 'Tomasz Lis', telephone: '+447700900587' } },
      messages: [{ role: 'agent', text: 'Hello Tomasz, your bike is ready.', touchpoint: 'sms' }],
    })
    const { data: message, response } = await chatshipper.conversations
      .createMessage(id, { role: 'agent', text: 'We are open until half past five.' })
      .withResponse()
    expect(response.status).toBe(201)
    expect(message).toMatchObject({ type: 'chat', role: 'agent' })
    expect(await chatshipper.conversations.update(id, { status: 'closed' })).toMatchObject({
      status: 'closed',
    })
  })

  test('several messages go in one call', async () => {
    const leaving = chatshipper.conversations.createMessage(conversation, [
      { role: 'agent', text: 'See you on Friday!' },
      { type: 'command', text: '/leave' },
    ])
    expect((await leaving.withResponse()).response.status).toBe(201)
  })

  test('deleting gives nothing back', async () => {
    expect(await chatshipper.conversations.delete(conversation)).toBeUndefined()
  })
})

describe('lists', () => {
  test('follow the link from page to page, and end where it ends', async () => {
    const { client, urls } = recording()
    const contacts = await Array.fromAsync(client.contacts.list({ limit: 1, sort: '-createdAt' }))
    expect(contacts.map(({ profile }) => profile?.name)).toEqual(['Wren Halloran', 'Tomasz Lis'])
    expect(urls.map(({ searchParams }) => Object.fromEntries(searchParams))).toEqual([
      { limit: '1', sort: '-createdAt' },
      { limit: '1', sort: '-createdAt', offset: '1' },
    ])
  })

  test('give their first page when awaited', async () => {
    expect(await chatshipper.contacts.list({ limit: 1 })).toHaveLength(1)
  })

  test('can be taken in part, read ahead, and gone on with by another client', async () => {
    const contacts = chatshipper.contacts.list({ limit: 1 })
    const all = await Array.fromAsync(contacts, ({ id }) => id)
    expect(all.length).toBeGreaterThan(1)
    expect(await Array.fromAsync(contacts.take(1), ({ id }) => id)).toEqual(all.slice(0, 1))
    expect(await Array.fromAsync(contacts.prefetch(), ({ id }) => id)).toEqual(all)

    const { value } = await contacts.pages().next()
    const checkpoint = JSON.parse(JSON.stringify(value!.next)) as Checkpoint
    const { client, urls } = recording()
    expect(await Array.fromAsync(client.contacts.list().from(checkpoint), ({ id }) => id)).toEqual(
      all.slice(1),
    )
    expect(Object.fromEntries(urls[0]!.searchParams)).toEqual({ limit: '1', offset: '1' })
    expect(() => client.users.list().from(checkpoint)).toThrow('users.list() cannot go on')
  })

  test('keep their filters on every page', async () => {
    const { client, urls } = recording()
    const query = { limit: 2, conversation, filters: { text: '~brake, rear', createdAt: '>=2026-03-01' } }
    const messages = await Array.fromAsync(client.messages.list(query))
    expect(messages.length).toBeGreaterThan(2)
    const [first, second] = urls.map(({ searchParams }) => searchParams)
    expect(urls).toHaveLength(2)
    for (const name of ['conversation', 'text', 'createdAt']) expect(second?.get(name)).toBe(first?.get(name))
  })
})

describe('limits on bots', () => {
  const limitOf = async (sent: Call<unknown>) => {
    const { error } = await sent.safe()
    return error?.kind === 'limit' ? error : undefined
  }

  test('identical messages in a conversation are held back, whichever operation writes them', async () => {
    const bot = createClient({ token: 'bot-token', ...server, bot: true })
    const own = '69a7f7daa7c4e1b20902f2a1'
    for (let count = 0; count < 8; count += 1) await bot.conversations.createMessage(own, { text: 'Hi!' })
    const ninth = bot.messages.create({ conversation: own, text: 'Hi!' }, { deadline: 10_000 })
    expect(await limitOf(ninth)).toMatchObject({ budget: 'identicalBotMessages', key: [own], attempts: [] })
    expect(await limitOf(bot.messages.create({ conversation: own, text: 'Still there?' }))).toBeUndefined()
    const full = bot.limits().limits.find(({ key, used }) => key?.[0] === own && used === 8)
    expect(full).toMatchObject({ name: 'identicalBotMessages', limit: 8, window: 180 })
  })

  test('so are more than twenty in a row, until somebody else has spoken', async () => {
    const bot = createClient({ token: 'another-bot-token', ...server, bot: true })
    const person = createClient({ ...credentials, ...server })
    const own = '69a7f7daa7c4e1b20902f2a2'
    const say = (text: string) => bot.conversations.createMessage(own, { text })
    for (let count = 0; count < 20; count += 1) await say(`Message ${count}`)
    expect(await limitOf(say('One more'))).toMatchObject({ budget: 'consecutiveBotMessages', key: [own] })
    await person.conversations.createMessage(own, { text: 'I take over.' })
    bot.limits.reset('consecutiveBotMessages', own)
    expect(await say('One more')).toHaveProperty('id')
  })

  test('people are not concerned', async () => {
    await chatshipper.conversations.createMessage('69a7f7daa7c4e1b20902f2a3', { text: 'Hi!' })
    expect(chatshipper.limits().limits.map(({ name }) => name)).toEqual([
      'requestsPerAddress',
      'requestsPerToken',
    ])
  })
})

test('filters are sent as parameters of their own', async () => {
  const { client, urls } = recording()
  await client.contacts.list({ filters: { 'profile.telephone': '+447700900142', createdAt: '>=2026-03-01' } })
  expect(Object.fromEntries(urls[0]!.searchParams)).toEqual({
    'profile.telephone': '+447700900142',
    createdAt: '>=2026-03-01',
  })
  expect(urls[0]!.search).toContain('%2B447700900142')
})

test('a reference is an id, until populate asks for the record', async () => {
  const { contact: id } = await chatshipper.conversations.get(conversation)
  const { contact: record } = await chatshipper.conversations.get(
    conversation,
    { populate: 'contact' },
    { headers: { prefer: 'example=ConversationPopulated' } },
  )
  expect(id).toBe('69a7f7daa7c4e1b20902f1d1')
  expect(record).toMatchObject({ id, profile: { name: 'Wren Halloran' } })
})

describe('errors', () => {
  test.each([
    ['at the top', 'code=403', 'failed with 403 Forbidden: Permission Denied'],
    ['under error', 'code=401, example=TokenExpiredJwt', 'failed with 401 Unauthorized: jwt expired'],
  ])('say what the provider says, %s of the body', async (_, prefer, sentence) => {
    const failed = chatshipper.conversations.get(conversation, {}, { headers: { prefer } })
    await expect(failed).rejects.toThrow(`conversations.get ${sentence}`)
  })

  test('are narrowed by operation and status', async () => {
    const error = await chatshipper.conversations
      .createMessage(conversation, { text: 'Hi!' }, { headers: { prefer: 'code=404' } })
      .catch((caught: unknown) => caught)
    if (!isApiError(error, 'conversations.createMessage', 404)) throw error
    expect(error.body).toEqual({ error: { message: 'Conversation not found' } })
  })

  test('come from the mock where a body breaks the contract', async () => {
    // @ts-expect-error the form is not named
    const failed = chatshipper.conversations.createMessage(conversation, { type: 'form', text: '+Booking' })
    await expect(failed).rejects.toMatchObject({ status: 400 })
  })

  test('are values with safe()', async () => {
    const { data, error } = await chatshipper.contacts
      .get('69a7f7daa7c4e1b20902f1d1', {}, { headers: { prefer: 'code=404' } })
      .safe()
    expect(data).toBeUndefined()
    expect(error).toBeInstanceOf(ApiError)
  })

  test('name the option that is missing, save where no token is needed', async () => {
    const anonymous = createClient(server)
    await expect(anonymous.contacts.list()).rejects.toThrow('contacts.list: `token` must be')
    expect(await anonymous.tokens.create(credentials)).toHaveProperty('tokenType', 'Bearer')
  })
})

describe('servers', () => {
  /** The URL a client calls, seen by its own middleware, which answers without the network. */
  async function called(environment?: ClientOptions['environment']): Promise<string[]> {
    const urls: string[] = []
    const client = createClient({
      token: 't',
      environment,
      middleware: [
        () => async (call) => {
          urls.push(call.url)
          return { response: new Response(), data: [] }
        },
      ],
    })
    await client.contacts.list()
    return urls
  }

  test.each([
    [undefined, 'https://api.chatshipper.com/v2/contacts'],
    ['web1on1', 'https://api.web1on1.chat/v2/contacts'],
    ['acceptance', 'https://uat-api.chatshipper.com/v2/contacts'],
    ['development', 'https://development-api.chatshipper.com/v2/contacts'],
  ] as const)('environment %s', async (environment, url) => {
    expect(await called(environment)).toEqual([url])
  })

  test('that do not exist are refused', () => {
    // @ts-expect-error there is no such environment
    expect(() => createClient({ environment: 'sandbox' })).toThrow(UsageError)
  })
})

test('every operation is also a function, for bundles that pay for what they call', async () => {
  const kernel = createKernel({ token: 't', ...server })
  expect(await usersGet(kernel, '68be8986a7c4e1b20902f1bc')).toHaveProperty('id')
  expect(await Array.fromAsync(contactsList(kernel))).toHaveLength(2)
})

test('paths that the spec does not have can be called too', async () => {
  expect(await chatshipper.raw.GET<unknown[]>('/contacts')).toHaveLength(2)
})

test('a client shows no secret', () => {
  expect(inspect(chatshipper, { depth: 9, showHidden: true })).not.toContain('secret-token')
  expect(JSON.stringify(chatshipper)).not.toContain('secret-token')
})

test('an error shows no secret', async () => {
  const error = await chatshipper.tokens
    .refresh({ refreshToken: 'secret-refresh' }, { headers: { prefer: 'code=401' } })
    .catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(ApiError)
  expect(`${String(error)}${JSON.stringify(error)}`).not.toContain('secret-')
})
