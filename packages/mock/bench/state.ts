/** What state costs: the mock with many records beside the one without any, and lists of very many. */
import { fileURLToPath } from 'node:url'
import { idAfter } from '../src/paging/items.ts'
import { load } from './load.ts'
import { startServer } from './server.ts'
import { median } from './soak.ts'
import { firstId, startWith } from './state-server.ts'
import { provider } from './subject.ts'

/** How many records each resource has. */
const some = 10_000

/** How long each kind of request is sent before it is measured, in seconds: until the code for it has been optimized. */
const warmUp = 3

/** How many records lists choose from. */
const many = 100_000

const server = fileURLToPath(new URL('state-server.ts', import.meta.url))
const path = `/${provider}/v2/forms`
const headers = { authorization: 'Bearer bench' }
const written = { ...headers, 'content-type': 'application/json' }
const named = (name: string) => JSON.stringify({ name })
const idAt = (index: number) => idAfter(firstId, (index * 7919) % some)
const each = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index))

/** What is asked, each time of other records. */
const loads = {
  get: each(500, (index) => ({ method: 'GET', path: `${path}/${idAt(index)}`, headers })),
  list: each(100, (index) => ({ method: 'GET', path: `${path}?limit=25&offset=${index * 25}`, headers })),
  post: each(100, (index) => ({ method: 'POST', path, headers: written, body: named(`Form ${index}`) })),
  patch: each(500, (index) => ({
    method: 'PATCH',
    path: `${path}/${idAt(index)}`,
    headers: written,
    body: named(`Changed ${index}`),
  })),
}

export type StateLoad = keyof typeof loads

/** What lists are asked for among very many records. */
const choices = {
  'first page': (index: number) => `limit=${25 + (index % 50)}`,
  'page in the middle': (index: number) => `limit=25&offset=${50_000 + index}`,
  'filter, equal': (index: number) => `limit=25&name=Record ${index}`,
  'filter, compared': (index: number) => `limit=25&createdAt=>=2020-01-${10 + (index % 20)}`,
  'sorted by name': (index: number) => `limit=25&offset=${index}&sort=name`,
  'sorted, in the middle': (index: number) => `limit=25&offset=${50_000 + index}&sort=createdAt,name`,
  'filtered and sorted': (index: number) =>
    `limit=${25 + (index % 50)}&id=>${idAfter(firstId, index)}&sort=-name`,
}

export interface StateCost {
  readonly records: number
  /** Answers per second with state, and the share of it of those without: the median of the ratios of each round. */
  readonly rates: Readonly<Record<StateLoad, { readonly perSecond: number; readonly share: number }>>
  readonly many: number
  /** Median time of a list, in milliseconds. */
  readonly lists: Readonly<Record<string, number>>
}

/** Measures both, in turns. */
export async function measureState(
  { rounds, seconds }: { readonly rounds: number; readonly seconds: number },
  tell: (line: string) => void,
): Promise<StateCost> {
  const kinds = Object.keys(loads) as StateLoad[]
  const measured = new Map(kinds.map((kind) => [kind, [] as { perSecond: number; share: number }[]]))
  for (let round = 0; round < rounds; round++) {
    const without = await rates(0, seconds)
    const withState = await rates(some, seconds)
    for (const kind of kinds) {
      const perSecond = withState[kind]
      measured.get(kind)!.push({ perSecond, share: perSecond / without[kind] })
      tell(
        `round ${round + 1} of ${rounds}, ${kind}: ${Math.round(perSecond)}/s, without state ${Math.round(without[kind])}/s`,
      )
    }
  }
  const summary = kinds.map((kind) => {
    const all = measured.get(kind)!
    const perSecond = Math.round(median(all.map((one) => one.perSecond)))
    return [kind, { perSecond, share: Math.round(median(all.map((one) => one.share)) * 100) / 100 }] as const
  })
  const lists = await measureLists()
  return { records: some, rates: Object.fromEntries(summary) as StateCost['rates'], many, lists }
}

async function rates(records: number, seconds: number): Promise<Record<StateLoad, number>> {
  const isUp = async (url: string) => {
    const response = await fetch(`${url}${path}?limit=1`, { headers })
    await response.arrayBuffer()
    return response.ok
  }
  await using running = await startServer((port) => [server, String(port), String(records)], isUp)
  const found = {} as Record<StateLoad, number>
  for (const [kind, requests] of Object.entries(loads)) {
    await load({ url: running.url, seconds: warmUp, requests })
    const outcome = await load({ url: running.url, seconds, requests })
    if (outcome.good < outcome.answers || outcome.failures > 0) {
      throw new Error(`${kind} was not answered well every time: ${JSON.stringify(outcome)}`)
    }
    found[kind as StateLoad] = outcome.perSecond
  }
  return found
}

/** How often each list is asked for. */
const times = 60

async function measureLists(): Promise<Record<string, number>> {
  await using mock = await startWith(many, { listen: false })
  const found: [string, number][] = []
  for (const [name, queryAt] of Object.entries(choices)) {
    const took: number[] = []
    for (let index = 0; index < times; index++) {
      const start = performance.now()
      const response = await mock.fetch(`${mock.url}${path}?${queryAt(index)}`, { headers })
      await response.arrayBuffer()
      if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`)
      took.push(performance.now() - start)
    }
    found.push([name, Math.round(median(took) * 100) / 100])
  }
  return Object.fromEntries(found)
}
