import { inspect } from 'node:util'
import type { ClientTarget, Mock } from '@parlance/mock'
import { startMock } from '@parlance/mock/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  ApiError,
  type CallOptions,
  type Chatti,
  CheckError,
  type Checkpoint,
  createClient,
  isApiError,
  type SmsSend,
  TimeoutError,
  UsageError,
} from '@parlance/chatti'
import { createKernel, inboundList, smsGet } from '@parlance/chatti/operations'

const sms: SmsSend = {
  to: '+61491570156',
  from: 'Wattle Paws',
  message: 'Hi Priya, Biscuit is ready to go home.',
  reference: 'booking-2291',
}

let mock: Mock
let server: ClientTarget
let chatti: Chatti

beforeAll(async () => {
  mock = await startMock(['chatti'])
  server = mock.optionsFor('chatti')
  chatti = createClient({ apiKey: 'secret-key', ...server })
})
afterAll(() => mock.close())

/** A client that notes the URLs it sends to the mock, and asks for the example that belongs to each page. */
function recording() {
  const urls: URL[] = []
  const keys: (string | null)[] = []
  const client = createClient({
    apiKey: 'secret-key',
    ...server,
    fetch: (url, init) => {
      const headers = new Headers(init.headers)
      keys.push(headers.get('x-api-key'))
      urls.push(new URL(url))
      const { searchParams } = new URL(url)
      const isSecond = searchParams.get('page') === '2'
      if (searchParams.has('per_page')) {
        headers.set('prefer', `example=${isSecond ? 'SmsListLastPage' : 'SmsListFirstPage'}`)
      }
      return server.fetch(url, { ...init, headers })
    },
  })
  return { client, urls, keys }
}

describe('from sending to the list of what was sent', () => {
  test('an SMS is queued, and found again by its id and in the list', async () => {
    const { sms_id: id, status } = await chatti.sms.send(sms)
    expect(status).toBe('queued')
    expect(await chatti.sms.get(id)).toHaveProperty('sms_id', id)
    const ids = await Array.fromAsync(chatti.sms.list({ after: 'yesterday' }), (sent) => sent.sms_id)
    expect(ids).toContain(id)
  })

  test('a campaign goes to many, and a picture to one', async () => {
    await chatti.sms.sendMany({ ...sms, to: ['+61491570156', '+61491570157'] })
    const url = 'https://wattlepaws.example/media/biscuit.jpg'
    expect(await chatti.mms.send({ ...sms, to: '+61491570156', url })).toHaveProperty('mms_id')
  })

  test('opting out gives nothing back', async () => {
    expect(await chatti.consent.change({ mobile: '+61491570313', type: 'opt-out' })).toBeUndefined()
  })

  test('the key goes into its header', async () => {
    const { client, keys } = recording()
    await client.sms.send(sms)
    expect(keys).toEqual(['secret-key'])
  })
})

describe('lists', () => {
  test('are iterated page by page to the end, on the origin of the client', async () => {
    const { client, urls } = recording()
    const pages = await Array.fromAsync(client.sms.list({ per_page: 2 }).pages())
    expect(pages.map(({ data, items }) => [data.current_page, items.length])).toEqual([
      [1, 2],
      [2, 1],
    ])
    expect(pages.at(-1)?.data.next_page_url).toBeNull()
    expect(urls.map(({ href }) => href)).toEqual([
      `${server.origin}/v1/sms?per_page=2`,
      `${server.origin}/v1/sms?per_page=2&page=2`,
    ])
  })

  test('are iterated message by message', async () => {
    const { client } = recording()
    const sent = await Array.fromAsync(client.sms.list({ per_page: 2 }))
    expect(new Set(sent.map(({ sms_id }) => sms_id)).size).toBe(3)
  })

  test('can be taken in part, read ahead, and gone on with by another client', async () => {
    const { client, urls } = recording()
    const list = client.sms.list({ per_page: 2 })
    const all = await Array.fromAsync(list, ({ sms_id }) => sms_id)
    expect(await Array.fromAsync(list.take(2), ({ sms_id }) => sms_id)).toEqual(all.slice(0, 2))
    expect(await Array.fromAsync(list.prefetch(), ({ sms_id }) => sms_id)).toEqual(all)

    const { value } = await list.pages().next()
    const checkpoint = JSON.parse(JSON.stringify(value!.next)) as Checkpoint
    urls.length = 0
    expect(await Array.fromAsync(client.sms.list().from(checkpoint), ({ sms_id }) => sms_id)).toEqual(
      all.slice(2),
    )
    expect(urls.map(({ search }) => search)).toEqual(['?per_page=2&page=2'])
    expect(() => client.mms.list().from(checkpoint)).toThrow(UsageError)
  })

  test('give their first page with everything around it when awaited', async () => {
    const { data, ...around } = await chatti.inbound.list()
    expect(around).toMatchObject({ total: data.length, current_page: 1, next_page_url: null })
  })

  test('keep to a span of time, its zone intact', async () => {
    const { client, urls } = recording()
    await client.sms.list({ after: '2026-05-04T00:00:00+10:00', before: 'last Monday' })
    expect(Object.fromEntries(urls[0]!.searchParams)).toEqual({
      after: '2026-05-04T00:00:00+10:00',
      before: 'last Monday',
    })
    expect(urls[0]!.search).toContain('%2B10')
  })
})

describe('rules of the provider', () => {
  /** How a message fares: sent, not sent, or the status by which it is refused. */
  const fate = async (changes: Partial<SmsSend>, options: CallOptions = {}) => {
    const { error } = await chatti.sms.send({ ...sms, ...changes }, options).safe()
    return error === undefined ? 'sent' : error.kind === 'api' ? error.status : error.kind
  }

  test('1570 characters are sent, one more is not', async () => {
    expect(await fate({ message: 'a'.repeat(1570) })).toBe('sent')
    expect(await fate({ message: 'a'.repeat(1571) })).toBe('check')
    expect(await fate({ message: 'a'.repeat(1571) }, { checks: false })).toBe(400)
  })

  test('an emoji is one character, and a merge tag that may turn out shorter is none', async () => {
    expect(await fate({ message: '🐶'.repeat(1570) })).toBe('sent')
    expect(await fate({ message: '🐶'.repeat(1571) })).toBe('check')
    expect(await fate({ message: `${'a'.repeat(1569)} {{ first_name }}` })).toBe(400)
  })

  test.each(['Wattle Paws', 'W', '24 7 vet', '+61491570110'])('%s may send', async (from) => {
    expect(await fate({ from })).toBe('sent')
  })

  test.each(['Wattle Paws Co', 'Paws!', 'Café', 'ワトル'])(
    '"%s" is no sender ID, and not sent',
    async (from) => {
      expect(await fate({ from })).toBe('check')
      expect(await fate({ from }, { checks: false })).toBe(400)
    },
  )

  test.each(['', '24 7 365', '0491570110'])('"%s" may be a number, so the provider decides', async (from) => {
    expect(await fate({ from })).toBe(400)
  })

  test('what is not sent is told with its rule, its length and where the rule is from', async () => {
    const error = await chatti.sms.send({ ...sms, message: 'a'.repeat(1571) }).catch((one: unknown) => one)
    expect(error).toBeInstanceOf(CheckError)
    expect(error).toMatchObject({
      violations: [{ at: 'body:/message', actual: 1571 }],
      message:
        'sms.send was not sent: body:/message must have at most 1570 characters (its length is 1571; official: https://docs.chatti.io/view/metadata/2s93Xu3mQ2, Opt-out tags). `checks: false` sends it all the same.',
    })
  })

  test.each([0, 1001])('a page of %i items is outside what Chatti documents', async (size) => {
    await expect(chatti.sms.list({ per_page: size })).rejects.toMatchObject({
      violations: [{ at: 'query:per_page', actual: size }],
    })
  })

  test('an opt-out tag grows, of which observers are warned', async () => {
    const lines: string[] = []
    const client = createClient({ apiKey: 'k', ...server, log: (line) => lines.push(line) })
    await client.sms.send({ ...sms, message: 'Opt out: {OptOutURL}' })
    expect(lines[0]).toBe(
      'sms.send warns: the length of body:/message is 20 now, and it must have at most 1570 characters, but {OptOutURL} in it will be replaced by something longer',
    )
  })

  test('the text of an MMS is left to the provider, for its limit is inferred', async () => {
    const url = 'https://wattlepaws.example/media/biscuit.jpg'
    const message = 'a'.repeat(1571)
    const { error } = await chatti.mms.send({ ...sms, to: '+61491570156', message, url }).safe()
    expect(error).toMatchObject({ kind: 'api', status: 400 })
  })
})

describe('errors', () => {
  test('are narrowed by operation and status, and say what the provider says', async () => {
    const error = await chatti.sms
      .send(sms, { headers: { prefer: 'code=403, example=RecipientOptedOut' } })
      .catch((caught: unknown) => caught)
    if (!isApiError(error, 'sms.send', 403)) throw error
    expect(error.body.code).toBe(9998)
    expect(error.message).toBe(`sms.send failed with 403 Forbidden: ${error.body.message}`)
    expect(isApiError(error, 'sms.send', 400)).toBe(false)
    expect(isApiError(error, 'mms.send')).toBe(false)
  })

  test('are values with safe()', async () => {
    const { data, error } = await chatti.sms
      .get('3f0d9c52-8a41-4e7b-b6c5-21d7e94f60a8', { headers: { prefer: 'code=404' } })
      .safe()
    expect(data).toBeUndefined()
    expect(error).toBeInstanceOf(ApiError)
  })

  test('name the option that is missing', async () => {
    await expect(createClient(server).sms.list()).rejects.toThrow('sms.list: `apiKey` must be')
  })

  test('come in time', async () => {
    const slow = createClient({ apiKey: 'k', timeout: 20, fetch: (_, { signal }) => never(signal) })
    await expect(slow.sms.send(sms)).rejects.toThrow(TimeoutError)
  })
})

describe('servers', () => {
  test('are production by default', async () => {
    const urls: string[] = []
    const client = createClient({
      apiKey: 'k',
      middleware: [
        () => async (call) => {
          urls.push(call.url)
          return { response: new Response(), data: {} }
        },
      ],
    })
    await client.sms.send(sms)
    expect(urls).toEqual(['https://api.chatti.io/v1/sms/send'])
  })

  test('that do not exist are refused', () => {
    // @ts-expect-error there is no such environment
    expect(() => createClient({ environment: 'sandbox' })).toThrow(UsageError)
  })
})

test('every operation is also a function, for bundles that pay for what they call', async () => {
  const kernel = createKernel({ apiKey: 'k', ...server })
  expect(await smsGet(kernel, '3f0d9c52-8a41-4e7b-b6c5-21d7e94f60a8')).toHaveProperty('status')
  expect(await Array.fromAsync(inboundList(kernel))).not.toEqual([])
})

test('paths that the spec does not have can be called too', async () => {
  const { total } = await chatti.raw.GET<{ total: number }>('/sms')
  expect(total).toBeGreaterThan(0)
})

test('a client shows no secret', () => {
  expect(inspect(chatti, { depth: 9, showHidden: true })).not.toContain('secret-key')
  expect(JSON.stringify(chatti)).not.toContain('secret-key')
})

function never(signal: AbortSignal | null | undefined): Promise<Response> {
  return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))))
}
