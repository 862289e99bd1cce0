import { listProviders } from '@parlance/compiler'
import { mockOrigin } from '@parlance/compiler/samples'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scratch } from '../../test/fixture.ts'
import { type Answer, comparable, type Plain, requestsOf } from '../../test/requests.ts'
import {
  inside,
  look,
  type Opened,
  openStage,
  outcome,
  outside,
  type Stage,
  type Start,
} from '../../test/sandbox.ts'
import { keptAt } from '../console/browser/kept/mock.ts'

const folder = await scratch(afterAll)
const providers = listProviders()

let stage: Stage
let page: Page
beforeAll(async () => {
  stage = await openStage(folder)
  page = await stage.open('/404.html')
}, 60_000)
afterAll(() => stage?.[Symbol.asyncDispose]())

/** The mock in the page and that on loopback have to say the same; gives the statuses. */
async function expectSame(requests: Plain[], start?: Start): Promise<number[]> {
  const { mock } = stage
  const [here, there] = await Promise.all([inside(page, requests, start), outside(mock, requests, start)])
  for (const [index, { provider, name }] of requests.entries()) {
    expect
      .soft(comparable(here[index]!, mockOrigin), `${provider} ${name}`)
      .toEqual(comparable(there[index]!, mock.url))
  }
  return here.map(({ status }) => status)
}

const withHeader = (request: Plain, name: string, value: string): Plain => ({
  ...request,
  headers: { ...request.headers, [name]: value },
})
const bare = ({ form: _form, body: _body, ...request }: Plain): Plain => request
const stripped = (request: Plain): Plain => ({ ...bare(request), headers: {} })
const named = (provider: string, name: string) => requestsOf(provider).find((one) => one.name === name)!

describe.each(providers)('%s in a page answers as on loopback', (provider) => {
  const requests = requestsOf(provider)
  const first = requests[0]!
  const writing = requests.find(({ body }) => body !== undefined)!
  const json = { ...writing.headers, 'content-type': 'application/json' }

  test('to the default request of every operation', async () => {
    const statuses = await expectSame(requests, 'afresh')
    expect(statuses.filter((status) => status >= 400)).toEqual([])
  })

  test('to all of them, each on what those before it have left', async () => {
    const statuses = await expectSame(requests.concat(requests))
    expect(statuses).toContain(404)
  })

  test('with bodies made from the schema', async () => {
    // They are drawn from what was sent, and a form has another boundary each time.
    const drawn = requests.filter(({ form }) => !form)
    const statuses = await expectSame(drawn.map((request) => withHeader(request, 'prefer', 'dynamic=true')))
    expect(statuses.filter((status) => status >= 400)).toEqual([])
  })

  test('to requests without credentials and without bodies', async () => {
    const statuses = await expectSame(requests.map(stripped))
    expect(statuses).toContain(401)
  })

  test('to what it refuses', async () => {
    const statuses = await expectSame([
      { ...bare(first), name: 'unknown path', method: 'GET', path: '/no/such/path' },
      { ...bare(first), name: 'other method', method: 'PATCH' },
      { ...writing, name: 'broken JSON', headers: json, body: '{"a": ' },
      { ...writing, name: 'other type', headers: { ...json, 'content-type': 'text/x; a="b"' } },
      { ...writing, name: 'no object', headers: json, body: '[]' },
      { ...writing, name: 'empty object', headers: json, body: '{}' },
      { ...bare(first), name: 'query', path: `${first.path.split('?')[0]}?limit=%FF&limit=%&a[]=1` },
      withHeader(first, 'prefer', 'example=NoSuchExample'),
      withHeader(first, 'x-parlance-fault', 'nonsense'),
    ])
    expect(statuses.slice(0, 2)).toEqual([404, 405])
    expect([400, 422]).toContain(statuses[2])
    expect([400, 415]).toContain(statuses[3])
  })

  test('to wishes, and to HEAD', async () => {
    const wishes = ['code=404', 'code=429', 'total=3', 'fault="error=503"'].map((wish) =>
      withHeader(first, 'prefer', wish),
    )
    const statuses = await expectSame([...wishes, { ...bare(first), name: 'HEAD', method: 'HEAD' }])
    expect(statuses[3]).toBe(503)
  })

  test('and has the same data after all of this', async () => {
    const here = JSON.stringify(await look(page, provider)).replaceAll(mockOrigin, stage.mock.url)
    const there = await keptAt(`${stage.mock.url}/__mock`, provider, { do: 'look' })
    expect(there).toMatchObject(JSON.parse(here) as object)
  })
})

test('forms were among the requests', () => {
  expect(providers.flatMap(requestsOf).filter(({ form }) => form).length).toBeGreaterThan(0)
})

describe('tokens of the page', () => {
  test('come from the token endpoint of ChatKitty, and serve', async () => {
    const token = (body: string): Plain => ({
      name: body,
      provider: 'chatkitty',
      path: '/oauth/token',
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
    })
    const client = 'grant_type=client_credentials&client_id=demo&client_secret=demo'
    const bodies = [client, 'grant_type=password', '', 'grant_type=client_credentials', `${client}&scope=no`]
    const statuses = await expectSame(bodies.map(token))
    expect(statuses.slice(0, 3)).toEqual([200, 400, 400])
    const [issued] = await inside(page, [token(client)])
    const { access_token: access } = JSON.parse(issued!.body) as { access_token: string }
    const read = requestsOf('chatkitty').find(({ method }) => method === 'GET')!
    const [answer] = await inside(page, [{ ...read, headers: { Authorization: `Bearer ${access}` } }])
    expect(answer!.status).toBe(200)
  })

  test('are signed, and refresh tokens of ChatShipper serve once', async () => {
    const login = named('chatshipper', 'tokens.create')
    const [issued] = await inside(page, [login])
    const { token, refreshToken } = JSON.parse(issued!.body) as Record<string, string>
    const renew = { ...login, body: JSON.stringify({ clientId: 'demo@parlance.example', refreshToken }) }
    const read = named('chatshipper', 'messages.list')
    const reading = (bearer: string) => ({ ...read, headers: { Authorization: `Bearer ${bearer}` } })
    const asked = [renew, renew, reading(token!), reading(`${token!.slice(0, -9)}forgeries`)]
    const statuses = (await inside(page, asked)).map(({ status }) => status)
    expect(statuses).toEqual([issued!.status, 401, 200, 401])
  })
})

test('a limit holds as on loopback, and says when to come again', async () => {
  const create = { ...named('chatshipper', 'messages.create'), provider: 'limited' }
  const statuses = await expectSame(Array.from({ length: 8 }, () => create))
  expect(new Set(statuses)).toEqual(new Set([201]))
  const [refused] = await inside(page, [create])
  expect(refused!.status).toBe(429)
  const wait = Number(new Headers(refused!.headers).get('retry-after'))
  expect(wait).toSatisfy((seconds: number) => seconds > 0 && seconds <= 180)
})

describe('what goes wrong on the way', () => {
  beforeAll(() => inside(page, [named('chitchats', 'tracking.get')], 'afresh'))

  test.each([
    ['reset', 'TypeError'],
    ['truncate', 'TypeError'],
    ['dribble', '200'],
  ])('goes wrong in a page: %s', async (fault, result) => {
    const [ended] = await outcome(page, '/', 'chitchats', { 'x-parlance-fault': fault })
    expect(ended).toBe(result)
  })

  test('an answer that nobody waits for any more does not come, and the next one does', async () => {
    const ends = await page.evaluate(async () => {
      const { sandbox } = globalThis as unknown as Opened
      const leaving = new AbortController()
      const ask = (headers: Record<string, string>, signal?: AbortSignal) =>
        sandbox.fetch('chitchats', '/tracking/k7qx2m9p4d.json', { headers, ...(signal && { signal }) }).then(
          ({ status }) => String(status),
          (error: unknown) => String(error),
        )
      const late = ask({ 'x-parlance-fault': 'latency=600000' }, leaving.signal)
      const next = await ask({})
      leaving.abort('enough')
      return [await late, next, await ask({}, leaving.signal), await ask({})]
    })
    expect(ends).toEqual(['enough', '200', 'enough', '200'])
  })

  test('a GET with a body is refused as by fetch', async () => {
    const error = await page.evaluate(() =>
      (globalThis as unknown as Opened).sandbox
        .fetch('chitchats', '/', { body: 'x' })
        .catch((error: unknown) => (error as Error).name),
    )
    expect(error).toBe('TypeError')
  })
})

describe('the data of a tab', () => {
  const contact = { ...named('chatti', 'contacts.create'), name: 'created' }
  const read = async (target: Page, id: string) => {
    const reading = { ...named('chatti', 'contacts.list'), path: `/v1/contacts/${id}` }
    const [{ status }] = (await inside(target, [reading])) as [Answer]
    return status
  }
  const create = async (target: Page) => {
    const [{ body }] = (await inside(target, [contact])) as [Answer]
    return (JSON.parse(body) as { contact_id: string }).contact_id
  }

  test('is there on its next page, and in no other tab', async () => {
    const tab = await stage.open('/404.html')
    const id = await create(tab)
    await stage.go(tab, '/')
    expect(await read(tab, id)).toBe(200)
    const other = await stage.open('/', tab)
    expect(await read(other, id)).toBe(404)
    await tab.context().close()
  })

  test('is up to date on a page to which somebody comes back', async () => {
    const tab = await stage.open('/404.html')
    const id = await create(tab)
    // As other pages of the tab do it meanwhile.
    await tab.evaluate(async () => {
      const { openSandbox } = globalThis as unknown as Opened
      await openSandbox(new URL('/', location.href)).kept('chatti', { do: 'reset' })
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    })
    expect(await read(tab, id)).toBe(404)
    await tab.close()
  })
})

describe('one worker serves all, and asks the site for documents only', () => {
  test('several providers at once', async () => {
    const statuses = await page.evaluate(
      async (requests) => {
        const { openSandbox, exchange } = globalThis as unknown as Opened
        const sandbox = openSandbox(new URL('/', location.href))
        const asked = requests.map((one) =>
          exchange(one, (init) => sandbox.fetch(one.provider, one.path, init)),
        )
        return (await Promise.all(asked)).map(({ status }) => status)
      },
      providers.map((provider) => requestsOf(provider).find(({ method }) => method === 'GET')!),
    )
    expect(statuses).toEqual(providers.map(() => 200))
  })

  test('each document once, and nobody else', async () => {
    const fresh = await stage.open('/404.html')
    const before = stage.asked.length
    const requests = providers.map((provider) => requestsOf(provider)[0]!)
    await inside(fresh, [...requests, ...requests])
    expect(fresh.workers()).toHaveLength(1)
    const paths = stage.asked.slice(before).map((url) => url.replace(stage.mock.url, ''))
    const documents = providers.map((provider) => `/specs/${provider}/openapi.json`)
    expect(paths.toSorted()).toEqual(['/assets/sandbox-worker.js', ...stage.states.toSorted(), ...documents])
    await fresh.close()
  })
})

describe('what stands in its way is said', () => {
  test.each([
    ['a header that forbids eval', '/strict/', 'chitchats', 'no-eval', /forbids eval.*'unsafe-eval'.*npx/],
    ['a worker that is not there', '/bare/', 'chitchats', 'no-worker', /did not start.*\/bare\/.*npx/],
    ['a document that is not there', '/', 'nobody', 'no-document', /nobody\/openapi\.json.*404/],
    ['a document that is no JSON', '/', 'cut', 'bad-document', /cut\/openapi\.json is not JSON/],
    ['a document of another kind', '/', 'swagger', 'bad-document', /is Swagger 2\.0/],
  ])('%s', async (_, site, provider, problem, message) => {
    const ended = await outcome(page, site, provider, {})
    expect(ended).toEqual(['SandboxError', problem, expect.stringMatching(message)])
  })

  test.each([
    ['/bare/', 'chitchats', '/bare/assets/sandbox-worker.js'],
    ['/', 'nobody', '/specs/nobody/openapi.json'],
  ])('below %s, what %s could not have is asked for again', async (site, provider, missing) => {
    const before = stage.asked.length
    await page.evaluate(
      async ([site, provider]) => {
        const sandbox = (globalThis as unknown as Opened).openSandbox(new URL(site, location.href))
        for (const path of ['/a', '/b']) await sandbox.fetch(provider, path).catch(() => undefined)
      },
      [site, provider] as const,
    )
    const again = stage.asked.slice(before).filter((url) => url === stage.mock.url + missing)
    expect(again).toHaveLength(2)
  })

  test('rules that do not come are asked for again', async () => {
    const cut = await stage.open('/404.html')
    await cut.route('**/assets/state/chitchats.*', (route) => route.abort())
    expect(await outcome(cut, '/', 'chitchats', {})).toContainEqual(
      expect.stringMatching(/state\/chitchats.*Try again/),
    )
    await cut.unroute('**/assets/state/chitchats.*')
    expect(await outcome(cut, '/', 'chitchats', {})).toEqual(['200', '{'])
    await cut.close()
  })

  test('a header that forbids workers', async () => {
    const caged = await stage.open('/caged/')
    const ended = await outcome(caged, '/', 'chitchats', {})
    expect(ended.slice(0, 2)).toEqual(['SandboxError', 'no-worker'])
    await caged.close()
  })
})
