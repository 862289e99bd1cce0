/**
 * A program as a user has it. It is never run: each release keeps it, and later clients must still compile it. So it uses
 * names, arguments and narrowing as programs do, and asks for no type exactly.
 */
import {
  createClient,
  isApiError,
  type Shipment,
  type ShipmentCreate,
  type ShipmentStatus,
} from '@parlance/chitchats'
import { shipmentsGet } from '@parlance/chitchats/operations'
import type { paths } from '@parlance/chitchats/types'

const chitchats = createClient({
  clientId: '999999',
  accessToken: () => Promise.resolve('token'),
  environment: 'staging',
})

const parcel: ShipmentCreate = {
  name: 'Marisol Whitaker',
  address_1: '418 Larkspur Lane',
  city: 'Portland',
  province_code: 'OR',
  postal_code: '97214',
  country_code: 'US',
  description: 'Hand-made bracelet',
  value: '85.00',
  value_currency: 'cad',
  package_type: 'parcel',
  weight_unit: 'g',
  weight: 250,
  size_unit: 'cm',
  size_x: 10,
  size_y: 5,
  size_z: 2.5,
  ship_date: 'today',
}

/** Buys the cheapest postage, and waits for the label. */
export async function ship(signal: AbortSignal): Promise<string | undefined> {
  const { shipment } = await chitchats.shipments.create(parcel, { signal })
  const [cheapest] = (shipment.rates ?? []).toSorted(
    (a, b) => Number(a.payment_amount) - Number(b.payment_amount),
  )
  if (cheapest) await chitchats.shipments.buy(shipment.id, { postage_type: cheapest.postage_type })
  const { data, response } = await chitchats.shipments.get(shipment.id).withResponse()
  return response.ok ? wording(data.shipment) : undefined
}

function wording({ id, status }: Shipment): string {
  const known: ShipmentStatus[] = ['ready', 'delivered']
  return status === 'unpaid' ? `${id} waits for money` : known.includes(status) ? `${id} is ${status}` : id
}

/** Loops, pages and takes. */
export async function count(): Promise<number> {
  let ready = 0
  for await (const { status } of chitchats.shipments.list({ status: 'ready', limit: 100 })) {
    if (status === 'ready') ready++
  }
  for await (const page of chitchats.batches.list().pages()) ready += page.data.length
  const { count: all } = await chitchats.shipments.count()
  return ready + Number(all)
}

/** Every way to look at a failure. */
export async function mend(id: string): Promise<string> {
  const { data, error } = await chitchats.shipments.refund(id).safe()
  if (data) return data.shipment.id
  if (error?.kind === 'api') return `${error.status} ${error.message}`
  try {
    await chitchats.shipments.delete(id, { timeout: 5_000 })
  } catch (caught) {
    if (isApiError(caught, 'shipments.delete', 404)) return caught.message
    throw caught
  }
  return id
}

export const single = shipmentsGet
export type Path = keyof paths & '/clients/{client_id}/shipments'
