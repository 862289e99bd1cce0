import { describe, expect, test } from 'vitest'
import { type Lists, lists, styles } from '../test/lists.ts'
import { list, type ListOperation } from './paginate.ts'
import { json, kernelAt, serve } from './testing.ts'

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

describe.each(Object.keys(styles) as (keyof typeof styles)[])('a list in the style %s', (style) => {
  test.each([0, 1, 2, 3, 4, 6, 7])('gives each of %i items once', async (count) => {
    const { list } = await lists(style, count)
    expect(await Array.fromAsync(list())).toEqual(upTo(count))
  })

  test('goes on from every page, and from none after the last', async () => {
    const { list } = await lists(style, 7)
    const pages = await Array.fromAsync(list().pages())
    expect(pages.map(({ items }) => items)).toEqual([[1, 2, 3], [4, 5, 6], [7]])
    expect(pages.map(({ next }) => next !== undefined)).toEqual([true, true, false])
  })

  test('keeps its filters', async () => {
    const { list, sent } = await lists(style, 7)
    await Array.fromAsync(list({ status: 'ready', tag: ['a,b', 'c'] }))
    expect(sent).toHaveLength(3)
    for (const query of sent) expect(query).toMatch(/^\?status=ready&tag=a%2Cb&tag=c(&|$)/)
  })

  test('gives parallel demands their items in order', async () => {
    for (const start of [(await lists(style, 4)).list(), (await lists(style, 4)).list().prefetch()]) {
      const iterator = start[Symbol.asyncIterator]()
      const results = await Promise.all(upTo(6).map(() => iterator.next()))
      expect(results.map(({ value }) => value as unknown)).toEqual([1, 2, 3, 4, undefined, undefined])
      expect(results.map(({ done }) => done)).toEqual([false, false, false, false, true, true])
    }
  })
})

describe('the end of a list', () => {
  test('is a short page, after which none is asked for', async () => {
    const { list, sent } = await lists('page', 4)
    await Array.fromAsync(list())
    expect(sent).toEqual(['', '?page=2'])
  })

  test('is an empty page after a full one where pages have numbers', async () => {
    const { list, sent } = await lists('page', 6)
    const pages = await Array.fromAsync(list().pages())
    expect(pages.map(({ items }) => items.length)).toEqual([3, 3, 0])
    expect(pages.at(-1)?.next).toBeUndefined()
    expect(sent).toEqual(['', '?page=2', '?page=3'])
  })

  test.each(['link', 'HAL page', 'HAL cursor'] as const)(
    'is a page without a link, full or not, in the style %s',
    async (style) => {
      const { list, sent } = await lists(style, 6)
      const pages = await Array.fromAsync(list().pages())
      expect(pages.map(({ items }) => items.length)).toEqual([3, 3])
      expect(sent).toHaveLength(2)
    },
  )

  test('is not missed when the provider cuts a page down to its largest size', async () => {
    const { list, sent } = await lists('page', 9)
    expect(await Array.fromAsync(list({ limit: 100 }))).toEqual(upTo(9))
    expect(sent).toHaveLength(3)
  })

  test('comes at once where the size of a page is no number', async () => {
    const { list, sent } = await lists('page', 9)
    expect(await Array.fromAsync(list({ limit: 'many' }))).toEqual([1, 2, 3])
    expect(sent).toHaveLength(1)
  })

  test('comes as an error when a page links back to one that was read', async () => {
    const { list, sent } = await lists('link', 0, (_, response) => {
      json(response, 200, [1], { link: '</parcels?offset=1&token=secret>; rel="next"' })
      return true
    })
    const seen: number[] = []
    const error = await walk(list(), seen).catch((caught: unknown) => caught)
    expect(seen).toEqual([1, 1])
    expect(sent).toHaveLength(2)
    expect(error).toMatchObject({
      message: expect.stringContaining('it leads back to a page that was read') as string,
      request: { url: expect.stringMatching(/\/v1\/parcels$/) as string },
    })
  })
})

describe('a list', () => {
  test('starts at the page that was asked for', async () => {
    const { list, sent } = await lists('page', 5)
    expect(await Array.fromAsync(list({ page: 2, limit: 2 }))).toEqual([3, 4, 5])
    expect(sent).toEqual(['?page=2&limit=2', '?page=3&limit=2'])
  })

  test('is its first page when awaited, and asks for that only once', async () => {
    const { list, sent } = await lists('page', 4)
    const parcels = list()
    expect(await parcels).toEqual([1, 2, 3])
    expect(sent).toEqual([''])
    expect(await Array.fromAsync(parcels)).toEqual([1, 2, 3, 4])
    expect(await Array.fromAsync(parcels.prefetch())).toEqual([1, 2, 3, 4])
    expect((await parcels.withResponse()).data).toEqual([1, 2, 3])
    expect(sent).toEqual(['', '?page=2', '?page=2'])
  })

  test('gives page by page with the response', async () => {
    const { list } = await lists('HAL page', 4)
    const [first] = await Array.fromAsync(list().pages())
    expect(first?.response.status).toBe(200)
    expect(first?.data).toMatchObject({ _embedded: { parcels: [1, 2, 3] } })
  })

  test('sends nothing as long as nobody asks it for anything', async () => {
    const { list, sent } = await lists('page', 4)
    list().from(undefined).prefetch().take(2)
    list().pages()
    await new Promise(setImmediate)
    expect(sent).toEqual([])
  })

  test('stops asking when the loop is left', async () => {
    const { list, sent } = await lists('page', 9)
    for await (const item of list()) if (item === 2) break
    expect(sent).toEqual([''])
  })

  test('throws what went wrong on a later page after the items before it', async () => {
    const { list } = await lists('page', 9, failOn('?page=2'))
    const seen: number[] = []
    await expect(walk(list(), seen)).rejects.toMatchObject({ status: 501 })
    expect(seen).toEqual([1, 2, 3])
  })

  test('is not sent on once its signal is aborted, even if its first page was there before', async () => {
    const { list, sent } = await lists('page', 9)
    const controller = new AbortController()
    const parcels = list({}, { signal: controller.signal })
    await parcels
    controller.abort(new Error('enough'))
    const seen: number[] = []
    await expect(walk(parcels, seen)).rejects.toMatchObject({ kind: 'abort', cause: new Error('enough') })
    expect(seen).toEqual([1, 2, 3])
    expect(sent).not.toContain('?page=3')
  })
})

describe('a body without the list', () => {
  const parcels = { id: 'parcels.list', method: 'GET', path: '/parcels' } as const
  const at = (items: string): ListOperation => ({ ...parcels, paging: { next: () => undefined, items } })

  test.each([
    ['', { parcels: [] }, 'there is no list at its top'],
    ['/data', { data: 'none' }, 'there is no list at /data'],
    ['/data', 'none', 'there is no list at /data'],
  ])('is an error: %j of %j', async (pointer, body, message) => {
    const origin = await serve((_, response) => json(response, 200, body))
    const walked = Array.fromAsync(list(kernelAt(origin), at(pointer), []))
    await expect(walked).rejects.toMatchObject({
      kind: 'decode',
      message: expect.stringContaining(message) as string,
    })
  })

  test('is an empty page where the list stands inside an object', async () => {
    const origin = await serve((_, response) => json(response, 200, { _links: {} }))
    expect(await Array.fromAsync(list(kernelAt(origin), at('/_embedded/parcels'), []))).toEqual([])
  })
})

/** Answers one query with an error that is not sent again. */
function failOn(query: string): Parameters<typeof lists>[2] {
  return (asked, response) => asked === query && (json(response, 501, {}), true)
}

async function walk(items: ReturnType<Lists['list']>, seen: number[]): Promise<void> {
  for await (const item of items) seen.push(item)
}
