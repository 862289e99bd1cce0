import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import type { Call } from './call.ts'
import { UsageError } from './errors.ts'
import { follow } from './follow.ts'
import type { LinkTable } from './follow-link.ts'
import type { Kernel } from './kernel.ts'
import { nextBodyLink } from './next-page.ts'
import { shapeQuery } from './query.ts'
import type { Operation } from './operation.ts'
import type { PagedCall } from './paginate.ts'
import { json, kernelAt, serve } from './testing.ts'

const getDepot: Operation = {
  id: 'depots.get',
  method: 'GET',
  path: '/depots/{id}',
  args: ['id'],
  resend: true,
}
const getShelf: Operation = {
  id: 'depots.getShelf',
  method: 'GET',
  path: '/depots/{id}/shelves/{shelf}',
  args: ['id', 'shelf'],
}
const track: Operation = {
  id: 'tracking.get',
  method: 'GET',
  path: '/track/{id}',
  args: ['id'],
  server: 1,
}
const listParcels: Operation = {
  id: 'parcels.list',
  method: 'GET',
  path: '/parcels',
  input: 'query',
  shape: shapeQuery({ commas: ['status'] }),
  paging: { next: nextBodyLink, link: '/_links/next/href', items: '/_embedded/parcels' },
}

const table: LinkTable = {
  servers: [
    ['https://api.acme.example/v1', 'https://staging.acme.example/v1'],
    ['https://acme.example', 'https://staging.acme.example'],
  ],
  targets: { self: [getShelf, getDepot], depot: [getDepot], parcels: [listParcels], track: [track] },
  aliases: [
    ['/companies/{company}/', '/'],
    ['/home', '/depots/1'],
    ['/houses', '/depots'],
  ],
}

/** A resource with one link. */
function linked(rel: string, href: unknown, templated?: true): object {
  return { _links: { [rel]: { href, templated } } }
}

/** A provider that answers everything with `{}`, and the requests it got. */
async function provider(): Promise<{ kernel: Kernel; got: IncomingMessage[] }> {
  const got: IncomingMessage[] = []
  const origin = await serve((request, response) => {
    got.push(request)
    json(response, 200, {})
  })
  return { kernel: kernelAt(origin), got }
}

/** What is asked for when a link is followed. */
async function asked(resource: object, rel: string, ...args: unknown[]): Promise<string | undefined> {
  const { kernel, got } = await provider()
  await follow<Call<unknown>>(kernel, table, resource, rel, args)
  return got[0]?.url
}

/** What following is refused with; fails when anything is sent. */
async function refusal(resource: object, rel: string, ...args: unknown[]): Promise<unknown> {
  const { kernel, got } = await provider()
  const error = await follow<Call<unknown>>(kernel, table, resource, rel, args).catch(
    (caught: unknown) => caught,
  )
  expect(got).toEqual([])
  expect(error).toBeInstanceOf(UsageError)
  return error
}

describe('a link is followed on the server of the client', () => {
  test.each([
    ['https://api.acme.example/v1/depots/7', '/v1/depots/7'],
    ['http://127.0.0.1:4010/acme/v1/depots/7/', '/v1/depots/7'],
    ['/v1/depots/7', '/v1/depots/7'],
    ['https://elsewhere.example/v1/depots/7', '/v1/depots/7'],
    ['https://api.acme.example/v1/depots/a%2Fb%20%C3%A9', '/v1/depots/a%2Fb%20%C3%A9'],
    ['https://api.acme.example/v1/depots/9007199254740993', '/v1/depots/9007199254740993'],
  ])('%s', async (href, url) => expect(await asked(linked('depot', href), 'depot')).toBe(url))

  test('that serves the operation', async () => {
    expect(await asked(linked('track', 'https://acme.example/track/7'), 'track')).toBe('/track/7')
    expect(await asked(linked('track', '/track/7'), 'track')).toBe('/track/7')
  })

  test('with its credentials', async () => {
    const { kernel, got } = await provider()
    await follow<Call<unknown>>(
      kernel,
      table,
      linked('depot', 'https://elsewhere.example/depots/7'),
      'depot',
      [],
    )
    expect(got.map(({ headers }) => headers['x-api-key'])).toEqual(['key-1'])
  })

  test('by the operation that has its path, where several have links of this name', async () => {
    expect(await asked(linked('self', '/v1/depots/7'), 'self')).toBe('/v1/depots/7')
    expect(await asked(linked('self', '/v1/depots/7/shelves/b2'), 'self')).toBe('/v1/depots/7/shelves/b2')
  })

  test.each([
    ['/v1/companies/42/depots/7', '/v1/depots/7'],
    ['https://elsewhere.example/acme/companies/42/depots/7', '/v1/depots/7'],
    ['/v1/home', '/v1/depots/1'],
  ])('under another name that its path has: %s', async (href, url) => {
    expect(await asked(linked('depot', href), 'depot')).toBe(url)
  })
})

describe('the query of a link', () => {
  test('is kept, also where the operation documents none', async () => {
    expect(await asked(linked('depot', '/v1/depots/7?view=all&tag=a&tag=b'), 'depot')).toBe(
      '/v1/depots/7?view=all&tag=a&tag=b',
    )
  })

  test('is joined by that of the caller, who has the last word', async () => {
    const parcels = linked('parcels', '/v1/parcels?size=25&sort=age')
    expect(await asked(parcels, 'parcels', { size: 5, status: ['new'], sort: undefined })).toBe(
      '/v1/parcels?size=5&sort=age&status=new',
    )
  })
})

describe('a template', () => {
  test.each([
    [
      '/v1/parcels{?status,size}',
      { status: ['new', 'lost'], size: 5 },
      '/v1/parcels?status=new%2Clost&size=5',
    ],
    ['/v1/parcels{?tag*}', { tag: ['new', 'lost'] }, '/v1/parcels?tag=new&tag=lost'],
    ['/v1/parcels?size=5{&status}', { status: 'new & shiny' }, '/v1/parcels?size=5&status=new%20%26%20shiny'],
    ['/v1/parcels{?status}', undefined, '/v1/parcels'],
    ['/v1/parcels{?status}', { size: 5 }, '/v1/parcels?size=5'],
    ['/v1/parcels{?name:3}', { name: 'abcdef' }, '/v1/parcels?name=abc'],
    ['{/version}/parcels', { version: 'v1' }, '/v1/parcels'],
  ])('%s with %j', async (href, query, url) => {
    expect(await asked(linked('parcels', href, true), 'parcels', query)).toBe(url)
  })

  test('cannot be filled in so that it leads elsewhere', async () => {
    const error = await refusal(linked('parcels', '{+at}/parcels{?status}', true), 'parcels', {
      at: '/depots/7?',
    })
    expect(error).toMatchObject({ message: expect.stringContaining('parcels.list') as string })
  })
})

describe('a call by a link is like any other', () => {
  test('a list goes through its pages', async () => {
    const pages = [{ parcels: [1, 2] }, { parcels: [3] }]
    const origin = await serve((request, response) => {
      const page = Number(new URL(request.url!, 'http://x').searchParams.get('page'))
      const next = page === 0 ? { next: { href: 'https://api.acme.example/v1/parcels?page=1' } } : {}
      json(response, 200, { _embedded: pages[page], _links: next })
    })
    const home = linked('parcels', 'https://api.acme.example/v1/parcels')
    const list = follow<PagedCall<object, number, never>>(kernelAt(origin), table, home, 'parcels', [])
    expect(await Array.fromAsync(list)).toEqual([1, 2, 3])
  })

  test('it is retried where its operation may be, and its error names the operation', async () => {
    let attempts = 0
    const origin = await serve((_, response) => {
      attempts += 1
      json(response, 503, {})
    })
    const kernel = kernelAt(origin, { retry: { attempts: 2, baseDelay: 1 } })
    const depot = follow<Call<unknown>>(kernel, table, linked('depot', '/v1/depots/7'), 'depot', [])
    expect(await depot.safe()).toMatchObject({ error: { operation: 'depots.get', status: 503 } })
    expect(attempts).toBe(2)
  })

  test.each([
    ['depot', '/v1/depots/7', [{ headers: { 'x-trace': 'a' } }]],
    ['parcels', '/v1/parcels', [undefined, { headers: { 'x-trace': 'a' } }]],
  ])('its options stand where they do in a call of the operation: %s', async (rel, href, args) => {
    const { kernel, got } = await provider()
    await follow<Call<unknown>>(kernel, table, linked(rel, href), rel, args)
    expect(got[0]?.headers['x-trace']).toBe('a')
  })

  test('an item of a page has links too', async () => {
    const { _embedded: embedded } = { _embedded: { depots: [linked('self', '/v1/depots/7')] } }
    expect(await asked(embedded.depots[0]!, 'self')).toBe('/v1/depots/7')
  })
})

describe('nothing is sent, and it is said why, when', () => {
  test.each([
    [
      'there is no such link',
      { _links: { self: {}, depot: {} } },
      'parcels',
      'Links that are there: self, depot.',
    ],
    ['there are no links', { _links: {} }, 'depot', 'Links that are there: none.'],
    ['there is no place for links', { id: 1 }, 'depot', 'the resource has no `_links`'],
    ['a link is inherited', { _links: {} }, 'toString', 'There is no link `toString`'],
    ['a link has no address', linked('depot', undefined), 'depot', 'it has no `href`'],
    [
      'several links have one name',
      { _links: { depot: [{ href: '/depots/7' }] } },
      'depot',
      'it has no `href`',
    ],
    ['no read is known for it', linked('remove', '/depots/7'), 'remove', 'it leads to no documented read'],
    [
      'it leads to another operation',
      linked('depot', 'https://me:secret@api.acme.example/v1/parcels/7?key=secret'),
      'depot',
      '`depot` cannot be followed: it leads to https://api.acme.example/v1/parcels/7, and not to depots.get (/depots/{id}).',
    ],
    ['it goes on behind the path', linked('depot', '/v1/depots/7/shelves'), 'depot', 'and not to depots.get'],
    ['only the end of a segment fits', linked('depot', '/v1/old-depots/7'), 'depot', 'and not to depots.get'],
    [
      'it leads below another resource',
      linked('depot', '/v1/cities/3/depots/7'),
      'depot',
      'not to depots.get',
    ],
    [
      'an alias leads nowhere',
      linked('depot', '/v1/companies/42/companies/8/depots/7'),
      'depot',
      'not to depots.get',
    ],
    ['only the beginning fits an alias', linked('depot', '/v1/houses/7'), 'depot', 'not to depots.get'],
    [
      'it is on another server of the provider',
      linked('track', 'https://staging.acme.example/v1/track/7'),
      'track',
      'not to tracking.get',
    ],
    ['it climbs', linked('depot', '/v1/depots/7/../../admin/%2e%2e/users'), 'depot', 'and not to depots.get'],
    ['it is not text', linked('depot', '/v1/depots/%FF'), 'depot', 'and not to depots.get'],
    ['it is no address', linked('depot', 'https://[acme]/depots/7'), 'depot', 'has an address that is none'],
    ['it is no web address', linked('depot', 'mailto:depots@acme.example'), 'depot', 'and not to depots.get'],
  ])('%s', async (_, resource, rel, message) => {
    expect(await refusal(resource, rel)).toMatchObject({
      message: expect.stringContaining(message) as string,
    })
  })

  test('also when it is used as a list or by safe()', async () => {
    const { kernel } = await provider()
    const list = () => follow<PagedCall<unknown, unknown, never>>(kernel, table, {}, 'parcels', [])
    await expect(Array.fromAsync(list())).rejects.toThrow(UsageError)
    await expect(Array.fromAsync(list().pages())).rejects.toThrow(UsageError)
    await expect(list().safe()).rejects.toThrow(UsageError)
    await expect(list().withResponse()).rejects.toThrow(UsageError)
  })
})
