import { inspect } from 'node:util'
import type { ClientTarget, Mock } from '@parlance/mock'
import { startMock } from '@parlance/mock/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  ApiError,
  type ChatKitty,
  createClient,
  isApiError,
  type UserCreate,
  type UserImport,
} from '@parlance/chatkitty'
import { channelsListMessages, createKernel, usersGet } from '@parlance/chatkitty/operations'

const customer: UserCreate = {
  name: 'marta.nowak@harbourbikes.example',
  displayName: 'Marta Nowak',
  isGuest: false,
}

let mock: Mock
let server: ClientTarget
let chatkitty: ChatKitty

beforeAll(async () => {
  mock = await startMock(['chatkitty'])
  server = mock.optionsFor('chatkitty')
  chatkitty = createClient({ accessToken: 'secret-token', ...server })
})
afterAll(() => mock.close())

describe('from a new user to a channel full of messages', () => {
  test('a user is created, a channel opened, both are joined, and what is said is listed', async () => {
    await using keeping = await startMock(['chatkitty'], { stateful: true })
    const chatkitty = createClient({ accessToken: 'secret-token', ...keeping.optionsFor('chatkitty') })
    const user = await chatkitty.users.create(customer)
    expect(user.name).toBe(customer.name)

    const channel = await chatkitty.channels.create({ type: 'PRIVATE', name: 'repair-20931' })
    expect(channel).toMatchObject({ type: 'PRIVATE', name: 'repair-20931' })

    const joined = await chatkitty.channels.addMember(channel.id, { id: user.id })
    expect(joined.id).toBe(channel.id)

    const message = await chatkitty.channels.sendMessage(channel.id, {
      type: 'TEXT',
      body: 'Can you look at the rear brake too?',
      user: { username: user.name },
    })
    expect(message).toMatchObject({ type: 'TEXT', channelId: channel.id, user: { id: user.id } })

    const ids: number[] = []
    for await (const { id } of chatkitty.channels.listMessages(channel.id)) ids.push(id)
    expect(ids).toContain(message.id)
  })

  test('creating answers with 200, and with the token of the answer', async () => {
    const { response } = await chatkitty.users.create(customer).withResponse()
    expect(response.status).toBe(200)
    expect(response.headers.get('x-response-token')).toMatch(/^[0-9A-F]{32}$/)
  })

  test('deleting answers with what the deleted thing belonged to', async () => {
    expect((await chatkitty.messages.delete(902001)).type).toBe('MAIN')
    expect((await chatkitty.channels.removeMember(51202, 73102)).id).toBe(51202)
    expect((await chatkitty.users.delete(73102)).key).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('requests', () => {
  test('an update is a merge patch, under the media type of the provider', async () => {
    const sent: Sent[] = []
    await recorder(sent).channels.update(51202, { displayName: 'Ready', properties: { state: 'ready' } })
    expect(sent).toEqual([
      {
        url: 'https://api.chatkitty.com/v1/channels/51202',
        method: 'PATCH',
        contentType: 'application/json+merge-patch',
        body: '{"displayName":"Ready","properties":{"state":"ready"}}',
      },
    ])
  })

  test('the mock takes an update as the client sends it', async () => {
    const { displayName } = await chatkitty.users.update(73102, { displayName: 'Tomasz W.' })
    expect(displayName).toBe('Tomasz W.')
  })

  test('a file of rows is uploaded from memory', async () => {
    const rows: UserImport[] = [{ name: customer.name, displayName: 'Tomasz Wilk', properties: {} }]
    const file = new Blob([JSON.stringify(rows)], { type: 'application/json' })
    const { data, response } = await chatkitty.imports.importUsers({ file }).withResponse()
    expect(response.status).toBe(202)
    expect(data).toMatchObject({ type: 'USER_IMPORT', state: 'PENDING' })
  })

  test('a picture may be an address, or a file that goes as a form', async () => {
    const picture = new Blob(['\u0089PNG'], { type: 'image/png' })
    const { id } = await chatkitty.users.setDisplayPicture(73102, { file: picture })
    expect(id).toBe(73102)
    const sent: Sent[] = []
    await recorder(sent).channels.sendMessage(51201, { file: picture })
    expect(sent[0]?.contentType).toMatch(/^multipart\/form-data; ?boundary=/)
    expect(sent[0]?.body).toContain('image/png')
  })

  test('the file is the part `file` of a form', async () => {
    const sent: Sent[] = []
    const file = new Blob(['[{"username":"priya"}]'], { type: 'application/json' })
    await recorder(sent).imports.importMembers(51201, { file })
    expect(sent[0]?.contentType).toMatch(/^multipart\/form-data; ?boundary=/)
    expect(sent[0]?.body).toMatch(/name="file"[^]*application\/json[^]*\[\{"username":"priya"\}\]/)
  })
})

describe('whether a user exists', () => {
  test('is answered by success', async () => {
    expect(await chatkitty.users.check({ name: customer.name })).toBeUndefined()
  })

  test('and by 404, without a body', async () => {
    const { error } = await chatkitty.users
      .check({ name: 'nobody' }, { headers: { prefer: 'code=404' } })
      .safe()
    expect(isApiError(error, 'users.check', 404)).toBe(true)
  })
})

describe('lists', () => {
  test('by number follow the links, filters included, to the page without one', async () => {
    const asked: string[] = []
    const answers = ['UserPageFirst', 'UserPageSecond', 'UserPage']
    const client = walker(asked, answers)
    const items = await Array.fromAsync(client.users.list({ size: 2 }))
    expect(asked).toEqual(['?size=2', '?page=1&size=2', '?page=2&size=2'])
    expect(items.length).toBe(2 + 2 + 3)
  })

  test('by cursor do the same, and hand cursors on as text', async () => {
    const asked: string[] = []
    const client = walker(asked, ['ChannelMessagePageFirst', 'ChannelMessagePage'])
    const pages = await Array.fromAsync(client.channels.listMessages(51202, { size: 2 }).pages())
    expect(asked).toEqual([
      '?size=2',
      '?start=333582990174208001&next=327181442096660739&size=2&relation=NEXT',
    ])
    expect(pages[1]?.data).not.toHaveProperty('_links.next')
  })

  test('can be gone on with from a checkpoint, by number and by cursor', async () => {
    const numbered = await walker([], ['UserPageFirst']).users.list({ size: 2 }).pages().next()
    const asked: string[] = []
    const rest = walker(asked, ['UserPageSecond', 'UserPage']).users.list()
    expect((await Array.fromAsync(rest.from(stored(numbered.value!.next)))).length).toBe(2 + 3)
    expect(asked).toEqual(['?page=1&size=2', '?page=2&size=2'])

    const messages = (examples: string[]) => walker(asked, examples).channels.listMessages(51202, { size: 2 })
    asked.length = 0
    const first = await messages(['ChannelMessagePageFirst']).pages().next()
    const checkpoint = stored(first.value!.next)
    expect(checkpoint?.list).toBe('channels.listMessages(51202)')
    asked.length = 0
    expect(await Array.fromAsync(messages(['ChannelMessagePage']).from(checkpoint))).not.toEqual([])
    expect(asked).toEqual(['?start=333582990174208001&next=327181442096660739&size=2&relation=NEXT'])
    expect(() => chatkitty.channels.listMessages(51203).from(checkpoint)).toThrow(
      'channels.listMessages(51203) cannot go on from a checkpoint of channels.listMessages(51202)',
    )
  })

  test('can be taken in part and read ahead', async () => {
    const asked: string[] = []
    expect(
      await Array.fromAsync(walker(asked, ['UserPageFirst']).users.list({ size: 2 }).take(2)),
    ).toHaveLength(2)
    expect(asked).toEqual(['?size=2'])
    const ahead = walker([], ['ChannelMessagePageFirst', 'ChannelMessagePage'])
    const pages = await Array.fromAsync(ahead.channels.listMessages(51202, { size: 2 }).prefetch().pages())
    expect(pages).toHaveLength(2)
  })

  test('may be empty, and then have no _embedded', async () => {
    const options = { headers: { prefer: 'example=UserPageEmpty' } }
    expect(await Array.fromAsync(chatkitty.users.list({}, options))).toEqual([])
    expect(await chatkitty.users.list({}, options)).not.toHaveProperty('_embedded')
  })

  test('give their first page when awaited', async () => {
    const { _embedded, page } = await chatkitty.jobs.list({ running: true, size: 10 })
    expect(_embedded?.jobs).not.toEqual([])
    expect(page?.number).toBe(0)
  })
})

describe('errors', () => {
  test('about a request have a class and a message', async () => {
    // @ts-expect-error a direct channel needs members
    const error = await chatkitty.channels.create({ type: 'DIRECT' }).catch((caught: unknown) => caught)
    if (!isApiError(error, 'channels.create', 400)) throw error
    expect(error.body.error).toBe('ClientError')
    expect(error.message).toContain(error.body.message)
  })

  test('about one field name it', async () => {
    const { error } = await chatkitty.channels
      .create(
        { type: 'DIRECT', members: [{ id: 73103 }] },
        { headers: { prefer: 'code=400, example=ClientErrorField' } },
      )
      .safe()
    if (!isApiError(error, 'channels.create', 400)) throw new Error('expected 400', { cause: error })
    expect(error.body).toMatchObject({ resource: 'Channel', field: 'members', code: 'missing_field' })
  })

  test('about rights have the form of OAuth 2.0', async () => {
    const error = await chatkitty.application
      .get({ headers: { prefer: 'code=403' } })
      .catch((caught: unknown) => caught)
    if (!isApiError(error, 'application.get', 403)) throw error
    expect(error.body.error).toBe('access_denied')
    expect(error.message).toContain(error.body.error_description)
  })

  test('carry the token of the answer, for support', async () => {
    const { error } = await chatkitty.users.get(1, { headers: { prefer: 'code=404' } }).safe()
    expect(error).toBeInstanceOf(ApiError)
    expect((error as ApiError).requestId).toMatch(/^[0-9A-F]{32}$/)
  })

  test('say so when a user is named twice or not at all', async () => {
    const both = chatkitty.channels.addMember(51202, { id: 73102, username: customer.name })
    await expect(both).rejects.toMatchObject({ status: 400 })
    await expect(chatkitty.channels.addMember(51202, {})).rejects.toMatchObject({ status: 400 })
  })

  test('name the option that is missing', async () => {
    await expect(createClient(server).users.list()).rejects.toThrow('accessToken')
  })
})

test('every operation is also a function, for bundles that pay for what they call', async () => {
  const kernel = createKernel({ accessToken: 't', ...server })
  expect((await usersGet(kernel, 73102)).id).toBe(73102)
  expect(await Array.fromAsync(channelsListMessages(kernel, 51202))).not.toEqual([])
})

test('a link of an answer can be read by its path, whatever host it names', async () => {
  const { _links } = await chatkitty.users.get(73102)
  const path = _links!.self!.href!.replace(/^.*(?=\/v1\/)/, '')
  expect(await chatkitty.raw.GET(path)).toMatchObject({ id: 73102 })
})

test('a client shows no secret', async () => {
  const { error } = await chatkitty.users.get(1, { headers: { prefer: 'code=401' } }).safe()
  for (const shown of [chatkitty, error]) {
    expect(inspect(shown, { depth: 9, showHidden: true })).not.toContain('secret-token')
    expect(JSON.stringify(shown)).not.toContain('secret-token')
  }
})

/** What another process reads from where this one wrote it. */
function stored<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}

/** A client that gets one example after the other from the mock, and notes what it asked for. */
function walker(asked: string[], examples: string[]): ChatKitty {
  return createClient({
    accessToken: 't',
    ...server,
    fetch: (url, init) => {
      const headers = new Headers(init.headers)
      headers.set('prefer', `example=${examples[asked.length]}`)
      asked.push(new URL(url).search)
      return server.fetch(url, { ...init, headers })
    },
  })
}

interface Sent {
  url: string
  method: string
  contentType: string | null
  body: string
}

/** A client of the real API whose requests are noted instead of sent. */
function recorder(sent: Sent[]): ChatKitty {
  return createClient({
    accessToken: 't',
    fetch: async (url, init) => {
      const request = new Request(url, init)
      sent.push({
        url,
        method: request.method,
        contentType: request.headers.get('content-type'),
        body: await request.text(),
      })
      return Response.json({})
    },
  })
}
