import { describe, expect, test } from 'vitest'
import { bought, chitchats, create, ids, mock, read, refusal } from './shop.ts'

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
    mock.clock.advance(3)
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
