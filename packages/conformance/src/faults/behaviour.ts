/** Clients and mocks that do not behave as the spec says. */
import type { Stage } from '../agreements/index.ts'
import type { Fetch } from '../round-trip/trip.ts'

/** A fault in a stage. */
export interface StageFault {
  readonly name: string
  readonly caughtBy: string
  readonly place: 'atMock' | 'atClient' | 'atDelivery'
  plant(act: () => void): Partial<Stage>
}

function atMock(name: string, caughtBy: string, spoil: (fetch: Fetch, act: () => void) => Fetch): StageFault {
  return { name, caughtBy, place: 'atMock', plant: (act) => ({ atMock: (fetch) => spoil(fetch, act) }) }
}

function atClient(
  name: string,
  caughtBy: string,
  spoil: (fetch: Fetch, act: () => void) => Fetch,
): StageFault {
  return { name, caughtBy, place: 'atClient', plant: (act) => ({ atClient: (fetch) => spoil(fetch, act) }) }
}

/** Changes responses of one kind. */
function responses(
  isMeant: (response: Response) => boolean,
  change: (response: Response) => Response | Promise<Response>,
) {
  return (fetch: Fetch, act: () => void): Fetch =>
    async (url, init) => {
      const response = await fetch(url, init)
      if (!isMeant(response)) return response
      act()
      return change(response)
    }
}

const isTooMany = ({ status }: Response): boolean => status === 429
const fine = (): Response =>
  new Response('{}', { status: 200, headers: { 'content-type': 'application/json' } })
const tooMany = (): Response =>
  new Response('{}', { status: 429, headers: { 'retry-after': '1', 'content-type': 'application/json' } })

/** Changes the items of pages: all of them, or those behind the first. */
function pages(change: (items: unknown[]) => unknown[], isLaterOnly = false) {
  return (fetch: Fetch, act: () => void): Fetch =>
    async (url, init) => {
      const response = await fetch(url, init)
      const text = await response.text()
      const isLater = /[?&](page=[2-9]|page=1\d|offset=[1-9]|next=|start=)/.test(url)
      const body = /^[[{]/.test(text) ? (JSON.parse(text) as unknown) : text
      const items = listIn(body)
      const isMeant = items !== undefined && items.length > 0 && (isLater || !isLaterOnly)
      const headers = new Headers(response.headers)
      headers.delete('content-length')
      if (!isMeant) return new Response(text === '' ? null : text, { status: response.status, headers })
      act()
      const changed = change(items)
      items.splice(0, items.length, ...changed)
      return new Response(JSON.stringify(body), { status: response.status, headers })
    }
}

/** The first list of objects in a body. */
function listIn(body: unknown): unknown[] | undefined {
  if (Array.isArray(body)) return body
  if (typeof body !== 'object' || body === null) return undefined
  for (const [name, value] of Object.entries(body)) {
    const found = name.startsWith('_links') ? undefined : listIn(value)
    if (found) return found
  }
  return undefined
}

const isTokenRequest = (init: RequestInit): boolean =>
  !new Headers(init.headers).get('authorization')?.startsWith('Bearer ')

const limitsOfAll = 'limits of the API'
const limitsOfOne = 'limits of operations'

export const stageFaults: readonly StageFault[] = [
  atMock('takes more than it says', limitsOfAll, responses(isTooMany, fine)),
  atMock('refuses sooner than it says', limitsOfAll, (fetch, act) => {
    let count = 0
    return async (url, init) => {
      count += 1
      if (count % 10 !== 0) return fetch(url, init)
      act()
      return tooMany()
    }
  }),
  atMock(
    'does not say how long to wait',
    limitsOfAll,
    responses(isTooMany, async (response) => {
      const headers = new Headers(response.headers)
      headers.delete('retry-after')
      return new Response(await response.text(), { status: 429, headers })
    }),
  ),
  atClient('sends everything twice', limitsOfAll, (fetch, act) => async (url, init) => {
    act()
    await (await fetch(url, init)).arrayBuffer()
    return fetch(url, init)
  }),
  atMock('lets bots say what they like', limitsOfOne, responses(isTooMany, fine)),
  atClient('counts nothing that succeeds', limitsOfOne, (fetch, act) => async (url, init) => {
    // A client takes a refusal for nothing done, and does not count it.
    act()
    await (await fetch(url, init)).arrayBuffer()
    return new Response('{}', { status: 400, headers: { 'content-type': 'application/json' } })
  }),
  atMock(
    'loses an item of every page',
    'paging',
    pages((items) => items.slice(0, -1)),
  ),
  atMock(
    'gives an item twice',
    'paging',
    pages((items) => [...items, items[0]]),
  ),
  atMock(
    'gives its items in another order',
    'paging',
    pages((items) => items.toReversed()),
  ),
  atMock(
    'leaves later pages empty',
    'paging',
    pages(() => [], true),
  ),
  atMock(
    'leaves out what was added last',
    'paging of what is kept',
    pages((items) => items.slice(0, -1), true),
  ),
  atClient('does not read on', 'paging', (fetch, act) => {
    let first: Response | undefined
    return async (url, init) => {
      // Every page is the first one.
      if (first) act()
      first ??= await fetch(url, init)
      return first.clone()
    }
  }),
  atClient('repeats what may act twice', 'retry safety', (fetch, act) => async (url, init) => {
    const response = await fetch(url, init)
    if (response.status !== 503) return response
    act()
    return fetch(url, init)
  }),
  atClient(
    'takes an outage for a refusal',
    'retry safety',
    responses(
      ({ status }) => status === 503,
      async (response) =>
        new Response(await response.text(), { status: 400, headers: { 'content-type': 'application/json' } }),
    ),
  ),
  atClient('makes every token twice', 'life of tokens', (fetch, act) => async (url, init) => {
    if (isTokenRequest(init)) {
      act()
      await (await fetch(url, init)).arrayBuffer()
    }
    return fetch(url, init)
  }),
  atMock('refuses the tokens that it makes, once they are renewed', 'life of tokens', (fetch, act) => {
    let made = 0
    return async (url, init) => {
      if (isTokenRequest(init)) made += 1
      if (isTokenRequest(init) || made < 3) return fetch(url, init)
      act()
      return new Response('{}', { status: 401, headers: { 'content-type': 'application/json' } })
    }
  }),
  atMock('never lets a token expire', 'life of tokens', (fetch, act) => async (url, init) => {
    const response = await fetch(url, init)
    if (isTokenRequest(init) || (response.status !== 401 && response.status !== 403)) return response
    act()
    return fine()
  }),
  atClient('takes its credential wherever it is led', 'redirects', (fetch, act) => async (url, init) => {
    const response = await fetch(url, { ...init, redirect: 'manual' })
    const location = response.headers.get('location')
    if (response.status !== 307 || location === null) return response
    act()
    return fetch(location, { ...init, redirect: 'manual' })
  }),
  {
    name: 'signs with another secret, or says something else',
    caughtBy: 'webhooks',
    place: 'atDelivery',
    plant: (act) => ({
      atDelivery: ({ headers, body }) => {
        act()
        return { headers, body: body.replace(/\}$/, ',"planted":true}') }
      },
    }),
  },
]
