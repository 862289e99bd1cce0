import type { Row, StateCall, StateReply, StateWorld } from '@parlance/mock/state'
import { priced, rateFor, refuseRate } from './rates.ts'
import { refreshed } from './request.ts'
import { serviceOf } from './services.ts'
import {
  change,
  eventOf,
  home,
  type Rate,
  settle,
  type Shipment,
  shipmentAt,
  shipmentOf,
} from './shipment.ts'

const day = 24 * 60 * 60

/** Official: usually less than three seconds. */
const purchaseSeconds = 2

/** Official: up to 20 business days. */
const decisionSeconds = 28 * day

/** What can be done to a shipment in some statuses, and the words that refuse it in all others. */
interface Action {
  readonly in: readonly string[]
  readonly refusal: string
}

/**
 * That it depends on the status is official, and so are the statuses, but for `postage_purchase_failed` and `postage_expired`,
 * which are taken for drafts again (inferred). The words are ours.
 */
const actions = {
  delete: {
    in: ['incomplete', 'unpaid', 'postage_purchase_failed'],
    refusal: 'Shipment cannot be deleted',
  },
  refresh: {
    in: ['incomplete', 'unpaid', 'postage_purchase_failed', 'postage_expired'],
    refusal: 'Shipment cannot be refreshed',
  },
  buy: { in: ['unpaid', 'postage_purchase_failed'], refusal: 'Shipment cannot be bought' },
  refund: { in: ['ready'], refusal: 'Shipment cannot be refunded' },
} satisfies Record<string, Action>

/** The shipment of a request, in a status in which this can be done to it. */
function shipmentTo(action: keyof typeof actions, call: StateCall): Shipment {
  const { in: statuses, refusal }: Action = actions[action]
  const shipment = shipmentAt(call, call.params['id'])
  if (!statuses.includes(shipment.status)) call.refuse(400, refusal)
  return shipment
}

export function remove(call: StateCall): StateReply {
  const { id, batch_id } = shipmentTo('delete', call)
  call.collection('shipments').delete(id)
  settle(call, batch_id)
  return { status: 204 }
}

export function refresh(call: StateCall): StateReply {
  const shipment = shipmentTo('refresh', call)
  const changed = priced(call, { ...shipment, ...refreshed(call) })
  return call.show('shipments', change(call, shipment, changed))
}

export function buy(call: StateCall): StateReply {
  const shipment = shipmentTo('buy', call)
  const named = String(call.body['postage_type'] || shipment.postage_type)
  if (named === 'unknown') call.refuse(400, "postage_type field can't be blank")
  if (!serviceOf(named)) call.refuse(400, 'Unknown postage_type')
  if (!rateFor(shipment.rates, named)) refuseRate(call)
  call.after(purchaseSeconds, 'finishPurchase', { id: shipment.id })
  const changes = { status: 'postage_requested', postage_type: named }
  return call.show('shipments', change(call, shipment, changes))
}

/**
 * Ours: the purchase fails when the recipient's postal code is one that does not exist. How the provider's own purchases come
 * to fail is not documented.
 */
const nowhere = new Set(['00000', 'X0X 0X0', 'X0X0X0'])

/** Timer: a purchase has ended. */
export function finishPurchase(world: StateWorld, data: Row): void {
  const shipment = shipmentOf(world, data)
  if (!shipment) return
  const rate = rateFor(shipment.rates, shipment.postage_type)
  if (!rate || nowhere.has(shipment.to_postal_code ?? '')) {
    change(world, shipment, { status: 'postage_purchase_failed' })
    return
  }
  change(world, shipment, {
    status: 'ready',
    // Official: an own return address is settled now. Which services allow one is not documented; here all do.
    ...(shipment.return_name === null ? home : {}),
    ...feesOf(rate),
    ...labelsOf(shipment.id),
    carrier: serviceOf(rate.postage_type)?.by ?? 'unknown',
    carrier_tracking_code: shipment.carrier_tracking_code ?? trackingCode(world, rate.postage_type),
    postage_purchase_date: world.time,
    tracking_events: [
      eventOf(world, 'buy_shipment_postage', 'Postage bought', 'ready'),
      ...shipment.tracking_events,
    ],
  })
}

/** What of a rate shows on a shipment that was bought. */
function feesOf(rate: Rate): Row {
  const { is_insured, purchase_amount, postage_fee, insurance_fee, delivery_fee, payment_amount } = rate
  const { provincial_tax, provincial_tax_label, federal_tax, federal_tax_label } = rate
  const taxes = { provincial_tax, provincial_tax_label, federal_tax, federal_tax_label }
  return { is_insured, purchase_amount, postage_fee, insurance_fee, delivery_fee, ...taxes, payment_amount }
}

function labelsOf(id: string): Row {
  const label = `https://chitchats.com/labels/shipments/${id.toLowerCase()}`
  return {
    postage_label_png_url: `${label}.png?auth_token=example`,
    postage_label_zpl_url: `${label}.zpl?auth_token=example`,
    postage_label_pdf_url: `${label}.pdf?auth_token=example`,
  }
}

const codes: Readonly<Record<string, readonly [prefix: string, digits: number]>> = {
  usps: ['94001', 17],
  chit_chats: ['CC', 14],
  canada_post: ['73', 14],
  asendia: ['LX', 11],
}

function trackingCode(world: StateWorld, type: string): string {
  const [prefix, digits] = codes[serviceOf(type)?.by ?? ''] ?? ['CC', 14]
  return `${prefix}${String(100_000 + world.next('tracking')).padStart(digits, '0')}`
}

export function refund(call: StateCall): StateReply {
  const { id, status } = shipmentAt(call, call.params['id'])
  // Official: the answer right after a purchase.
  if (status === 'postage_requested') call.refuse(400, 'Resource in use, please try again')
  const shipment = shipmentTo('refund', call)
  if (!isRefundable(call, shipment)) call.refuse(400, actions.refund.refusal)
  call.after(decisionSeconds, 'decideRefund', { id })
  return call.show('shipments', change(call, shipment, { status: 'refund_requested' }))
}

/** Timer: a refund was granted. */
export function decideRefund(world: StateWorld, data: Row): void {
  const shipment = shipmentOf(world, data)
  if (shipment) change(world, shipment, { status: 'voided' })
}

/** Official: within a window that depends on the service, and never for letters and Slim. */
function isRefundable(world: StateWorld, shipment: Shipment): boolean {
  const { postage_type: type, package_type: packaging, postage_purchase_date: bought } = shipment
  if (packaging === 'letter' || type.endsWith('_slim')) return false
  const days = /_(canada|international)_tracked$/.test(type) ? 7 : 28
  // What the world begins with says nothing of its purchase, and so does not age.
  return bought === undefined || world.now.getTime() - Date.parse(bought) <= days * day * 1000
}
