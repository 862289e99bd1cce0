import { describe, expect, test } from 'vitest'
import type { ShipmentCreate } from '@parlance/chitchats'
import { candles, chitchats, create, examples, ids, inCanada, mock, read, refusal } from './shop.ts'

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
    mock.clock.set(new Date('2027-03-01T12:00:00Z'))
    const { ship_date, created_at } = await create({ ship_date: 'today' })
    expect(ship_date).toBe('2027-03-01')
    expect(created_at).toMatch(/^2027-03-01T12:00/)
  })

  test('writes a whole value with cents', async () => {
    expect((await create({ value: '85' })).value).toBe('85.00')
  })

  test('has no rates abroad without its items', async () => {
    const { line_items: _, ...unitemised } = candles
    expect((await chitchats.shipments.create(unitemised)).shipment.status).toBe('incomplete')
    const { shipment } = await chitchats.shipments.create({ ...unitemised, ...inCanada })
    expect(shipment).toMatchObject({ status: 'unpaid', line_items: [] })
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
    ['in flat-rate packaging within Canada', { ...inCanada, package_type: 'small_flat_rate_box' }],
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
  test.each([
    ['to the United States', examples.ShipmentCreateForRates, examples.ShipmentUnpaid],
    ['within Canada', examples.ShipmentCreateDomestic, examples.ShipmentDomesticUnpaid],
    ['abroad, duties paid', examples.ShipmentCreateDutiesPaid, examples.ShipmentDutiesPaidUnpaid],
  ])('of the documented parcel %s are those of the documentation', async (_, request, answer) => {
    const { shipment } = await chitchats.shipments.create(request.value as ShipmentCreate)
    expect(shipment.rates).toEqual(answer.value.shipment.rates)
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

  test('are the same for any weight in flat-rate packaging, at USPS', async () => {
    const packed = { package_type: 'small_flat_rate_box' } as const
    const [light, heavy] = [
      await create({ ...packed, weight: 100 }),
      await create({ ...packed, weight: 5000 }),
    ]
    expect(light.rates).toEqual(heavy.rates)
    expect(light.rates!.map(({ postage_carrier_type }) => postage_carrier_type)).toEqual(['usps'])
  })

  test('include a service that was asked for by name', async () => {
    const { rates } = await create({ postage_type: 'usps_ground_advantage' })
    expect(rates!.map(({ postage_type }) => postage_type)).toContain('usps_ground_advantage')
  })
})

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

describe('deleting', () => {
  test('makes a draft unknown to every operation', async () => {
    const { id } = await create()
    expect(await chitchats.shipments.delete(id)).toBeUndefined()
    const { shipments, tracking } = chitchats
    const refusals = await Promise.all(
      [
        shipments.get(id),
        shipments.delete(id),
        shipments.refresh(id),
        shipments.buy(id, { postage_type: 'usps_priority' }),
        shipments.refund(id),
        shipments.addToBatch({ batch_id: 482951, shipment_ids: [id] }),
        tracking.get(id),
      ].map(refusal),
    )
    expect(new Set(refusals)).toEqual(new Set(['404 Not Found']))
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

test('a request that the contract forbids changes nothing', async () => {
  const before = await chitchats.shipments.count()
  expect(await refusal(create({ order_store: 'corner_shop' as 'etsy' }))).toMatch(/^400 /)
  expect(await chitchats.shipments.count()).toEqual(before)
})
