import { describe, expect, test } from 'vitest'
import { lists, styles } from '../test/lists.ts'
import { UsageError } from './errors.ts'
import { type Checkpoint, list, type ListOperation } from './paginate.ts'
import { json, kernelAt, serve } from './testing.ts'

/** What another process reads from where this one wrote it. */
function stored<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}

describe.each(Object.keys(styles) as (keyof typeof styles)[])('a checkpoint in the style %s', (style) => {
  test.each([
    [0, [4, 5, 6, 7]],
    [1, [7]],
  ])('after page %i gives the rest to another client', async (index, rest) => {
    const query = { status: 'ready', tag: ['a,b', 'c'] }
    const before = await lists(style, 7)
    const pages = await Array.fromAsync(before.list(query).pages())
    const after = await lists(style, 7)
    const checkpoint = stored(pages[index]!.next)
    expect(await Array.fromAsync(after.list().from(checkpoint))).toEqual(rest)
    expect(after.sent).toEqual(before.sent.slice(index + 1))
  })

  test('works wherever a list does', async () => {
    const { list } = await lists(style, 7)
    const { value } = await list().pages().next()
    const rest = list().from(stored(value!.next))
    expect((await rest.pages().next()).value?.items).toEqual([4, 5, 6])
    expect(await Array.fromAsync(rest.take(2))).toEqual([4, 5])
    expect(await Array.fromAsync(rest.prefetch())).toEqual([4, 5, 6, 7])
    expect((await rest.safe()).error).toBeUndefined()
  })

  test('holds no credential and no host', async () => {
    const { list } = await lists(style, 7)
    const { value } = await list().pages().next()
    expect(JSON.stringify(value!.next)).not.toMatch(/key-1|127\.0\.0\.1|elsewhere|http/)
  })
})

test('a checkpoint brings its query with it, and that of the call is not used', async () => {
  const { list, sent } = await lists('page', 7)
  const { value } = await list({ status: 'ready', limit: 2 }).pages().next()
  await list({ status: 'lost', limit: 4 }).from(value!.next)
  expect(sent.at(-1)).toBe('?status=ready&limit=2&page=2')
})

test.each([undefined, null])('from(%s) is the list from its start', async (nothing) => {
  const { list } = await lists('page', 4)
  expect(await Array.fromAsync(list().from(nothing))).toEqual([1, 2, 3, 4])
})

describe('a checkpoint of another list is refused', () => {
  const shelves: ListOperation = {
    id: 'shelves.list',
    method: 'GET',
    path: '/depots/{depot}/shelves',
    args: ['depot'],
    paging: { next: () => ({ page: 2 }), items: '' },
  }

  async function ofDepot(depot: unknown): Promise<Checkpoint> {
    const origin = await serve((_, response) => json(response, 200, []))
    const { value } = await list(kernelAt(origin), shelves, [depot]).pages().next()
    return value!.next!
  }

  test('of another operation', async () => {
    const { list, sent } = await lists('page', 7)
    const checkpoint = await ofDepot(1)
    expect(() => list().from(checkpoint)).toThrow(UsageError)
    expect(() => list().from(checkpoint)).toThrow(
      'parcels.list() cannot go on from a checkpoint of shelves.list(1). Use one of its own.',
    )
    expect(sent).toEqual([])
  })

  test('with other path parameters', async () => {
    const checkpoint = await ofDepot(1)
    const kernel = kernelAt('http://127.0.0.1:9')
    expect(() => list(kernel, shelves, [2]).from(checkpoint)).toThrow('a checkpoint of shelves.list(1)')
    expect(() => list(kernel, shelves, ['1']).from(checkpoint)).not.toThrow()
  })

  test('of nothing that we know', async () => {
    const { list } = await lists('page', 7)
    expect(() => list().from({ page: 2 } as unknown as Checkpoint)).toThrow(UsageError)
  })
})
