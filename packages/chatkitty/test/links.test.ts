import { createMock, type Mock } from '@parlance/mock'
import bundle from '@parlance/spec-chatkitty/openapi.json' with { type: 'json' }
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ChatKitty, createClient, type Linked, UsageError } from '@parlance/chatkitty'
import { createKernel, follow, messagesGet } from '@parlance/chatkitty/operations'

let mock: Mock
let origin: string
let chatkitty: ChatKitty

beforeAll(async () => {
  mock = await createMock(['chatkitty'])
  origin = mock.providers[0]!.url
  chatkitty = createClient({ accessToken: 't', origin })
})
afterAll(() => mock.close())

describe('links lead', () => {
  test('to what they name, although they name the host of the provider', async () => {
    const user = await chatkitty.users.get(73102)
    expect(user).toHaveProperty('_links.channels.href', 'https://api.chatkitty.com/v1/users/73102/channels')
    const { response } = await chatkitty.follow(user, 'channels').withResponse()
    expect(response.url).toBe(`${origin}/v1/users/73102/channels`)
    expect((await chatkitty.follow(user, 'self')).id).toBe(73102)
  })

  test('to every page of a list', async () => {
    const answers = ['ChannelPageFirst', 'ChannelPage']
    const client = createClient({
      accessToken: 't',
      origin,
      fetch: (url, init) => {
        const headers = new Headers(init.headers)
        const isList = url.includes('/channels')
        headers.set('prefer', `example=${isList ? answers.shift() : 'Application'}`)
        return fetch(url, { ...init, headers })
      },
    })
    const application = await client.application.get()
    const channels = await Array.fromAsync(client.follow(application, 'channels', { size: 2 }))
    expect(channels).toHaveLength(2 + 3)
    expect(answers).toEqual([])
  })

  test('on from the items of a list', async () => {
    const asked: string[] = []
    for await (const membership of chatkitty.channels.listMemberships(51202)) {
      const { response } = await chatkitty.follow(membership, 'user').withResponse()
      const { _links: links } = membership
      expect(response.url).toBe(links!.user!.href!.replace('https://api.chatkitty.com', origin))
      asked.push(response.url)
    }
    expect(asked).not.toEqual([])
  })

  test('through templates, which the query fills in', async () => {
    const application = await chatkitty.application.get()
    expect(application).toHaveProperty(
      '_links.channels.href',
      'https://api.chatkitty.com/v1/channels{?members}',
    )
    const query = { members: ['priya', 'tomasz'], type: 'DIRECT' as const }
    const { response } = await chatkitty.follow(application, 'channels', query).withResponse()
    expect(decodeURIComponent(response.url)).toBe(`${origin}/v1/channels?members=priya,tomasz&type=DIRECT`)
  })

  test('from a function too', async () => {
    const kernel = createKernel({ accessToken: 't', origin })
    const message = await messagesGet(kernel, 902001)
    expect((await follow(kernel, message, 'channel')).id).toBe(51202)
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

/** What is asked of the real API when a link is followed. */
async function asked(rel: string, href: string): Promise<string | undefined> {
  const sent: string[] = []
  await recorder(sent).follow(linked(rel, href), rel as 'self')
  return sent[0]
}

/** The relations that the spec leads to a GET. */
function readRelations(): Set<string> {
  const isGet = (id: string) =>
    Object.values(bundle.paths).some((path) => 'get' in path && path.get.operationId === id)
  const links = Object.values(bundle.components.schemas).flatMap((schema) =>
    'properties' in schema ? Object.entries(schema.properties) : [],
  )
  const targets = links as [rel: string, link: { 'x-link-target'?: string }][]
  return new Set(
    targets.filter(([, link]) => link['x-link-target'] && isGet(link['x-link-target'])).map(([rel]) => rel),
  )
}

/** The links of these relations in the spec's examples, each once. Those of pages have a query, and are for paging. */
function exampleLinks(): [rel: string, href: string][] {
  const relations = readRelations()
  const found = new Map<string, [rel: string, href: string]>()
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const { _links: links = {} } = node as { _links?: Record<string, { href: string }> }
    for (const [rel, { href }] of Object.entries(links)) {
      if (relations.has(rel) && !href.includes('?')) found.set(`${rel} ${href}`, [rel, href])
    }
    Object.values(node).forEach(visit)
  }
  visit(bundle.components.examples)
  return [...found.values()]
}
