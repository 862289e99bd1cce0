import { inspect } from 'node:util'
import type { ClientTarget, Mock } from '@parlance/mock'
import { startMock } from '@parlance/mock/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  ApiError,
  type Checkpoint,
  type ChitChats,
  createClient,
  isApiError,
  type ShipmentCreate,
  TimeoutError,
  UsageError,
} from '@parlance/chitchats'
import { createKernel, shipmentsCount, shipmentsList } from '@parlance/chitchats/operations'

const parcel: ShipmentCreate = {
  name: 'Marisol Whitaker',
  address_1: '418 Larkspur Lane',
  city: 'Portland',
  province_code: 'OR',
  postal_code: '97214',
  country_code: 'US',
  description: 'Scented soy candles',
  value: '64.00',
  value_currency: 'cad',
  package_type: 'parcel',
  weight_unit: 'g',
  weight: 620,
  size_unit: 'cm',
  size_x: 24,
  size_y: 16,
  size_z: 10,
  ship_date: 'today',
}

let mock: Mock
let server: ClientTarget
let chitchats: ChitChats

beforeAll(async () => {
  mock = await startMock(['chitchats'])
  server = mock.optionsFor('chitchats')
  chitchats = createClient({ clientId: '999999', accessToken: 'secret-token', ...server })
})
afterAll(() => mock.close())

describe('from order to label', () => {
  test('a shipment is created with its rates', async () => {
    const { data, response } = await chitchats.shipments.create(parcel).withResponse()
    expect(response.status).toBe(201)
    expect(response.headers.get('location')).toContain(data.shipment.id)
    expect(data.shipment.rates?.length).toBeGreaterThan(0)
  })

  test('postage is bought, and the shipment becomes ready', async () => {
    const { shipment: draft } = await chitchats.shipments.create(parcel)
    await chitchats.shipments.buy(draft.id, { postage_type: draft.rates![0]!.postage_type })
    const { shipment } = await chitchats.shipments.get(draft.id)
    expect(shipment.status).toBe('ready')
    expect(shipment.postage_label_png_url).toMatch(/^https:/)
  })

  test('deleting a draft gives nothing back', async () => {
    expect(await chitchats.shipments.delete('K7QX2M9P4D')).toBeUndefined()
  })

  test('anybody can track, without a token', async () => {
    const anonymous = createClient(server)
    const { shipment } = await anonymous.tracking.get('k7qx2m9p4d')
    expect(shipment.tracking_events?.length).toBeGreaterThan(0)
  })
})

describe('lists', () => {
  test('are iterated shipment by shipment', async () => {
    const ids: string[] = []
    for await (const shipment of chitchats.shipments.list({ limit: 100 })) ids.push(shipment.id)
    expect(ids.length).toBeGreaterThan(1)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('give their first page when awaited', async () => {
    expect(await chitchats.returns.list()).toBeInstanceOf(Array)
  })

  test('can be taken in part, read ahead, and gone on with by another client', async () => {
    const shipments = chitchats.shipments.list({ limit: 2 })
    const all = await Array.fromAsync(shipments, ({ id }) => id)
    expect(all.length).toBeGreaterThan(2)
    expect(await Array.fromAsync(shipments.take(2), ({ id }) => id)).toEqual(all.slice(0, 2))
    expect(await Array.fromAsync(shipments.prefetch(), ({ id }) => id)).toEqual(all)

    const { value } = await shipments.pages().next()
    const checkpoint = JSON.parse(JSON.stringify(value!.next)) as Checkpoint
    expect(checkpoint).toEqual({ list: 'shipments.list()', query: { limit: 2, page: 2 } })
    const another = createClient({ clientId: '999999', accessToken: 't', ...server })
    const rest = another.shipments.list().from(checkpoint)
    expect(await Array.fromAsync(rest, ({ id }) => id)).toEqual(all.slice(2))
    expect(() => another.batches.list().from(checkpoint)).toThrow(UsageError)
  })
})

describe('errors', () => {
  test('are narrowed by operation and status, and say what the provider says', async () => {
    const error = await chitchats.shipments
      .create({ ...parcel, order_store: 'shopify', value: 'a lot' })
      .catch((caught: unknown) => caught)
    if (!isApiError(error, 'shipments.create', 400)) throw error
    expect(error.body.error.message).not.toBe('')
    expect(error.message).toContain(error.body.error.message)
  })

  test('tell how long to wait', async () => {
    // A client of its own, because the others would wait too.
    const hurried = createClient({ clientId: '999999', accessToken: 't', ...server, retry: false })
    const failed = hurried.shipments.get('K7QX2M9P4D', { headers: { prefer: 'code=429' } })
    await expect(failed).rejects.toMatchObject({ status: 429, retryAfter: expect.any(Number) as number })
  })

  test('are values with safe()', async () => {
    const { data, error } = await chitchats.shipments
      .get('K7QX2M9P4D', { headers: { prefer: 'code=404' } })
      .safe()
    expect(data).toBeUndefined()
    expect(error).toBeInstanceOf(ApiError)
  })

  test('name the option that is missing', async () => {
    await expect(createClient({ clientId: '999999', ...server }).shipments.list()).rejects.toThrow(
      'shipments.list: `accessToken` must be',
    )
    await expect(createClient({ accessToken: 't', ...server }).shipments.list()).rejects.toThrow(
      'shipments.list: `clientId` must be',
    )
  })

  test('come in time', async () => {
    const slow = createClient({
      clientId: '1',
      accessToken: 't',
      timeout: 20,
      fetch: (_, { signal }) => never(signal),
    })
    await expect(slow.shipments.list()).rejects.toThrow(TimeoutError)
  })
})

describe('servers', () => {
  /** The URL a client calls, seen by its own middleware, which answers without the network. */
  async function called(options: Parameters<typeof createClient>[0]): Promise<string[]> {
    const urls: string[] = []
    const client = createClient({
      clientId: '999999',
      accessToken: 't',
      ...options,
      middleware: [
        () => async (call) => {
          urls.push(call.url)
          return { response: new Response(), data: [] }
        },
      ],
    })
    await client.shipments.list()
    await client.tracking.get('k7qx2m9p4d')
    return urls
  }

  test('are production by default', async () => {
    expect(await called({})).toEqual([
      'https://chitchats.com/api/v1/clients/999999/shipments',
      'https://chitchats.com/tracking/k7qx2m9p4d.json',
    ])
  })

  test('are staging on request', async () => {
    expect(await called({ environment: 'staging' })).toEqual([
      'https://staging.chitchats.com/api/v1/clients/999999/shipments',
      'https://staging.chitchats.com/tracking/k7qx2m9p4d.json',
    ])
  })

  test('that do not exist are refused', () => {
    // @ts-expect-error there is no such environment
    expect(() => createClient({ environment: 'sandbox' })).toThrow(UsageError)
  })
})

test('every operation is also a function, for bundles that pay for what they call', async () => {
  const kernel = createKernel({ clientId: '999999', accessToken: 't', ...server })
  expect(await shipmentsCount(kernel)).toEqual({ count: expect.any(Number) as number })
  expect(await Array.fromAsync(shipmentsList(kernel))).not.toEqual([])
})

test('paths that the spec does not have can be called too', async () => {
  const { count } = await chitchats.raw.GET<{ count: number }>('/clients/{client_id}/batches/count')
  expect(count).toBeGreaterThanOrEqual(0)
})

test('a client shows no secret', () => {
  expect(inspect(chitchats, { depth: 9, showHidden: true })).not.toContain('secret-token')
  expect(JSON.stringify(chitchats)).not.toContain('secret-token')
})

function never(signal: AbortSignal | null | undefined): Promise<Response> {
  return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))))
}
