import { getEventListeners } from 'node:events'
import { describe, expect, test, vi } from 'vitest'
import { type Lists, lists, styles } from '../test/lists.ts'
import { json } from './testing.ts'

describe.each(Object.keys(styles) as (keyof typeof styles)[])('prefetch() in the style %s', (style) => {
  test('has the next page on its way while one is in use, and no more than that', async () => {
    const { list, sent, settled } = await lists(style, 9)
    const all = style === 'page' ? 4 : 3
    let page = 0
    for await (const _ of list().prefetch().pages()) {
      const asked = Math.min((page += 1) + 1, all)
      expect(sent).toHaveLength(asked)
      await vi.waitFor(() => expect(settled).toHaveLength(asked))
      expect(sent).toHaveLength(asked)
    }
    expect(page).toBe(all)
  })

  test('gives the same items and pages as without', async () => {
    const { list } = await lists(style, 7)
    expect(await Array.fromAsync(list().prefetch())).toEqual([1, 2, 3, 4, 5, 6, 7])
    const pages = await Array.fromAsync(list().prefetch().pages())
    expect(pages.map(({ next }) => next)).toEqual(
      (await Array.fromAsync(list().pages())).map(({ next }) => next),
    )
  })
})

test('without prefetch() a page is asked for when it is come to', async () => {
  const { list, sent } = await lists('page', 7)
  let page = 0
  for await (const _ of list().pages()) expect(sent).toHaveLength((page += 1))
})

describe('a page that was asked for ahead and fails', () => {
  const failing: Parameters<typeof lists>[2] = (query, response) =>
    query === '?page=2' && (json(response, 501, {}), true)

  /** Waits until the second page has failed, and for a rejection that nobody handles to be noticed. */
  async function failed(settled: string[]): Promise<void> {
    await vi.waitFor(() => expect(settled).toContain('?page=2'))
    await new Promise(setImmediate)
  }

  test('says so when it is come to, after all items before it', async () => {
    const { list, settled } = await lists('page', 9, failing)
    const seen: number[] = []
    const walk = async () => {
      for await (const item of list().prefetch()) {
        seen.push(item)
        await failed(settled)
      }
    }
    await expect(walk()).rejects.toMatchObject({ status: 501 })
    expect(seen).toEqual([1, 2, 3])
  })

  test('says so to nobody if nobody comes to it', async () => {
    const { list, sent, settled } = await lists('page', 9, failing)
    for await (const _ of list().prefetch()) {
      await failed(settled)
      break
    }
    expect(sent).toEqual(['', '?page=2'])
  })
})

describe('a list that is left early', () => {
  type Way = (items: ReturnType<Lists['list']>, underway: Promise<void>) => Promise<unknown>
  const mine = new Error('mine')
  const ways: [string, Way][] = [
    [
      'by break',
      async (items, underway) => {
        for await (const _ of items) {
          await underway
          break
        }
      },
    ],
    [
      'by an error of its user',
      async (items, underway) => {
        for await (const _ of items) {
          await underway
          throw mine
        }
      },
    ],
    [
      'by return()',
      async (items, underway) => {
        const pages = items.pages()
        await pages.next()
        await underway
        await pages.return()
      },
    ],
    [
      'by throw()',
      async (items, underway) => {
        const pages = items.pages()
        await pages.next()
        await underway
        await pages.throw(mine)
      },
    ],
  ]

  test.each(ways)('aborts the page on its way and leaves nothing behind: %s', async (_, leave) => {
    const underway = Promise.withResolvers<void>()
    const aborted = Promise.withResolvers<void>()
    const { list, sent } = await lists('page', 9, (query, response) => {
      if (query === '') return false
      response.once('close', aborted.resolve)
      underway.resolve()
      return true // It is never answered.
    })
    const { signal } = new AbortController()
    const left = leave(list({}, { signal }).prefetch(), underway.promise)
    await left.catch((error: unknown) => {
      if (error !== mine) throw error
    })
    await aborted.promise
    await vi.waitFor(() => expect(getEventListeners(signal, 'abort')).toEqual([]))
    expect(sent).toEqual(['', '?page=2'])
  })

  test('stops asking even before the page on its way has been sent', async () => {
    const { list, sent } = await lists('page', 9)
    const { signal } = new AbortController()
    for await (const _ of list({}, { signal }).prefetch()) break
    await vi.waitFor(() => expect(getEventListeners(signal, 'abort')).toEqual([]))
    expect(sent).toEqual(['', '?page=2'])
  })
})

test('the signal of the caller aborts a page on its way, with its reason', async () => {
  const { list } = await lists('page', 9, (query) => query !== '')
  const controller = new AbortController()
  const pages = list({}, { signal: controller.signal }).prefetch().pages()
  await pages.next()
  controller.abort(new Error('enough'))
  await expect(pages.next()).rejects.toMatchObject({ kind: 'abort', cause: new Error('enough') })
  expect(getEventListeners(controller.signal, 'abort')).toEqual([])
})

test('a list that is read to its end leaves no listener on the signal of the caller', async () => {
  const { list } = await lists('link', 7)
  const { signal } = new AbortController()
  await Array.fromAsync(list({}, { signal }))
  await Array.fromAsync(list({}, { signal }).prefetch())
  const abandoned = list({}, { signal })[Symbol.asyncIterator]()
  await abandoned.next()
  expect(getEventListeners(signal, 'abort')).toEqual([])
})
