/** Clients that send the wrong thing, and mocks whose answers no client should take. */
import type { Fetch } from '../round-trip/trip.ts'
import type { Fault } from './fault.ts'

type ChangeRequest = (url: string, init: RequestInit) => [url: string, init: RequestInit] | undefined
type ChangeResponse = (response: Response) => Promise<Response | undefined>

function sending(name: string, caughtBy: string, change: ChangeRequest): Fault<Fetch> {
  return {
    name,
    caughtBy,
    plant: (fetch, act) => (url, init) => {
      const changed = change(url, init)
      if (changed) act()
      return fetch(...(changed ?? [url, init]))
    },
  }
}

function receiving(name: string, caughtBy: string, change: ChangeResponse): Fault<Fetch> {
  return {
    name,
    caughtBy,
    plant: (fetch, act) => async (url, init) => {
      const response = await fetch(url, init)
      const changed = await change(response)
      if (changed) act()
      return changed ?? response
    },
  }
}

function withBody({ status, headers }: Response, body: string): Response {
  return new Response(body, { status, headers: kept(headers) })
}

/** The body's length is another now. */
function kept(headers: Headers): Headers {
  const copy = new Headers(headers)
  copy.delete('content-length')
  return copy
}

const hasJson = ({ headers }: Response): boolean => /json/.test(headers.get('content-type') ?? '')

/** Clients. */
export const clientFaults: readonly Fault<Fetch>[] = [
  {
    name: 'sends everything twice',
    caughtBy: 'sent once',
    plant: (fetch, act) => async (url, init) => {
      act()
      await (await fetch(url, init)).arrayBuffer()
      return fetch(url, init)
    },
  },
  sending('forgets its query', 'address as written by the contract', (url, init) =>
    url.includes('?') ? [url.replace(/\?.*/, ''), init] : undefined,
  ),
  sending('writes a parameter twice', 'address as written by the contract', (url, init) =>
    url.includes('?') ? [`${url}&${url.split('?')[1]!.split('&')[0]}`, init] : undefined,
  ),
  sending('encodes twice', 'address as written by the contract', (url, init) =>
    url.includes('%') ? [url.replaceAll('%', '%25'), init] : undefined,
  ),
  sending('forgets a part of its body', 'body as given', (url, init) =>
    typeof init.body === 'string' ? [url, { ...init, body: '{}' }] : undefined,
  ),
  sending('says another media type', 'body as given', (url, init) => {
    if (typeof init.body !== 'string') return undefined
    const headers = new Headers(init.headers)
    headers.set('content-type', 'text/plain')
    return [url, { ...init, headers }]
  }),
  sending('forgets who it is', 'credentials where they belong', (url, init) => {
    const headers = new Headers(init.headers)
    headers.delete('authorization')
    headers.delete('x-api-key')
    return [url, { ...init, headers }]
  }),
]

/** Mocks, in front of a client. */
export const replyFaults: readonly Fault<Fetch>[] = [
  receiving('answers with data of another type', 'success arrives as data', async (response) =>
    response.ok && hasJson(response) ? withBody(response, '"no such thing"') : undefined,
  ),
  receiving('answers with half of its data', 'success arrives as data', async (response) => {
    if (!response.ok || !hasJson(response)) return undefined
    const text = await response.text()
    return withBody(response, text.slice(0, text.length / 2))
  }),
  receiving('fails where it should succeed', 'success arrives as data', async (response) =>
    response.ok && response.status !== 204
      ? new Response(await response.text(), { status: 500, headers: kept(response.headers) })
      : undefined,
  ),
  receiving('succeeds where it should fail', 'declared error arrives typed', async (response) =>
    response.ok
      ? undefined
      : new Response(await response.text(), { status: 200, headers: kept(response.headers) }),
  ),
  receiving('fails with another status', 'declared error arrives typed', async (response) =>
    response.ok
      ? undefined
      : new Response(await response.text(), { status: 418, headers: kept(response.headers) }),
  ),
  receiving('fails in a shape that nobody knows', 'declared error arrives typed', async (response) =>
    !response.ok && hasJson(response) ? withBody(response, '[]') : undefined,
  ),
]
