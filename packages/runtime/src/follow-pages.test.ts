/** The links between pages: of every list whose pages are of one kind, they have the same relations. */
import { describe, expect, test } from 'vitest'
import { AbortError, UsageError } from './errors.ts'
import { follow } from './follow.ts'
import type { LinkTable } from './follow-link.ts'
import { nextBodyLink } from './next-page.ts'
import type { Operation } from './operation.ts'
import type { PagedCall } from './paginate.ts'
import { json, kernelAt, serve } from './testing.ts'

const listStaff: Operation = {
  id: 'staff.list',
  method: 'GET',
  path: '/staff',
  input: 'query',
  paging: { next: nextBodyLink, link: '/_links/next/href', items: '/_embedded/staff' },
}
const listDepotStaff: Operation = {
  ...listStaff,
  id: 'depots.listStaff',
  path: '/depots/{id}/staff',
  args: ['id'],
}

const table: LinkTable = {
  servers: [['https://api.acme.example/v1']],
  targets: { next: [listStaff, listDepotStaff], prev: [listStaff, listDepotStaff] },
}

interface StaffPage {
  _embedded: { staff: string[] }
  _links?: Record<string, { href: string }>
}

/** The list that a link leads to, at a provider whose lists have three pages, and what it was asked for. */
async function listBehind(rel: 'next' | 'prev', href: string) {
  const asked: string[] = []
  const origin = await serve((request, response) => {
    asked.push(request.url!)
    const { pathname, searchParams } = new URL(request.url!, 'https://api.acme.example')
    const page = Number(searchParams.get('page'))
    const at = (index: number) => ({ href: `https://api.acme.example${pathname}?page=${index}` })
    json(response, 200, {
      _embedded: { staff: [`first of ${page}`, `second of ${page}`] },
      _links: { ...(page > 0 && { prev: at(page - 1) }), ...(page < 2 && { next: at(page + 1) }) },
    })
  })
  const kernel = kernelAt(origin)
  const followFrom = (page: object, to = rel, ...args: unknown[]) =>
    follow<PagedCall<StaffPage, string, never>>(kernel, table, page, to, args)
  return { asked, list: followFrom({ _links: { [rel]: { href } } }), followFrom }
}

const href = 'https://api.acme.example/v1/depots/7/staff?page=1'

describe('behind a link to another page is the list from there on', () => {
  test('its first page is the one that the link leads to', async () => {
    const { list, asked } = await listBehind('next', href)
    expect(await list).toMatchObject({ _embedded: { staff: ['first of 1', 'second of 1'] } })
    expect(asked).toEqual(['/v1/depots/7/staff?page=1'])
  })

  test('its items are those of that page and of all that come after it', async () => {
    const { list } = await listBehind('next', href)
    expect(await Array.fromAsync(list)).toEqual(['first of 1', 'second of 1', 'first of 2', 'second of 2'])
  })

  test('one can go to and fro, page by page, until there is no link', async () => {
    const { list, asked, followFrom } = await listBehind('next', href)
    const second = await list
    const third = await followFrom(second)
    await followFrom(await followFrom(third, 'prev'), 'prev')
    expect(asked.map((url) => url.slice(-1))).toEqual(['1', '2', '1', '0'])
    await expect(followFrom(third)).rejects.toThrow(
      new UsageError('There is no link `next` to follow. Links that are there: prev.'),
    )
  })

  test('its checkpoints are those of the list', async () => {
    const { list } = await listBehind('next', href)
    const { value: page } = await list.pages().next()
    expect(page).toMatchObject({ next: { list: 'depots.listStaff(7)', query: { page: ['2'] } } })
  })

  test('a query of the caller has the last word, and options come after it', async () => {
    const { asked, followFrom } = await listBehind('next', href)
    const page = { _links: { next: { href: `${href}&size=2` } } }
    await followFrom(page, 'next', { size: 5 })
    expect(asked).toEqual(['/v1/depots/7/staff?page=1&size=5'])
    const stopped = followFrom(page, 'next', undefined, { signal: AbortSignal.abort() })
    await expect(stopped).rejects.toThrow(AbortError)
    expect(asked).toHaveLength(1)
  })
})

describe('which list it is, the path tells', () => {
  test.each([
    ['/v1/staff?page=2', '/v1/staff?page=2'],
    ['/v1/depots/7/staff?page=2', '/v1/depots/7/staff?page=2'],
    ['https://elsewhere.example/acme/staff?page=2', '/v1/staff?page=2'],
    ['https://elsewhere.example/acme/depots/7/staff?page=2', '/v1/depots/7/staff?page=2'],
  ])('also where the path of one ends like that of another: %s', async (link, url) => {
    const { list, asked } = await listBehind('prev', link)
    await list
    expect(asked).toEqual([url])
  })

  test('a path of none is refused, and nothing is sent', async () => {
    const { list, asked } = await listBehind('next', 'https://api.acme.example/v1/parcels?page=1')
    await expect(list).rejects.toThrow(
      'it leads to https://api.acme.example/v1/parcels, and not to staff.list (/staff), depots.listStaff (/depots/{id}/staff).',
    )
    expect(asked).toEqual([])
  })

  test('of very many lists a refusal names some', async () => {
    const many = { ...table, targets: { next: Array.from({ length: 7 }, () => listStaff) } }
    const page = { _links: { next: { href: '/v1/parcels' } } }
    const refused = follow<Promise<unknown>>(kernelAt('http://127.0.0.1'), many, page, 'next', [])
    await expect(refused).rejects.toThrow(/not to (staff\.list \(\/staff\)(, )?){5} or 2 more\.$/)
  })
})
