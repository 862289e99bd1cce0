import { describe, expect, test } from 'vitest'
import type { Kernel } from './kernel.ts'
import { list, type ListOperation } from './paginate.ts'
import { json, kernelAt, serve } from './testing.ts'

const listParcels: ListOperation = {
  id: 'parcels.list',
  method: 'GET',
  path: '/parcels',
  input: 'query',
  paging: {
    style: 'page',
    offsetParam: 'page',
    limitParam: 'limit',
    limitDefault: 3,
    limitMax: 4,
    items: '',
  },
}

/** A list of `count` numbers, and the pages that were asked for. */
async function parcels(count: number): Promise<{ kernel: Kernel; asked: string[] }> {
  const asked: string[] = []
  const origin = await serve((request, response) => {
    const url = new URL(request.url!, 'http://x')
    const page = Number(url.searchParams.get('page') ?? 1)
    const limit = Math.min(4, Number(url.searchParams.get('limit') ?? 3))
    asked.push(url.search)
    const all = Array.from({ length: count }, (_, index) => index + 1)
    json(response, 200, all.slice((page - 1) * limit, page * limit))
  })
  return { kernel: kernelAt(origin), asked }
}

async function items(kernel: Kernel, query?: Record<string, unknown>): Promise<number[]> {
  return Array.fromAsync(list<number[], number, never>(kernel, listParcels, [query]))
}

describe('a list that is iterated', () => {
  test.each([0, 1, 2, 3, 4, 6, 7])('gives each of %i items once', async (count) => {
    const { kernel } = await parcels(count)
    expect(await items(kernel)).toEqual(Array.from({ length: count }, (_, index) => index + 1))
  })

  test('ends at a short page without asking for another', async () => {
    const { kernel, asked } = await parcels(4)
    await items(kernel)
    expect(asked).toEqual(['', '?page=2'])
  })

  test('keeps the filters and starts at the page that was asked for', async () => {
    const { kernel, asked } = await parcels(5)
    expect(await items(kernel, { status: 'ready', page: 2, limit: 2 })).toEqual([3, 4, 5])
    expect(asked).toEqual(['?status=ready&page=2&limit=2', '?status=ready&page=3&limit=2'])
  })

  test('goes on when the provider cuts the page size down to its maximum', async () => {
    const { kernel } = await parcels(9)
    expect(await items(kernel, { limit: 100 })).toHaveLength(9)
  })

  test('stops asking when the loop is left', async () => {
    const { kernel, asked } = await parcels(9)
    for await (const item of list<number[], number, never>(kernel, listParcels, [])) if (item === 2) break
    expect(asked).toHaveLength(1)
  })
})

test('a list that links its pages is followed on its own path, to the page without a link', async () => {
  const asked: string[] = []
  const origin = await serve((request, response) => {
    asked.push(request.url!)
    const next = request.url!.includes('offset=2')
      ? {}
      : { link: '<https://elsewhere.example/x?offset=2>; rel="next"' }
    json(response, 200, request.url!.includes('offset=2') ? [3, 4] : [1, 2], next)
  })
  const operation: ListOperation = { ...listParcels, paging: { style: 'link', items: '' } }
  expect(await Array.fromAsync(list<number[], number, never>(kernelAt(origin), operation, []))).toEqual([
    1, 2, 3, 4,
  ])
  expect(asked).toEqual(['/v1/parcels', '/v1/parcels?offset=2'])
})

test('a list that links back to a page that was read ends in an error instead of never', async () => {
  const origin = await serve((_, response) =>
    json(response, 200, [1], { link: '</parcels?offset=1>; rel="next"' }),
  )
  const operation: ListOperation = { ...listParcels, paging: { style: 'link', items: '' } }
  const seen: number[] = []
  const walk = async () => {
    for await (const item of list<number[], number, never>(kernelAt(origin), operation, [])) seen.push(item)
  }
  await expect(walk()).rejects.toThrow('its next page is one that was read before')
  expect(seen).toEqual([1, 1])
})

test('a page that leaves its empty list out has no items', async () => {
  const origin = await serve((_, response) => json(response, 200, { _links: {} }))
  const paging = { style: 'body-link', nextLink: '/_links/next/href', items: '/_embedded/parcels' } as const
  const operation: ListOperation = { ...listParcels, paging }
  expect(await Array.fromAsync(list<object, number, never>(kernelAt(origin), operation, []))).toEqual([])
})

test('a list that is awaited is its first page', async () => {
  const { kernel, asked } = await parcels(9)
  expect(await list(kernel, listParcels, [])).toEqual([1, 2, 3])
  expect(asked).toHaveLength(1)
})

test('pages() gives page by page with the response', async () => {
  const { kernel } = await parcels(4)
  const pages = await Array.fromAsync(list<number[], number, never>(kernel, listParcels, []).pages())
  expect(pages.map((page) => page.items)).toEqual([[1, 2, 3], [4]])
  expect(pages[0]?.response.status).toBe(200)
})

test('a list that nobody awaits sends nothing', async () => {
  const { kernel, asked } = await parcels(4)
  list(kernel, listParcels, [])
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(asked).toEqual([])
})

test('a failure on a later page is thrown after the items before it', async () => {
  const origin = await serve((request, response) =>
    request.url!.includes('page=2') ? json(response, 500, {}) : json(response, 200, [1, 2, 3]),
  )
  const seen: number[] = []
  const walk = async () => {
    for await (const item of list<number[], number, never>(kernelAt(origin), listParcels, [])) seen.push(item)
  }
  await expect(walk()).rejects.toMatchObject({ status: 500 })
  expect(seen).toEqual([1, 2, 3])
})

test('a body without the list is a DecodeError', async () => {
  const origin = await serve((_, response) => json(response, 200, { parcels: [] }))
  await expect(items(kernelAt(origin))).rejects.toThrow(/it is not a list/)
})
