import { describe, expect, test } from 'vitest'
import { examples, chitchats, create, ids, read, refusal, statusesOf } from './shop.ts'

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

test('what the documentation names is there from the beginning', async () => {
  const { ShipmentList, BatchList, BatchReceivedWithoutLabels, ReturnList } = examples
  for (const { id } of ShipmentList.value) expect((await read(id)).id).toBe(id)
  for (const batch of [...BatchList.value, BatchReceivedWithoutLabels.value])
    expect(await chitchats.batches.get(batch.id)).toEqual(batch)
  expect(await chitchats.returns.list()).toEqual(expect.arrayContaining(ReturnList.value))
})
