import {
  defineState,
  type Row,
  type StateCall,
  type StateFilter,
  type StateReply,
} from '@parlance/mock/state'
import { buy, decideRefund, finishPurchase, refresh, refund, remove } from './purchase.ts'
import { cheapest, priced } from './rates.ts'
import { created } from './request.ts'
import { eventOf, settle, type Shipment, shipmentAt, shipmentsIn } from './shipment.ts'
import { publicTracking } from './tracking.ts'

export default defineState({
  collections: {
    shipments: {
      newKey: (world) => world.randomText(10, 'ABCDEFGHJKLMNPQRSTVWXYZ0123456789'),
      // In capitals or small letters.
      readKey: (text) => text.toUpperCase(),
      create: createShipment,
      show: (_call, row, isList) => (isList ? withoutDetails(row) : row),
      filters: { status: ofGroup, q: containing },
    },
    batches: {
      create: (_call, draft) => ({
        description: null,
        ...draft,
        status: 'pending',
        ...labelsOf(draft['id']),
      }),
      remove: refuseUnlessEmpty,
      filters: { state: (value) => (batch) => batch['status'] === value },
    },
  },
  filters: {
    // The time zone of a day is not documented; here it is the one in which the record is written.
    from_date: (value) => (row) => dayOf(row) >= value,
    to_date: (value) => (row) => dayOf(row) <= value,
  },
  operations: {
    'shipments.delete': remove,
    'shipments.refresh': refresh,
    'shipments.buy': buy,
    'shipments.refund': refund,
    'shipments.addToBatch': addToBatch,
    'shipments.removeFromBatch': removeFromBatch,
    'batches.list': listActive,
    'tracking.get': (call) => ({
      body: { shipment: publicTracking(shipmentAt(call, call.params['shipment_id'])) },
    }),
  },
  timers: { finishPurchase, decideRefund },
})

function createShipment(call: StateCall, draft: Row): Row {
  const shipment = priced(call, created(call, draft) as Shipment)
  const { cheapest_postage_type_requested: isCheapestWanted } = call.body
  const { postage_type: named, rates } = shipment
  const chosen = named === 'unknown' && isCheapestWanted === 'yes' ? cheapest(rates)?.postage_type : named
  return {
    ...shipment,
    postage_type: chosen ?? named,
    tracking_events: [eventOf(call, 'create_shipment', 'Shipment created', shipment.status)],
  }
}

/** Items of a list carry neither rates nor events (official), nor what is inside (observed). */
function withoutDetails({ line_items: _items, rates: _rates, tracking_events: _events, ...row }: Row): Row {
  return row
}

/** Official, but for what `pending` groups, which is inferred: everything that is not bought yet. */
const groups: Readonly<Record<string, readonly string[]>> = {
  pending: ['incomplete', 'unpaid', 'postage_requested', 'postage_purchase_failed'],
  in_transit: ['received', 'released', 'inducted'],
  resolved: ['delivered', 'exception', 'voided'],
}

function ofGroup(value: string): ReturnType<StateFilter> {
  const group = new Set<unknown>(groups[value] ?? [value])
  return (row) => group.has(row['status'])
}

/** Official; that case does not matter is inferred. */
function containing(value: string): ReturnType<StateFilter> {
  const wanted = value.toLowerCase()
  return (row) => searchedIn(row).includes(wanted)
}

/** What is searched of each shipment. Putting it together takes longer than searching it. */
const searched = new WeakMap<Row, string>()

function searchedIn(row: Row): string {
  const known = searched.get(row)
  if (known !== undefined) return known
  const { id, to_name: name, order_id: order, carrier_tracking_code: code } = row
  const text = [id, name, order, code].join('\n').toLowerCase()
  searched.set(row, text)
  return text
}

function dayOf(row: Row): string {
  return String(row['created_at']).slice(0, 10)
}

/** Official: the list has active batches. That these are the ones not received, unless it is asked for them, is inferred. */
function listActive(call: StateCall): StateReply {
  const isOpen = (batch: Row): boolean => batch['status'] !== 'received'
  return call.list('batches', (call.one('state') ?? call.one('status')) ? undefined : isOpen)
}

function labelsOf(batch: unknown): Row {
  const label = `https://chitchats.com/labels/client_batches/${String(batch)}`
  return {
    label_png_url: `${label}.png?auth_token=example`,
    label_zpl_url: `${label}.zpl?auth_token=example`,
    label_pdf_url: `${label}.pdf?auth_token=example`,
  }
}

/** Official; the words are ours. */
function refuseUnlessEmpty(call: StateCall, batch: Row): void {
  if (shipmentsIn(call, batch['id']).length > 0) call.refuse(400, 'Batch cannot be deleted')
}

function addToBatch(call: StateCall): StateReply {
  const { id, status } = call.require('batches', Number(call.body['batch_id']))
  if (status === 'received') call.refuse(400, 'batch_id field is invalid')
  return moveTo(call, id as number)
}

function removeFromBatch(call: StateCall): StateReply {
  return moveTo(call, null)
}

/** Inferred: who is under way, or in a batch that is, stays where it is. */
const movable = new Set(['ready', 'postage_requested', 'incomplete', 'unpaid', 'postage_purchase_failed'])

function moveTo(call: StateCall, batch: number | null): StateReply {
  const shipments = (call.body['shipment_ids'] as readonly string[]).map((id) => shipmentAt(call, id))
  for (const { id, status, batch_id: left } of shipments) {
    const isGone = left !== null && call.collection('batches').get(left)?.['status'] === 'received'
    if (isGone || (batch !== null && !movable.has(status))) call.refuse(400, 'shipment_ids field is invalid')
    call.collection('shipments').patch(id, { batch_id: batch })
  }
  for (const id of new Set([batch, ...shipments.map(({ batch_id }) => batch_id)])) settle(call, id)
  return { status: 200 }
}
