import { createMock, type Mock } from '@parlance/mock'
import { beforeEach, afterEach, describe, expect, test } from 'vitest'
import {
  type ChitChats,
  createClient,
  isApiError,
  type Shipment,
  type ShipmentCreate,
} from '@parlance/chitchats'
import document from '@parlance/spec-chitchats/openapi.json' with { type: 'json' }

const examples = document.components.examples
const day = 24 * 60 * 60

/** The parcel of the documentation, to the United States. */
const candles = {
  ...examples.ShipmentCreateForRates.value,
  order_id: 'JO-20500',
} as ShipmentCreate

let mock: Mock
let chitchats: ChitChats

beforeEach(async () => {
  mock = await createMock(['chitchats'], { stateful: true, listen: false })
  chitchats = createClient({ clientId: '999999', accessToken: 'any', ...mock.optionsFor('chitchats') })
})
afterEach(() => mock.close())

async function create(changes: Partial<ShipmentCreate> = {}): Promise<Shipment> {
  return (await chitchats.shipments.create({ ...candles, ...changes })).shipment
}

/** Creates a shipment, buys it, and waits until that has ended. */
async function bought(changes: Partial<ShipmentCreate> = {}): Promise<Shipment> {
  const { id, rates } = await create(changes)
  await chitchats.shipments.buy(id, { postage_type: rates![0]!.postage_type })
  await mock.clock.advance(3)
  return read(id)
}

async function read(id: string): Promise<Shipment> {
  return (await chitchats.shipments.get(id)).shipment
}

async function ids(query: Parameters<ChitChats['shipments']['list']>[0]): Promise<string[]> {
  return Array.fromAsync(chitchats.shipments.list(query), ({ id }) => id)
}

async function statusesOf(query: Parameters<ChitChats['shipments']['list']>[0]): Promise<string[]> {
  const statuses = await Array.fromAsync(chitchats.shipments.list(query), ({ status }) => status)
  return [...new Set(statuses)].toSorted()
}

/** What a call is refused with: its status, and the provider's sentence. */
async function refusal(call: PromiseLike<unknown>): Promise<string> {
  const error: unknown = await Promise.resolve(call).then(
    () => undefined,
    (caught: unknown) => caught,
  )
  if (!isApiError(error)) throw error ?? new Error('The call was not refused.')
  return `${error.status} ${(error.body as { error: { message: string } }).error.message}`
}

describe('a new shipment', () => {
  test('can be read back, under the names and in the spelling of answers', async () => {
    const { data, response } = await chitchats.shipments.create(candles).withResponse()
    const { shipment } = data
    expect(await read(shipment.id)).toEqual(shipment)
    expect(response.status).toBe(201)
    expect(response.headers.get('location')).toMatch(new RegExp(`/clients/999999/shipments/${shipment.id}$`))
    expect(shipment).toMatchObject({
      status: 'unpaid',
      to_name: 'Marisol Whitaker',
      to_city: 'Portland',
      value: '64.00',
      value_currency: 'CAD',
      order_id: 'JO-20500',
      is_insurance_requested: true,
      carrier: 'unknown',
      carrier_tracking_code: null,
      postage_label_png_url: null,
    })
    expect(shipment.id).toMatch(/^[A-Z0-9]{10}$/)
    expect(shipment.tracking_events).toMatchObject([{ type: 'create_shipment', status: 'unpaid' }])
  })

  test('is found in the list, the newest first, without rates and events', async () => {
    const { id } = await create()
    const [newest] = await chitchats.shipments.list()
    expect(newest).toMatchObject({ id, status: 'unpaid' })
    expect(newest).not.toHaveProperty('rates')
    expect(newest).not.toHaveProperty('tracking_events')
  })

  test('is to be shipped on the day that is today by the clock', async () => {
    await mock.clock.set(new Date('2027-03-01T12:00:00Z'))
    const { ship_date, created_at } = await create({ ship_date: 'today' })
    expect(ship_date).toBe('2027-03-01')
    expect(created_at).toMatch(/^2027-03-01T12:00/)
  })

  test('writes a whole value with cents', async () => {
    expect((await create({ value: '85' })).value).toBe('85.00')
  })

  test('has no rates without a ship date', async () => {
    const { ship_date: _, ...undated } = candles
    const { shipment } = await chitchats.shipments.create(undated)
    expect(shipment).toMatchObject({ status: 'incomplete', rates: [] })
    expect(await refusal(chitchats.shipments.buy(shipment.id, { postage_type: 'chit_chats_us_edge' }))).toBe(
      '400 Shipment cannot be bought',
    )
  })

  test.each<[string, Partial<ShipmentCreate>]>([
    ['with a side above 60 cm', { size_x: 61 }],
    ['with an invalid tariff code', { line_items: [{ ...candles.line_items![0]!, hs_tariff_code: '34' }] }],
    ['with duties paid to the United States', { duties_paid_requested: true }],
    ['without the postal code', { postal_code: '' }],
  ])('has no rates %s', async (_, changes) => {
    expect(await create(changes)).toMatchObject({ status: 'incomplete', rates: [] })
  })

  test.each<[string, Partial<ShipmentCreate>]>([
    ['Unable to fetch postage rate', { postage_type: 'chit_chats_canada_tracked' }],
    ['is_media_mail field not supported for Parcel', { postage_type: 'usps_media_mail' }],
    [
      "return_province_code field is invalid and return_postal_code field can't be blank",
      {
        return_name: 'Juniper & Oak',
        return_address_1: '75 Alder Street',
        return_city: 'Vancouver',
        return_province_code: 'BC',
      },
    ],
    ['province_code field is invalid', { province_code: 'Oregon' }],
    ["vat_reference field can't be blank", { country_code: 'GB', duties_paid_requested: true }],
    ['ship_date field is invalid', { ship_date: '2026-02-30' }],
  ])('is refused with "%s"', async (message, changes) => {
    expect(await refusal(create(changes))).toBe(`400 ${message}`)
    expect(await ids({ q: 'JO-20500' })).toEqual([])
  })

  test('can have the cheapest service chosen', async () => {
    const { postage_type, rates } = await create({ cheapest_postage_type_requested: 'yes' })
    const amounts = rates!.map(({ payment_amount }) => Number(payment_amount))
    expect(rates!.find((rate) => rate.postage_type === postage_type)?.payment_amount).toBe(
      Math.min(...amounts).toFixed(2),
    )
  })
})

describe('rates', () => {
  test('of the documented parcels are those of the documentation', async () => {
    expect((await create()).rates).toEqual(examples.ShipmentUnpaid.value.shipment.rates)
    const domestic = await create(examples.ShipmentCreateDomestic.value as ShipmentCreate)
    expect(domestic.rates).toEqual(examples.ShipmentDomesticUnpaid.value.shipment.rates)
  })

  test('with duties paid are those of the documentation', async () => {
    const request = examples.ShipmentCreateDutiesPaid.value as ShipmentCreate
    const { shipment } = await chitchats.shipments.create(request)
    expect(shipment.rates).toEqual(examples.ShipmentDutiesPaidUnpaid.value.shipment.rates)
  })

  test('add up, and contain the tax', async () => {
    const { rates } = await create({ ...inCanada, province_code: 'ON', insurance_requested: true })
    const [rate] = rates!
    const cents = (amount: string | null) => Math.round(Number(amount ?? 0) * 100)
    const { payment_amount, purchase_amount, insurance_fee, delivery_fee, federal_tax } = rate!
    expect(rate).toMatchObject({ federal_tax_label: 'HST (13%)', is_insured: true })
    expect(cents(payment_amount)).toBe(cents(purchase_amount) + cents(insurance_fee) + cents(delivery_fee))
    expect(cents(federal_tax)).toBe(Math.round((cents(purchase_amount) - cents(federal_tax)) * 0.13))
  })

  test('grow with the weight, in any unit', async () => {
    const price = async (weight: number, weight_unit: 'g' | 'kg' | 'lb') => {
      const { rates } = await create({ weight, weight_unit })
      return Number(rates![0]!.payment_amount)
    }
    expect(await price(2000, 'g')).toBeGreaterThan(await price(620, 'g'))
    expect(await price(2, 'kg')).toBe(await price(2000, 'g'))
    expect(await price(4.4, 'lb')).toBe(await price(2, 'kg'))
  })

  test('offer Slim for thin parcels only', async () => {
    const { rates } = await create({ size_z: 1.5, weight: 120 })
    expect(rates!.map(({ postage_type }) => postage_type)).toContain('chit_chats_us_slim')
    expect((await create()).rates!.map(({ postage_type }) => postage_type)).not.toContain(
      'chit_chats_us_slim',
    )
  })

  test('include a service that was asked for by name', async () => {
    const { rates } = await create({ postage_type: 'usps_ground_advantage' })
    expect(rates!.map(({ postage_type }) => postage_type)).toContain('usps_ground_advantage')
  })
})

const inCanada: Partial<ShipmentCreate> = {
  city: 'Toronto',
  province_code: 'ON',
  postal_code: 'M5V 2T6',
  country_code: 'CA',
}

describe('refreshing', () => {
  test('prices a draft again, as the documentation shows', async () => {
    const { id } = await create()
    const { shipment } = await chitchats.shipments.refresh(id, examples.ShipmentRefreshSize.value as object)
    expect(shipment).toMatchObject({ size_x: 26, weight: 680, ship_date: '2026-04-16', status: 'unpaid' })
    expect(shipment.rates).toEqual(examples.ShipmentRefreshed.value.shipment.rates)
    expect(await read(id)).toEqual(shipment)
  })

  test('takes insurance away', async () => {
    const { shipment } = await chitchats.shipments.refresh('K7QX2M9P4D', { insurance_requested: false })
    expect(shipment.rates![0]).toMatchObject({
      is_insured: false,
      insurance_fee: null,
      payment_amount: '10.09',
    })
  })

  test('makes an incomplete draft complete', async () => {
    const packed = {
      weight_unit: 'g',
      weight: 300,
      size_unit: 'cm',
      size_x: 12,
      size_y: 12,
      size_z: 8,
    } as const
    const { shipment } = await chitchats.shipments.refresh('T6CM1P8Z3F', packed)
    expect(shipment.status).toBe('unpaid')
  })

  test('does not change the recipient', async () => {
    const body = { name: 'Somebody Else', status: 'ready' } as object
    const { shipment } = await chitchats.shipments.refresh('K7QX2M9P4D', body)
    expect(shipment).toMatchObject({ to_name: 'Marisol Whitaker', status: 'unpaid' })
  })

  test('is refused for a shipment that was bought', async () => {
    expect(await refusal(chitchats.shipments.refresh('C4LS7F2N9V'))).toBe('400 Shipment cannot be refreshed')
  })
})

describe('buying', () => {
  test('is under way at once, and ends when the clock has moved', async () => {
    const { id, rates } = await create()
    const { shipment: asked } = await chitchats.shipments.buy(id, { postage_type: 'chit_chats_us_edge' })
    expect(asked).toMatchObject({ status: 'postage_requested', postage_type: 'chit_chats_us_edge' })
    expect((await read(id)).carrier_tracking_code).toBeNull()
    await mock.clock.advance(3)
    const ready = await read(id)
    expect(ready).toMatchObject({
      status: 'ready',
      carrier: 'usps',
      is_insured: true,
      payment_amount: rates![0]!.payment_amount,
      return_city: 'Vancouver',
      postage_label_png_url: `https://chitchats.com/labels/shipments/${id.toLowerCase()}.png?auth_token=example`,
    })
    expect(ready.carrier_tracking_code).toMatch(/^\d{22}$/)
    expect(ready.tracking_events?.map(({ type }) => type)).toEqual([
      'buy_shipment_postage',
      'create_shipment',
    ])
  })

  test('takes the service named at creation', async () => {
    const { id } = await create({ postage_type: 'usps_priority' })
    expect((await chitchats.shipments.buy(id)).shipment).toMatchObject({ postage_type: 'usps_priority' })
  })

  test('needs a service', async () => {
    const { id } = await create()
    expect(await refusal(chitchats.shipments.buy(id))).toBe("400 postage_type field can't be blank")
  })

  test.each([
    ['pigeon', 'Unknown postage_type'],
    ['chit_chats_canada_tracked', 'Unable to fetch postage rate'],
  ])('%s is refused', async (postage_type, message) => {
    const { id } = await create()
    expect(await refusal(chitchats.shipments.buy(id, { postage_type }))).toBe(`400 ${message}`)
    expect((await read(id)).status).toBe('unpaid')
  })

  test('works once', async () => {
    const { id } = await bought()
    expect(await refusal(chitchats.shipments.buy(id, { postage_type: 'usps_priority' }))).toBe(
      '400 Shipment cannot be bought',
    )
  })

  test('keeps an own return address', async () => {
    const address = {
      return_name: 'Juniper & Oak Returns',
      return_address_1: '1180 Harbour Avenue',
      return_city: 'Blaine',
      return_province_code: 'WA',
      return_postal_code: '98230',
    }
    expect(await bought(address)).toMatchObject({ ...address, return_country_code: 'US' })
  })

  test('is needed for postage from elsewhere as well, which brings its tracking number', async () => {
    const { shipment } = await chitchats.shipments.create(
      examples.ShipmentCreateOwnPostage.value as ShipmentCreate,
    )
    await chitchats.shipments.buy(shipment.id)
    await mock.clock.advance(3)
    expect(await read(shipment.id)).toMatchObject({
      status: 'ready',
      ship_date: null,
      carrier_tracking_code: '9400100000000000027190',
    })
  })

  test('fails for a postal code that does not exist; then the draft can be deleted', async () => {
    const { id, status } = await bought({ postal_code: '00000' })
    expect(status).toBe('postage_purchase_failed')
    await chitchats.shipments.delete(id)
  })

  test('can be tried again after it failed', async () => {
    await chitchats.shipments.buy('Z1GW5M8R3X')
    await mock.clock.advance(3)
    expect((await read('Z1GW5M8R3X')).status).toBe('ready')
  })
})

describe('deleting', () => {
  test('makes a draft unknown to every operation', async () => {
    const { id } = await create()
    expect(await chitchats.shipments.delete(id)).toBeUndefined()
    for (const call of [
      chitchats.shipments.get(id),
      chitchats.shipments.delete(id),
      chitchats.shipments.refresh(id),
      chitchats.shipments.buy(id, { postage_type: 'usps_priority' }),
      chitchats.shipments.refund(id),
      chitchats.shipments.addToBatch({ batch_id: 482951, shipment_ids: [id] }),
      chitchats.tracking.get(id),
    ])
      expect(await refusal(call)).toBe('404 Not Found')
    expect(await ids({ q: id })).toEqual([])
  })

  test.each(['C4LS7F2N9V', 'B8YR4D1Q7H', 'D3WQ8N5R1K'])(
    'is refused once bought or received: %s',
    async (id) => {
      expect(await refusal(chitchats.shipments.delete(id))).toBe('400 Shipment cannot be deleted')
      expect((await read(id)).id).toBe(id)
    },
  )
})

describe('a refund', () => {
  test('is asked for, and granted after at most 20 business days', async () => {
    const { id } = await bought()
    expect((await chitchats.shipments.refund(id)).shipment.status).toBe('refund_requested')
    await mock.clock.advance(28 * day)
    expect((await read(id)).status).toBe('voided')
    expect(await ids({ status: 'voided' })).toContain(id)
  })

  test('has to wait for a purchase to end', async () => {
    await chitchats.shipments.buy('K7QX2M9P4D')
    expect(await refusal(chitchats.shipments.refund('K7QX2M9P4D'))).toBe(
      '400 Resource in use, please try again',
    )
  })

  test.each(['K7QX2M9P4D', 'B8YR4D1Q7H', 'L4XB7S2C8M'])(
    'is for what is ready only: %s is not',
    async (id) => {
      expect(await refusal(chitchats.shipments.refund(id))).toBe('400 Shipment cannot be refunded')
    },
  )

  test('comes too late after 7 days for Canada Tracked and after 28 for others', async () => {
    const domestic = await bought(inCanada)
    const abroad = await bought()
    await mock.clock.advance(8 * day)
    expect(await refusal(chitchats.shipments.refund(domestic.id))).toBe('400 Shipment cannot be refunded')
    await mock.clock.advance(21 * day)
    expect(await refusal(chitchats.shipments.refund(abroad.id))).toBe('400 Shipment cannot be refunded')
  })

  test('is never given for Slim', async () => {
    const { id } = await create({ size_z: 1.5, weight: 120, postage_type: 'chit_chats_us_slim' })
    await chitchats.shipments.buy(id)
    await mock.clock.advance(3)
    expect(await refusal(chitchats.shipments.refund(id))).toBe('400 Shipment cannot be refunded')
  })
})

describe('batches', () => {
  async function newBatch(): Promise<number> {
    const { response } = await chitchats.batches.create({ description: 'Friday drop-off' }).withResponse()
    return Number(response.headers.get('location')?.split('/').at(-1))
  }

  async function statusOf(batch: number): Promise<string> {
    return (await chitchats.batches.get(batch)).status
  }

  test('are created empty, and found at the address that the answer names', async () => {
    const id = await newBatch()
    const batch = await chitchats.batches.get(id)
    expect(batch).toMatchObject({ id, status: 'pending', description: 'Friday drop-off' })
    expect(batch.label_png_url).toContain(`/client_batches/${id}.png`)
    expect((await chitchats.batches.list())[0]).toEqual(batch)
  })

  test('can be created without a word', async () => {
    const { response } = await chitchats.batches.create().withResponse()
    expect(response.status).toBe(201)
  })

  test('become ready when every shipment in them is', async () => {
    const id = await newBatch()
    const draft = await create()
    const done = await bought()
    await chitchats.shipments.addToBatch({ batch_id: id, shipment_ids: [draft.id, done.id] })
    expect(await ids({ batch_id: id })).toEqual([done.id, draft.id])
    expect(await statusOf(id)).toBe('pending')
    await chitchats.shipments.buy(draft.id, { postage_type: 'usps_priority' })
    await mock.clock.advance(3)
    expect(await statusOf(id)).toBe('ready')
    expect((await chitchats.shipments.count({ batch_id: id })).count).toBe(2)
  })

  test('let shipments go, as the guide does', async () => {
    await chitchats.shipments.removeFromBatch({ shipment_ids: ['R4NB8T2W6J'] })
    await chitchats.shipments.addToBatch({ batch_id: 482951, shipment_ids: ['r4nb8t2w6j'] })
    expect((await read('R4NB8T2W6J')).batch_id).toBe(482951)
    expect(await statusOf(482951)).toBe('ready')
    await chitchats.shipments.removeFromBatch({ shipment_ids: ['R4NB8T2W6J'] })
    expect(await statusOf(482951)).toBe('pending')
  })

  test('do as before when a call is repeated', async () => {
    const call = { batch_id: 482951, shipment_ids: ['C4LS7F2N9V'] }
    await chitchats.shipments.addToBatch(call)
    await chitchats.shipments.addToBatch(call)
    expect(await ids({ batch_id: 482951 })).toEqual(['C4LS7F2N9V'])
  })

  test('forget a draft that is deleted', async () => {
    await chitchats.shipments.addToBatch({ batch_id: 482915, shipment_ids: ['K7QX2M9P4D'] })
    expect(await statusOf(482915)).toBe('pending')
    await chitchats.shipments.delete('K7QX2M9P4D')
    expect(await statusOf(482915)).toBe('ready')
  })

  test('can be deleted while they are empty', async () => {
    expect(await refusal(chitchats.batches.delete(482915))).toBe('400 Batch cannot be deleted')
    await chitchats.batches.delete(482951)
    expect(await refusal(chitchats.batches.get(482951))).toBe('404 Not Found')
    expect(await refusal(chitchats.batches.delete(482951))).toBe('404 Not Found')
  })

  test('stay as they are once they were received', async () => {
    const add = { batch_id: 482731, shipment_ids: ['C4LS7F2N9V'] }
    expect(await refusal(chitchats.shipments.addToBatch(add))).toBe('400 batch_id field is invalid')
    expect(await refusal(chitchats.shipments.removeFromBatch({ shipment_ids: ['D3WQ8N5R1K'] }))).toBe(
      '400 shipment_ids field is invalid',
    )
  })

  test('take all shipments of a call or none', async () => {
    const mixed = { batch_id: 482951, shipment_ids: ['C4LS7F2N9V', 'B8YR4D1Q7H'] }
    expect(await refusal(chitchats.shipments.addToBatch(mixed))).toBe('400 shipment_ids field is invalid')
    expect((await read('C4LS7F2N9V')).batch_id).toBeNull()
  })

  test('are listed while they are active, and on request when received', async () => {
    expect((await chitchats.batches.list()).map(({ id }) => id)).toEqual([482951, 482938, 482915])
    expect((await chitchats.batches.list({ state: 'received' })).map(({ id }) => id)).toEqual([482731])
    expect((await chitchats.batches.list({ status: 'pending' })).map(({ id }) => id)).toEqual([
      482951, 482938,
    ])
    expect((await chitchats.batches.list({ to_date: '2026-04-14' })).map(({ id }) => id)).toEqual([482915])
    expect(await chitchats.batches.count({ state: 'ready' })).toEqual({ count: 1 })
    expect(await chitchats.batches.count()).toEqual({ count: 4 })
  })
})

describe('lists', () => {
  test('know groups of statuses', async () => {
    await chitchats.shipments.buy('K7QX2M9P4D')
    expect(await statusesOf({ status: 'pending' })).toEqual([
      'incomplete',
      'postage_purchase_failed',
      'postage_requested',
      'unpaid',
    ])
    expect(await statusesOf({ status: 'in_transit' })).toEqual(['inducted', 'received', 'released'])
    expect(await statusesOf({ status: 'resolved' })).toEqual(['delivered', 'exception', 'voided'])
    expect(await statusesOf({ status: 'canceled' })).toEqual(['canceled'])
  })

  test('are searched by id, recipient, order and tracking number', async () => {
    for (const q of ['k7qx2', 'marisol', 'JO-20417']) expect(await ids({ q })).toContain('K7QX2M9P4D')
    expect(await ids({ q: '9400100000000000042726' })).toEqual(['C4LS7F2N9V'])
    expect(await ids({ q: 'nobody' })).toEqual([])
  })

  test('are cut by days, both included', async () => {
    expect(await ids({ from_date: '2026-04-15', to_date: '2026-04-15' })).toEqual(['Z1GW5M8R3X'])
  })

  test('combine their filters, and count what they choose', async () => {
    await create({ package_type: 'thick_envelope' })
    expect(await ids({ package_type: 'thick_envelope', status: 'pending' })).toHaveLength(1)
    expect(await chitchats.shipments.count({ status: 'ready', batch_id: 482915 })).toEqual({ count: 2 })
    expect(await chitchats.shipments.count({ status: 'ready' })).toEqual({ count: 3 })
  })

  test('are paged', async () => {
    const all = await ids({})
    expect(await ids({ limit: 4 })).toEqual(all)
    const second = await chitchats.shipments.list({ limit: 4, page: 2 })
    expect(second.map(({ id }) => id)).toEqual(all.slice(4, 8))
  })
})

test('a shipment is found in small letters too', async () => {
  expect((await read('k7qx2m9p4d')).id).toBe('K7QX2M9P4D')
})

describe('returns', () => {
  test('are listed by status', async () => {
    const [held, ...others] = await chitchats.returns.list({ status: 'on_hold' })
    expect(held).toMatchObject({ id: 'W2JF6N8Q1S', original_shipment: { id: 'H5TL9C3B7X' } })
    expect(others).toEqual([])
  })

  test('are no shipments, but what came back is one', async () => {
    for (const { id, original_shipment: original } of await chitchats.returns.list()) {
      expect(await refusal(chitchats.shipments.get(id))).toBe('404 Not Found')
      expect(await read(original.id)).toMatchObject({
        to_name: original.to_name,
        order_id: original.order_reference,
      })
    }
  })
})

describe('public tracking', () => {
  test('follows a shipment without a token, in capitals or small letters', async () => {
    const { id } = await bought()
    const anybody = createClient(mock.optionsFor('chitchats'))
    const { shipment } = await anybody.tracking.get(id.toLowerCase())
    expect(shipment).toMatchObject({
      shipment_id: id,
      to_city: 'Portland',
      size_description: '24 × 16 × 10 cm',
      weight_description: '620 g',
      postage_description: 'Chit Chats U.S. Edge',
      resolution: 'unknown',
    })
    expect(shipment.tracking_events).toMatchObject([{ status: 'ready' }, { status: 'unpaid' }])
    expect(JSON.stringify(shipment)).not.toMatch(/Marisol|Larkspur|"type"/)
  })

  test('says when a parcel was delivered', async () => {
    expect((await chitchats.tracking.get('d3wq8n5r1k')).shipment).toMatchObject({
      resolution: 'delivered',
      resolution_description: 'Delivered',
      carrier_description: 'USPS',
      resolved_at: '2026-04-14T12:48:00.000-07:00',
    })
  })

  test('knows no returns and nothing that never was', async () => {
    expect(await refusal(chitchats.tracking.get('W2JF6N8Q1S'))).toBe('404 Not Found')
    expect(await refusal(chitchats.tracking.get('NEVERWAS00'))).toBe('404 Not Found')
  })
})

test('a request that the contract forbids changes nothing', async () => {
  const before = await chitchats.shipments.count()
  expect(await refusal(create({ order_store: 'corner_shop' as 'etsy' }))).toMatch(/^400 /)
  expect(await chitchats.shipments.count()).toEqual(before)
})
