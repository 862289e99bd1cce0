/** Lists that come in pages. */
import * as fc from 'fast-check'
import { at, pointerTo } from '../pointer.ts'
import { isSame } from '../generate/schema.ts'
import { type AnyClient, type AnyList, examplesOf } from '../client.ts'
import { seedFor } from '../suite/settings.ts'
import type { Agreement, Finding, Stage } from './agreement.ts'
import { type Callable, callables } from './arguments.ts'
import { openLine } from './line.ts'

/** The longest list, and the longest page that is asked for of several. */
const longestList = 23
const longestPage = 9

export const paging: Agreement = {
  name: 'paging',
  promises:
    'Every list has each of its items once and in the same order, however long it and its pages are, and ends.',
  try: (stage) => readLists(stage, false),
}

export const pagingOfRecords: Agreement = {
  name: 'paging of what is kept',
  promises: 'The same holds for the lists of a mock that keeps what it is told, of whatever it keeps.',
  try: (stage) => readLists(stage, true),
}

/** Reads every list in pages of several lengths; where nothing is kept, the list is as long as it is asked to be. */
async function readLists(stage: Stage, stateful: boolean): Promise<Finding | undefined> {
  const lists = callables(stage).filter(({ operation }) => operation.paging)
  if (lists.length === 0) return undefined
  await using line = await openLine(stage, { rateLimit: false, stateful })
  const client = await line.client()
  const problems: string[] = []
  let tried = 0
  for (const list of lists) {
    const limitParam = limitParamOf(stage, list)
    const details = await fc.check(
      fc.asyncProperty(lengths, async ({ total, size }) => {
        tried += 1
        const reading = { size, limitParam, ...(!stateful && { total }) }
        const found = await readThrough(client, list, reading)
        const items = stateful ? 'what is kept' : `${total} items`
        if (found) throw new Error(`${list.operation.id} with ${items} in pages of ${size}: ${found}`)
      }),
      {
        numRuns: Math.max(3, Math.ceil(stage.settings.runs / 6)),
        seed: seedFor(stage.settings.seed, list.operation.id),
        endOnFailure: stage.settings.isBrief === true,
        // Several pages, of which the last is not full, whatever chance has in store.
        examples: [[{ total: 5, size: 2 }]],
      },
    )
    if (details.failed) problems.push((details.errorInstance as Error).message)
  }
  return { tried, problems }
}

/** Everything that comes, or as much of what does not end as is enough to see that. */
async function gather<Item>(all: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = []
  for await (const item of all) {
    items.push(item)
    if (items.length > 3 * longestList) break
  }
  return items
}

const lengths = fc.record({
  total: fc.oneof(fc.constantFrom(0, 1, 2), fc.nat({ max: longestList })),
  size: fc.integer({ min: 1, max: longestPage }),
})

function limitParamOf({ document }: Stage, { contract }: Callable): string | undefined {
  const place = pointerTo('paths', contract.path, contract.method.toLowerCase(), 'x-redoclyPagination')
  const { limitParam } = at(document, place) as { limitParam?: string }
  return limitParam ?? contract.parameters.find(({ name }) => /^(limit|size|per_page)$/.test(name))?.name
}

interface Reading {
  /** How many items there are to be; those that there are without. */
  readonly total?: number
  readonly size: number
  readonly limitParam: string | undefined
}

/** Reads a list in every way that a client has; what is wrong, if anything is. */
async function readThrough(
  client: AnyClient,
  { operation }: Callable,
  reading: Reading,
): Promise<string | undefined> {
  const { size, limitParam } = reading
  const values = examplesOf(operation)
  const open = (length: number): AnyList => {
    const query = limitParam === undefined ? values.query : { ...values.query, [limitParam]: length }
    const headers: Record<string, string> =
      reading.total === undefined ? {} : { prefer: `total=${reading.total}` }
    return client.call(operation, { headers }, { ...values, query }) as AnyList
  }
  const whole = await gather(open(longestList + 1))
  const { total = whole.length } = reading
  const items = await gather(open(size))
  if (items.length !== total) return `it has ${items.length} items.`
  if (!isSame(items, whole)) return 'in one page it has other items, or others first.'
  if (new Set(items.map((item) => JSON.stringify(item))).size !== total) return 'an item comes twice.'
  const pages = await gather(open(size).pages())
  if (
    !isSame(
      pages.flatMap((page) => page.items),
      items,
    )
  )
    return 'page by page it has other items.'
  const isUneven = pages.slice(0, -1).some((page) => page.items.length !== size)
  if (limitParam !== undefined && isUneven)
    return `its pages have ${pages.map((page) => page.items.length).join(', ')} items.`
  const some = Math.ceil(total / 2)
  if (!isSame(await gather(open(size).take(some)), items.slice(0, some)))
    return `its first ${some} items are others.`
  return isSame(await gather(open(size).prefetch()), items) ? undefined : 'fetched ahead it has other items.'
}
