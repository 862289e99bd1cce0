import { describe, expect, test } from 'vitest'
import { lists, styles } from '../test/lists.ts'
import { UsageError } from './errors.ts'

describe.each(Object.keys(styles) as (keyof typeof styles)[])('take(n) in the style %s', (style) => {
  test.each([
    [1, [1], 1],
    [3, [1, 2, 3], 1],
    [4, [1, 2, 3, 4], 2],
    [6, [1, 2, 3, 4, 5, 6], 2],
    [99, [1, 2, 3, 4, 5, 6, 7], 3],
  ])('take(%i) gives %j and asks for %i pages', async (count, items, pages) => {
    const { list, sent } = await lists(style, 7)
    expect(await Array.fromAsync(list().take(count))).toEqual(items)
    expect(sent).toHaveLength(pages)
  })

  test.each([
    [3, 1],
    [4, 2],
    [6, 2],
    [99, 3],
  ])('take(%i) asks for no more than %i pages ahead either', async (count, pages) => {
    const { list, sent } = await lists(style, 7)
    await Array.fromAsync(list().prefetch().take(count))
    expect(sent).toHaveLength(pages)
  })
})

test.each([0, -1, -0])('take(%i) gives nothing and sends nothing', async (count) => {
  const { list, sent } = await lists('page', 7)
  expect(await Array.fromAsync(list().take(count))).toEqual([])
  expect(await Array.fromAsync(list().prefetch().take(count))).toEqual([])
  expect(sent).toEqual([])
})

test.each([1.5, Number.NaN, Infinity, '3' as unknown as number])(
  'take(%s) is refused before anything is sent',
  async (count) => {
    const { list, sent } = await lists('page', 7)
    expect(() => list().take(count)).toThrow(UsageError)
    expect(() => list().take(count)).toThrow(
      `parcels.list(): \`count\` must be a whole number, but is ${count}.`,
    )
    expect(sent).toEqual([])
  },
)

test('items that were taken can be left in the middle', async () => {
  const { list, sent } = await lists('page', 7)
  for await (const item of list().take(5)) if (item === 3) break
  expect(sent).toEqual([''])
})
