import type { Row, StateCall } from '@parlance/mock/state'
import { type Service, services } from './services.ts'
import type { Rate, Shipment } from './shipment.ts'

/** A shipment with its rates, and what follows from them; refuses what has to have a price and has none. */
export function priced(call: StateCall, shipment: Shipment): Shipment {
  const { is_media_mail_requested: asMedia, package_type: packageType, postage_type: named } = shipment
  if (asMedia && packageType === 'parcel') call.refuse(400, 'is_media_mail field not supported for Parcel')
  const lacksData = isIncomplete(shipment)
  const rates = lacksData ? [] : ratesOf(shipment)
  if (!lacksData && named !== 'unknown' && !rateFor(rates, named)) refuseRate(call)
  return { ...shipment, rates, status: rates.length > 0 ? 'unpaid' : 'incomplete' }
}

/** The rate of a service among others. */
export function rateFor(rates: readonly Rate[], type: string): Rate | undefined {
  return rates.find((rate) => rate.postage_type === type)
}

/** The rate that costs least. */
export function cheapest(rates: readonly Rate[]): Rate | undefined {
  return rates.toSorted((a, b) => Number(a.payment_amount) - Number(b.payment_amount))[0]
}

/** The documented words for a service that has no price for this shipment. */
export function refuseRate(call: StateCall): never {
  return call.refuse(400, 'Unable to fetch postage rate')
}

/**
 * Official: without weight, size and day there are no rates; postage of your own needs no day. That the address and the
 * items which the documentation asks for count as missing data as well is inferred.
 */
function isIncomplete(shipment: Shipment): boolean {
  const { to_country_code: country, to_province_code: province, to_postal_code: code, line_items } = shipment
  const isAddressed = (country !== 'CA' && country !== 'US') || (province && code)
  const isItemised = country === 'CA' || line_items.length > 0
  const isPacked = [gramsOf(shipment), ...sidesOf(shipment)].every((amount) => amount > 0)
  const isDated = shipment.ship_date !== null || isOwn(shipment)
  return !isAddressed || !isItemised || !isPacked || !isDated
}

/** What every service that takes this parcel would cost. */
function ratesOf(shipment: Shipment): Rate[] {
  if (isTooLarge(shipment) || !shipment.line_items.every(hasValidCode)) return []
  return services.filter((service) => takes(service, shipment)).map((service) => rateOf(service, shipment))
}

function takes(service: Service, shipment: Shipment): boolean {
  const isNamed = shipment.postage_type === service.type
  if (isOwn(shipment)) return isNamed
  if (service.to !== zoneOf(shipment)) return false
  // Official: duties are paid by International Tracked only, and asking for it empties the rates elsewhere.
  const isPaying = shipment.is_delivery_duties_paid_requested
  if (isPaying && service.type !== 'chit_chats_international_tracked') return false
  if (isFlatRate(shipment) && sellerOf(service) !== 'usps') return false
  if (service.when === 'thin') return isThin(shipment)
  if (service.when === 'media') return shipment.is_media_mail_requested
  return service.when === 'always' || isNamed
}

function sellerOf({ type }: Service): string {
  return ['usps', 'canada_post'].find((seller) => type.startsWith(seller)) ?? 'chit_chats'
}

/** `payment_amount` is the sum of purchase, insurance and delivery, and tax is inside the purchase, as in all known bodies. */
function rateOf(service: Service, shipment: Shipment): Rate {
  const tax = taxOf(shipment)
  const net = service.base + service.step * (isFlatRate(shipment) ? 0 : stepsOf(shipment))
  const taxed = Math.round((net * tax.percent) / 100)
  // Inferred, as all prices: one percent of the value, and 0.50 or 0.85 on the way to the carrier.
  const insurance = shipment.is_insurance_requested ? Math.round(Number(shipment.value)) : null
  const delivery = shipment.to_country_code === 'CA' ? 50 : 85
  const isPaying = shipment.is_delivery_duties_paid_requested
  return {
    postage_type: service.type,
    postage_carrier_type: sellerOf(service),
    postage_description: service.name,
    signature_confirmation_description: shipment.is_signature_requested ? 'Signature on delivery' : null,
    delivery_duties_paid_description: isPaying ? 'Duties paid by the sender' : null,
    delivery_time_description: `${service.days} business days`,
    tracking_type_description: 'Tracking to the door',
    is_insured: insurance !== null,
    purchase_amount: money(net + taxed),
    provincial_tax: null,
    provincial_tax_label: null,
    federal_tax: money(taxed),
    federal_tax_label: `${tax.name} (${tax.percent}%)`,
    postage_fee: money(net + taxed),
    insurance_fee: insurance === null ? null : money(insurance),
    delivery_fee: money(delivery),
    payment_amount: money(net + taxed + (insurance ?? 0) + delivery),
  }
}

/** Canadian sales tax: harmonised in some provinces when the parcel stays in Canada, federal alone otherwise (inferred). */
const harmonised: Readonly<Record<string, number>> = { NB: 15, NL: 15, NS: 14, ON: 13, PE: 15 }

function taxOf(shipment: Shipment): { name: string; percent: number } {
  const percent = shipment.to_country_code === 'CA' ? harmonised[shipment.to_province_code ?? ''] : undefined
  return percent === undefined ? { name: 'GST', percent: 5 } : { name: 'HST', percent }
}

const grams: Readonly<Record<string, number>> = { g: 1, kg: 1000, oz: 28.349523125, lb: 453.59237 }
const centimetres: Readonly<Record<string, number>> = { cm: 1, m: 100, in: 2.54 }

/** Nothing where data is missing. */
function gramsOf({ weight, weight_unit: unit }: Shipment): number {
  return (weight ?? 0) * (grams[unit ?? ''] ?? 0)
}

function sidesOf({ size_x, size_y, size_z, size_unit: unit }: Shipment): number[] {
  return [size_x, size_y, size_z].map((side) => (side ?? 0) * (centimetres[unit ?? ''] ?? 0))
}

/** Hundreds of grams begun, of the weight or of what such a volume is taken to weigh. */
function stepsOf(shipment: Shipment): number {
  const volume = sidesOf(shipment).reduce((product, side) => product * side, 1)
  return Math.ceil(Math.max(gramsOf(shipment), volume / 5) / 100)
}

/** Official: a side above about 60 cm has no rates. That 30 kg is the end as well is inferred. */
function isTooLarge(shipment: Shipment): boolean {
  return sidesOf(shipment).some((side) => side > 60) || gramsOf(shipment) > 30_000
}

/** Official: an invalid tariff code leaves no rates. */
function hasValidCode({ hs_tariff_code: code }: Row): boolean {
  return !code || /^\d{6,10}$/.test(String(code).replaceAll('.', ''))
}

/** Inferred: how thin is thin. */
function isThin(shipment: Shipment): boolean {
  return Math.min(...sidesOf(shipment)) <= 2 && gramsOf(shipment) <= 500
}

/** Official: such packaging has a fixed price, at USPS. */
function isFlatRate({ package_type: type }: Shipment): boolean {
  return type.includes('flat_rate')
}

/** Postage bought elsewhere. */
function isOwn({ postage_type: type }: Shipment): boolean {
  return type === 'usps_other'
}

function zoneOf({ to_country_code: country }: Shipment): Service['to'] {
  return country === 'CA' || country === 'US' ? country : 'abroad'
}

function money(cents: number): string {
  return (cents / 100).toFixed(2)
}
