import type { Row, StateCall } from '@parlance/mock/state'
import { problemsOf } from './problems.ts'

/** What the record calls otherwise than the request. */
const renamed: Readonly<Record<string, string>> = {
  name: 'to_name',
  address_1: 'to_address_1',
  address_2: 'to_address_2',
  city: 'to_city',
  province_code: 'to_province_code',
  postal_code: 'to_postal_code',
  country_code: 'to_country_code',
  phone: 'to_phone',
  email: 'to_email',
  insurance_requested: 'is_insurance_requested',
  signature_requested: 'is_signature_requested',
  media_mail_requested: 'is_media_mail_requested',
  duties_paid_requested: 'is_delivery_duties_paid_requested',
  // Official: the number of postage from elsewhere. That it shows from the beginning is inferred.
  tracking_number: 'carrier_tracking_code',
}

/** What `shipments.refresh` changes, in the request's words. */
const refreshable = [
  'insurance_requested',
  'media_mail_requested',
  'signature_requested',
  'ship_date',
  'package_type',
  'weight_unit',
  'weight',
  'size_unit',
  'size_x',
  'size_y',
  'size_z',
] as const

/** What `shipments.create` sets, in the request's words. */
const creatable = [
  ...Object.keys(renamed),
  ...refreshable,
  'return_name',
  'return_address_1',
  'return_address_2',
  'return_city',
  'return_province_code',
  'return_postal_code',
  'return_phone',
  'package_contents',
  'description',
  'value',
  'value_currency',
  'order_id',
  'order_store',
  'postage_type',
  'line_items',
]

/** What the record writes otherwise than the request. */
const spelled: Readonly<Record<string, (value: unknown, call: StateCall) => unknown>> = {
  value: (value) => Number(value).toFixed(2),
  value_currency: (value) => String(value).toUpperCase(),
  order_store: (value) => value || 'other',
  postage_type: (value) => value || 'unknown',
  tracking_number: (value) => value || null,
  // The time zone of "today" is not documented.
  ship_date: (value, call) => (value === 'today' ? call.time.slice(0, 10) : value),
}

/** A shipment of which the request says nothing. That contents are merchandise unless said otherwise is inferred. */
const blank: Row = {
  batch_id: null,
  to_address_2: null,
  to_province_code: null,
  to_postal_code: null,
  to_phone: null,
  to_email: null,
  return_name: null,
  return_address_1: null,
  return_address_2: null,
  return_city: null,
  return_province_code: null,
  return_postal_code: null,
  return_country_code: null,
  return_phone: null,
  package_contents: 'merchandise',
  description: null,
  order_id: null,
  order_store: 'other',
  is_insured: false,
  is_insurance_requested: false,
  is_signature_requested: false,
  is_media_mail_requested: false,
  is_delivery_duties_paid_requested: false,
  is_return_dispose: false,
  postage_type: 'unknown',
  carrier: 'unknown',
  carrier_tracking_code: null,
  ship_date: null,
  purchase_amount: null,
  postage_fee: null,
  insurance_fee: null,
  delivery_fee: null,
  provincial_tax: null,
  provincial_tax_label: null,
  federal_tax: null,
  federal_tax_label: null,
  payment_amount: null,
  postage_label_png_url: null,
  postage_label_zpl_url: null,
  postage_label_pdf_url: null,
  line_items: [],
}

/** A new shipment as the request tells it, before it is priced. */
export function created(call: StateCall, { id, created_at }: Row): Row {
  refuseProblems(call, call.body)
  const said = keptOf(call, creatable)
  return {
    ...blank,
    ...said,
    ...(said['return_name'] ? { return_country_code: 'US' } : {}),
    ...(said['postage_type'] === 'usps_media_mail' ? { is_media_mail_requested: true } : {}),
    id,
    created_at,
    tracking_url: `https://chitchats.com/tracking/${String(id).toLowerCase()}`,
  }
}

/**
 * What a request for new rates changes. Other fields are let through and do nothing: that the recipient could be corrected
 * this way is claimed by one client only.
 */
export function refreshed(call: StateCall): Row {
  refuseProblems(call, { ship_date: call.body['ship_date'] })
  return keptOf(call, refreshable)
}

/** What the request says of these fields, as the record keeps it. */
function keptOf(call: StateCall, fields: readonly string[]): Row {
  const said = fields.filter((field) => call.body[field] !== undefined)
  return Object.fromEntries(
    said.map((field) => [renamed[field] ?? field, (spelled[field] ?? asItIs)(call.body[field], call)]),
  )
}

function asItIs(value: unknown): unknown {
  return value
}

/** Refuses what is wrong in one sentence, several problems joined by commas and "and" (official). */
function refuseProblems(call: StateCall, said: Row): void {
  const problems = Object.entries(problemsOf).flatMap(([field, problemOf]) => {
    const problem = problemOf(said)
    return problem ? [`${field} field ${problem}`] : []
  })
  if (problems.length > 0) call.refuse(400, new Intl.ListFormat('en-GB').format(problems))
}
