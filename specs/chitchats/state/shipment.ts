import type { Row, StateCall, StateWorld } from '@parlance/mock/state'

/** The properties of a shipment that the rules look at. */
export interface Shipment extends Row {
  readonly id: string
  readonly status: string
  readonly batch_id: number | null
  readonly to_country_code: string
  readonly to_province_code: string | null
  readonly to_postal_code: string | null
  readonly return_name: string | null
  readonly value: string
  readonly package_type: string
  readonly size_unit: string | null
  readonly size_x: number | null
  readonly size_y: number | null
  readonly size_z: number | null
  readonly weight_unit: string | null
  readonly weight: number | null
  readonly is_insurance_requested: boolean
  readonly is_signature_requested: boolean
  readonly is_media_mail_requested: boolean
  readonly is_delivery_duties_paid_requested: boolean
  readonly postage_type: string
  readonly carrier: string
  readonly carrier_tracking_code: string | null
  readonly ship_date: string | null
  readonly postage_purchase_date?: string
  readonly line_items: readonly Row[]
  readonly rates: readonly Rate[]
  readonly tracking_events: readonly Row[]
}

/** What one service would cost; money is text. */
export interface Rate extends Row {
  readonly postage_type: string
  readonly payment_amount: string
  readonly is_insured: boolean
}

/** The account that the mock speaks for: where its parcels come from. */
export const home = {
  return_name: 'Juniper & Oak',
  return_address_1: '75 Alder Street',
  return_address_2: 'Studio 4',
  return_city: 'Vancouver',
  return_province_code: 'BC',
  return_postal_code: 'V6A 2W5',
  return_country_code: 'CA',
  return_phone: '+1 604-555-0176',
} as const

/** The shipment that a request names, or a 404. */
export function shipmentAt(call: StateCall, id: string | undefined): Shipment {
  return whole(call.require('shipments', id))
}

/** The shipment that a timer was started for; nothing when it is gone. */
export function shipmentOf(world: StateWorld, { id }: Row): Shipment | undefined {
  const row = world.collection('shipments').get(String(id))
  return row && whole(row)
}

/** The document lets a record do without its lists. */
function whole(row: Row): Shipment {
  return { line_items: [], rates: [], tracking_events: [], ...row } as unknown as Shipment
}

/** Puts changes into a shipment, and has its batch follow. */
export function change(world: StateWorld, shipment: Shipment, changes: Row): Shipment {
  const changed = world.collection('shipments').patch(shipment.id, changes) as Shipment
  settle(world, shipment.batch_id)
  return changed
}

/**
 * A batch is ready when every shipment in it is, and pending when it is empty or one of them is not (official); it leaves
 * `received` no more.
 */
export function settle(world: StateWorld, id: number | null): void {
  const batches = world.collection('batches')
  const batch = id === null ? undefined : batches.get(id)
  if (id === null || !batch || batch['status'] === 'received') return
  const inside = shipmentsIn(world, id)
  const isReady = inside.length > 0 && inside.every((shipment) => shipment['status'] === 'ready')
  batches.patch(id, { status: isReady ? 'ready' : 'pending' })
}

/** What a batch holds: the batch itself does not tell. */
export function shipmentsIn(world: StateWorld, batch: unknown): Row[] {
  return [...world.collection('shipments').by('batch_id', batch)]
}

/** One thing that happened to a shipment. */
export function eventOf(world: StateWorld, type: string, title: string, status: string): Row {
  return { type, title, subtitle: null, location_description: null, created_at: world.time, status }
}
