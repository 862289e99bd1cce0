import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lists } from '../../test/lists.ts'
import { serve } from '../../test/start.ts'
import type { Mock } from '../mock.ts'

type Json = Record<string, unknown>

let mock: Mock
let base: string
beforeAll(async () => {
  mock = await serve({ lists })
  base = `${mock.url}/lists/v1`
})
afterAll(() => mock.close())

const get = async (path: string, prefer?: string) => {
  const response = await fetch(
    path.startsWith('http') ? path : base + path,
    prefer ? { headers: { prefer } } : {},
  )
  return { response, body: (await response.json()) as Json }
}
const idsOf = (list: unknown) => ((list ?? []) as Json[]).map((item) => item['id'] ?? item['flat_id'])

/** The ids of every page, found by going from link to link. */
async function walk(
  path: string,
  prefer: string,
  step: (page: Awaited<ReturnType<typeof get>>) => [unknown, unknown],
) {
  const pages: unknown[][] = []
  let url: unknown = path
  while (typeof url === 'string') {
    const [list, next] = step(await get(url, prefer))
    pages.push(idsOf(list))
    url = next
  }
  return pages
}

const inHeader = ({ response, body }: Awaited<ReturnType<typeof get>>): [unknown, unknown] => [
  body,
  /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1],
]
const inHal = ({ body }: Awaited<ReturnType<typeof get>>): [unknown, unknown] => {
  const { _embedded, _links } = body as { _embedded?: Json; _links: Record<string, { href: string }> }
  return [_embedded?.['things'], _links['next']?.href]
}

describe('every style ends, and gives each item once:', () => {
  test('page numbers, in a page that is not full', async () => {
    const pages = await Promise.all(
      [1, 2, 3, 4].map(async (page) => idsOf((await get(`/numbered?page=${page}`, 'total=5')).body)),
    )
    expect(pages).toEqual([[1, 2], [3, 4], [5], []])
  })

  test('Link headers', async () => {
    expect(await walk('/linked?limit=2&tag=a,b', 'total=5', inHeader)).toEqual([
      ['a1', 'a2'],
      ['a3', 'a4'],
      ['a5'],
    ])
  })

  test('an address in the body', async () => {
    const pages = await walk('/flat?after=x', 'total=4', ({ body }) => [body['data'], body['next_page_url']])
    expect(pages).toEqual([
      ['x8', 'x9'],
      ['y0', 'y1'],
    ])
  })

  test('HAL with page numbers', async () => {
    expect(await walk('/hal', 'total=5', inHal)).toEqual([[11, 12], [13, 14], [15]])
  })

  test('HAL with cursors', async () => {
    expect(await walk('/cursor?size=3', 'total=7', inHal)).toEqual([[11, 12, 13], [14, 15, 16], [17]])
  })

  test('cursors in the body', async () => {
    const pages = await walk('/token', 'total=120', ({ body }) => {
      expect(body['more']).toBe('next' in body)
      return [body['items'], 'next' in body ? `/token?cursor=${String(body['next'])}` : undefined]
    })
    expect(pages.map(({ length }) => length)).toEqual([50, 50, 20])
    expect(new Set(pages.flat()).size).toBe(120)
  })
})

describe('what stands around the items', () => {
  test('tells numbers and neighbours in the words of the provider', async () => {
    const { body } = await get('/flat?page=2&size=3', 'total=8')
    expect(body).toMatchObject({
      total: 8,
      item_count: 3,
      current_page: 2,
      per_page: 3,
      first_item: 4,
      last_item: 6,
      prev_page_url: `${base}/flat?page=1&size=3`,
      next_page_url: `${base}/flat?page=3&size=3`,
    })
  })

  test('of HAL pages has a link to each page that there is, with what was asked for', async () => {
    const { body } = await get('/hal?size=1&page=1&x=ü', 'total=3')
    const at = (page: number) => ({ href: `${base}/hal?size=1&page=${page}&x=%C3%BC&open=false` })
    expect(body['_links']).toEqual({ self: at(1), first: at(0), prev: at(0), next: at(2), last: at(2) })
    expect(body['page']).toEqual({ size: 1, totalElements: 3, totalPages: 3, number: 1 })
  })

  test('of the only page has no links to others', async () => {
    const { body } = await get('/hal?size=3')
    expect(Object.keys(body['_links'] as Json)).toEqual(['self'])
  })

  test('of cursors leads back as well', async () => {
    const first = (await get('/cursor')).body
    const { next } = first['_links'] as Record<string, { href: string }>
    const second = (await get(next!.href)).body
    const { prev, self } = second['_links'] as Record<string, { href: string }>
    const what = ({ _embedded, page }: Json) => ({ _embedded, page })
    expect(what((await get(prev!.href)).body)).toEqual(what(first))
    expect(what((await get(self!.href)).body)).toEqual(what(second))
    expect(second['page']).toEqual({ size: 2, start: (first['page'] as Json)['next'] })
  })

  test('lets links of the items lead to the mock', async () => {
    const { body } = await get('/hal?page=2', 'total=5')
    expect(body['_embedded']).toEqual({ things: [{ id: 15, _links: { self: { href: `${base}/hal/15` } } }] })
  })
})

describe('behind the end', () => {
  test('a page is empty', async () => {
    expect((await get('/flat?page=9')).body).toMatchObject({
      total: 2,
      item_count: 0,
      first_item: null,
      last_item: 0,
      next_page_url: null,
      data: [],
    })
  })

  test('a page has no _embedded, since it would hold nothing', async () => {
    expect((await get('/hal?page=9')).body).not.toHaveProperty('_embedded')
  })

  test('are cursors that nobody gave out', async () => {
    const { response, body } = await get('/cursor?start=333582990174208001')
    expect([response.status, Object.keys(body['_links'] as Json)]).toEqual([200, ['self', 'prev']])
    expect(body).not.toHaveProperty('_embedded')
  })
})

describe('how many there are', () => {
  test('is what the example has', async () => {
    expect(idsOf((await get('/numbered?size=3')).body)).toEqual([1, 2, 3])
    expect((await get('/flat')).body).toMatchObject({ total: 2, next_page_url: null })
  })

  test('can be set for the whole mock, and for one request', async () => {
    await using many = await serve({ lists }, { total: 70 })
    const there = `${many.url}/lists/v1/flat`
    expect((await get(there)).body).toMatchObject({ total: 70 })
    expect((await get(there, 'total=0')).body).toMatchObject({ total: 0, data: [] })
  })

  test('is refused when it is no number', async () => {
    const { response } = await get('/flat', 'total=many')
    expect(response.status).toBe(404)
    expect(response.headers.get('x-parlance-refusal')).toBe(
      'prefer: total must be a number from 0 to 100000, not "many"',
    )
    await expect(serve({ lists }, { total: -1 })).rejects.toMatchObject({ code: 'bad-option' })
  })

  test('is nothing where the example is empty', async () => {
    expect((await get('/numbered', 'example=None, total=5')).body).toEqual([])
  })
})

test('a page that is asked for by its name comes as it is, with a link to the mock', async () => {
  expect((await get('/flat?size=1', 'example=Second')).body).toEqual({
    total: 9,
    next_page_url: `${base}/flat?page=3`,
    data: [{ flat_id: 'x4' }],
  })
})

test('a list that does not say how to ask for a page is answered as the example says', async () => {
  expect((await get('/plain')).body).toEqual({ data: [1] })
})

test('the same request gets the same page', async () => {
  const [one, two] = await Promise.all([get('/hal?page=1', 'total=9'), get('/hal?page=1', 'total=9')])
  expect(one.body).toEqual(two.body)
})
