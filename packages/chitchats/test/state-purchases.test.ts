import { describe, expect, test } from 'vitest'
import { createClient, type ShipmentCreate } from '@parlance/chitchats'
import { bought, chitchats, create, day, examples, ids, inCanada, mock, read, refusal } from './shop.ts'

describe('buying', () => {
  test('is under way at once, and ends when the clock has moved', async () => {
    const { id, rates } = await create()
    const { shipment: asked } = await chitchats.shipments.buy(id, { postage_type: 'chit_chats_us_edge' })
    expect(asked).toMatchObject({ status: 'postage_requested', postage_type: 'chit_chats_us_edge' })
    expect((await read(id)).carrier_tracking_code).toBeNull()
    mock.clock.advance(3)
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
    mock.clock.advance(3)
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

  test('has nothing to end when its shipment is taken away', async () => {
    await chitchats.shipments.buy('K7QX2M9P4D')
    mock.setState({ chitchats: { shipments: [] } })
    mock.clock.advance(3)
    expect(await refusal(chitchats.shipments.get('K7QX2M9P4D'))).toBe('404 Not Found')
  })

  test('can be tried again after it failed', async () => {
    await chitchats.shipments.buy('Z1GW5M8R3X')
    mock.clock.advance(3)
    expect((await read('Z1GW5M8R3X')).status).toBe('ready')
  })
})

describe('a refund', () => {
  test('is asked for, and granted after at most 20 business days', async () => {
    const { id } = await bought()
    expect((await chitchats.shipments.refund(id)).shipment.status).toBe('refund_requested')
    mock.clock.advance(28 * day)
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
    mock.clock.advance(8 * day)
    expect(await refusal(chitchats.shipments.refund(domestic.id))).toBe('400 Shipment cannot be refunded')
    mock.clock.advance(21 * day)
    expect(await refusal(chitchats.shipments.refund(abroad.id))).toBe('400 Shipment cannot be refunded')
  })

  test('is never given for Slim', async () => {
    const { id } = await create({ size_z: 1.5, weight: 120, postage_type: 'chit_chats_us_slim' })
    await chitchats.shipments.buy(id)
    mock.clock.advance(3)
    expect(await refusal(chitchats.shipments.refund(id))).toBe('400 Shipment cannot be refunded')
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
