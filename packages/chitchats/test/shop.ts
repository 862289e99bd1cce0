/** A mock that keeps state and a client of it, new for each test, and what tests ask often. Its clock moves when told. */
import type { Mock } from '@parlance/mock'
import { startMock } from '@parlance/mock/testing'
import { afterEach, beforeEach } from 'vitest'
import {
  type ChitChats,
  createClient,
  isApiError,
  type Shipment,
  type ShipmentCreate,
} from '@parlance/chitchats'
import document from '@parlance/spec-chitchats/openapi.json' with { type: 'json' }

export const { examples } = document.components
export const day = 24 * 60 * 60

export let mock: Mock
export let chitchats: ChitChats

beforeEach(async () => {
  mock = await startMock(['chitchats'], { stateful: true })
  mock.clock.freeze()
  chitchats = createClient({ clientId: '999999', accessToken: 'any', ...mock.optionsFor('chitchats') })
})
afterEach(() => mock.close())

/** The parcel of the documentation, to the United States. */
export const candles = { ...examples.ShipmentCreateForRates.value, order_id: 'JO-20500' } as ShipmentCreate

/** What makes it one within Canada. */
export const inCanada: Partial<ShipmentCreate> = {
  city: 'Toronto',
  province_code: 'ON',
  postal_code: 'M5V 2T6',
  country_code: 'CA',
}

export async function create(changes: Partial<ShipmentCreate> = {}): Promise<Shipment> {
  return (await chitchats.shipments.create({ ...candles, ...changes })).shipment
}

/** Creates a shipment, buys it, and waits until that has ended. */
export async function bought(changes: Partial<ShipmentCreate> = {}): Promise<Shipment> {
  const { id, rates } = await create(changes)
  await chitchats.shipments.buy(id, { postage_type: rates![0]!.postage_type })
  mock.clock.advance(3)
  return read(id)
}

export async function read(id: string): Promise<Shipment> {
  return (await chitchats.shipments.get(id)).shipment
}

type Query = Parameters<ChitChats['shipments']['list']>[0]

/** The ids of all shipments that a query chooses. */
export async function ids(query: Query): Promise<string[]> {
  return Array.fromAsync(chitchats.shipments.list(query), ({ id }) => id)
}

/** The statuses that they are in, each once. */
export async function statusesOf(query: Query): Promise<string[]> {
  const statuses = await Array.fromAsync(chitchats.shipments.list(query), ({ status }) => status)
  return [...new Set(statuses)].toSorted()
}

/** What a call is refused with: its status, and the provider's sentence. */
export async function refusal(call: PromiseLike<unknown>): Promise<string> {
  const error: unknown = await Promise.resolve(call).then(
    () => undefined,
    (caught: unknown) => caught,
  )
  if (!isApiError(error)) throw error ?? new Error('The call was not refused.')
  return `${error.status} ${(error.body as { error: { message: string } }).error.message}`
}
