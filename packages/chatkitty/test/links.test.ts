import type { ClientTarget, Mock } from '@parlance/mock'
import { startMock } from '@parlance/mock/testing'
import bundle from '@parlance/spec-chatkitty/openapi.json' with { type: 'json' }
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type ChatKitty,
  createClient,
  type Linked,
  type Message,
  type MessagePage,
  UsageError,
  type User,
  type UserPage,
} from '@parlance/chatkitty'
import { createKernel, follow, messagesGet } from '@parlance/chatkitty/operations'

let mock: Mock
let server: ClientTarget
let chatkitty: ChatKitty

beforeAll(async () => {
  mock = await startMock(['chatkitty'])
  server = mock.optionsFor('chatkitty')
  chatkitty = createClient({ accessToken: 't', ...server })
})
afterAll(() => mock.close())

describe('links lead', () => {
  test('to what they name', async () => {
    const user = await chatkitty.users.get(73102)
    const { response } = await chatkitty.follow(user, 'channels').withResponse()
    expect(response.url).toBe(`${server.origin}/v1/users/73102/channels`)
    expect((await chatkitty.follow(user, 'self')).id).toBe(73102)
  })

  test('to the server of the client, although they name the host of the provider', async () => {
    const user = linked('channels', 'https://api.chatkitty.com/v1/users/73102/channels')
    const { response } = await chatkitty.follow(user, 'channels').withResponse()
    expect(response.url).toBe(`${server.origin}/v1/users/73102/channels`)
  })

  test('to every page of a list', async () => {
    const application = await chatkitty.application.get()
    const channels = await Array.fromAsync(chatkitty.follow(application, 'channels', { size: 2 }))
    expect(channels).toEqual(await Array.fromAsync(chatkitty.channels.list()))
    expect(channels.length).toBeGreaterThan(2)
  })

  test('on from the items of a list', async () => {
    const asked: string[] = []
    for await (const membership of chatkitty.channels.listMemberships(51202)) {
      const { response } = await chatkitty.follow(membership, 'user').withResponse()
      const { _links: links } = membership
      expect(response.url).toBe(links!.user!.href!.replace('https://api.chatkitty.com', server.origin))
      asked.push(response.url)
    }
    expect(asked).not.toEqual([])
  })

  test('through templates, which the query fills in', async () => {
    const application = await chatkitty.application.get()
    const template: unknown = expect.stringMatching(/\/v1\/channels\{\?members\}$/)
    expect(application).toHaveProperty('_links.channels.href', template)
    const query = { members: ['priya', 'tomasz'], type: 'DIRECT' as const }
    const { response } = await chatkitty.follow(application, 'channels', query).withResponse()
    expect(decodeURIComponent(response.url)).toBe(
      `${server.origin}/v1/channels?members=priya,tomasz&type=DIRECT`,
    )
  })

  test('from a function too', async () => {
    const kernel = createKernel({ accessToken: 't', ...server })
    const message = await messagesGet(kernel, 902001)
    expect((await follow(kernel, message, 'channel')).id).toBe(51202)
  })
})

describe('pages lead', () => {
  test('to and fro', async () => {
    const first = await chatkitty.users.list({ size: 2 })
    const second = await chatkitty.follow(first, 'next')
    expect(usersOf(second)).not.toEqual(usersOf(first))
    for (const back of ['prev', 'first'] as const) {
      expect(usersOf(await chatkitty.follow(second, back))).toEqual(usersOf(first))
    }
    expect(await chatkitty.follow(second, 'self')).toEqual(second)
  })

  test('on to the end of their list', async () => {
    const all = await Array.fromAsync(chatkitty.users.list())
    const first = await chatkitty.users.list({ size: 2 })
    expect(await Array.fromAsync(chatkitty.follow(first, 'next'))).toEqual(all.slice(2))
    expect(await Array.fromAsync(chatkitty.follow(first, 'next').take(1))).toEqual(all.slice(2, 3))
    expect(all.length).toBeGreaterThan(2)
  })

  test('by cursors, which tell by their links where they end', async () => {
    let page = await chatkitty.channels.listMessages(51202, { size: 1 })
    const found = messagesOf(page)
    while (hasNext(page)) {
      page = await chatkitty.follow(page, 'next')
      found.push(...messagesOf(page))
    }
    expect(found).toEqual(await Array.fromAsync(chatkitty.channels.listMessages(51202)))
    expect(found.length).toBeGreaterThan(1)
    await expect(chatkitty.follow(page, 'next')).rejects.toThrow('There is no link `next` to follow.')
  })

  test('through the list that they are of, where several have such pages', async () => {
    for (const list of [chatkitty.channels.listMembers(51202), chatkitty.channels.listModerators(51202)]) {
      const { data, response } = await list.withResponse()
      const again = await chatkitty.follow(data, 'self').withResponse()
      expect(pathOf(again.response)).toBe(pathOf(response))
      expect(again.data).toEqual(data)
    }
  })
})

const reads = exampleLinks()

test('the examples of the spec have links of every relation that can be followed', () => {
  const relations = new Set(reads.map(([rel]) => rel))
  expect([...readRelations()].filter((rel) => !relations.has(rel))).toEqual([])
})

test.each(reads)('the link %s to %s leads to its own path', async (rel, href) => {
  expect(await asked(rel, href)).toBe(href.replace(/\{.*/, ''))
})

test.each(reads)('the link %s to %s may name the application, as on the real API', async (rel, href) => {
  const short = href.endsWith('/v1/application')
  const scoped = short ? `${href}s/48210` : href.replace('/v1/', '/v1/applications/48210/')
  expect(await asked(rel, scoped)).toBe(href.replace(/\{.*/, ''))
})

test.each([
  [
    'a link that is left out',
    'channels',
    'There is no link `self` to follow. Links that are there: channels.',
  ],
  ['a link to another resource', 'self', 'it leads to https://api.chatkitty.com/v1/picture/7, and not to'],
] as const)('%s is refused, and nothing is sent', async (_, rel, message) => {
  const sent: string[] = []
  const client = recorder(sent)
  const user = linked(rel, 'https://api.chatkitty.com/v1/picture/7')
  const error = await client.follow(user, 'self').catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(UsageError)
  expect((error as UsageError).message).toContain(message)
  expect(sent).toEqual([])
})

test('a link that acts is not followed, even by who gets past its type', async () => {
  const sent: string[] = []
  const member = linked('member', 'https://api.chatkitty.com/v1/channels/51202/members/73102')
  await expect(recorder(sent).follow(member, 'member' as 'self')).rejects.toThrow('no documented read')
  expect(sent).toEqual([])
})

/** A resource with one link. */
function linked(rel: string, href: string): Linked<'UserLinks'> {
  return { _links: { [rel]: { href } } } as Linked<'UserLinks'>
}

/** A client of the real API whose requests are noted instead of sent. */
function recorder(sent: string[]): ChatKitty {
  return createClient({
    accessToken: 't',
    fetch: async (url) => {
      sent.push(url)
      return Response.json({})
    },
  })
}

/** What is asked of the real API when a link is followed, without percent signs. */
async function asked(rel: string, href: string): Promise<string | undefined> {
  const sent: string[] = []
  await recorder(sent).follow(linked(rel, href), rel as 'self')
  return sent[0] && decodeURIComponent(sent[0])
}

const usersOf = ({ _embedded: embedded }: UserPage): User[] => embedded?.users ?? []
const messagesOf = ({ _embedded: embedded }: MessagePage): Message[] => embedded?.messages ?? []
const hasNext = ({ _links: links }: MessagePage): boolean => links?.next !== undefined
const pathOf = ({ url }: Response): string => new URL(url).pathname

/** The relations that the spec leads to a GET, or to a page. */
function readRelations(): Set<string> {
  const isGet = (id: string) =>
    Object.values(bundle.paths).some((path) => 'get' in path && path.get.operationId === id)
  const links = Object.values(bundle.components.schemas).flatMap((schema) =>
    'properties' in schema ? Object.entries(schema.properties) : [],
  )
  const targets = links as [rel: string, link: { 'x-link-target'?: string }][]
  const reads = targets.filter(([, link]) => link['x-link-target'] && isGet(link['x-link-target']))
  return new Set([
    ...reads.map(([rel]) => rel),
    ...Object.keys(bundle.components.schemas.PageLinks.properties),
  ])
}

/** The links of these relations in the spec's examples, each once. */
function exampleLinks(): [rel: string, href: string][] {
  const relations = readRelations()
  const found = new Map<string, [rel: string, href: string]>()
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const { _links: links = {} } = node as { _links?: Record<string, { href: string }> }
    for (const [rel, { href }] of Object.entries(links)) {
      if (relations.has(rel)) found.set(`${rel} ${href}`, [rel, href])
    }
    Object.values(node).forEach(visit)
  }
  visit(bundle.components.examples)
  return [...found.values()]
}
