import type { Row } from '@parlance/mock/state'
import { serviceOf } from './services.ts'
import { home, type Shipment } from './shipment.ts'

/** Official display names; the others are written as they are called. */
const packages: Readonly<Record<string, string>> = { card: 'Postcard', envelope: 'Flat Envelope' }

const carriers: Readonly<Record<string, string>> = {
  usps: 'USPS',
  chit_chats: 'Chit Chats',
  canada_post: 'Canada Post',
  asendia: 'Asendia',
}

/** How a shipment ended (inferred: only `unknown` is documented). */
const resolutions: Readonly<Record<string, string>> = { delivered: 'delivered', exception: 'exception' }

const descriptions: Readonly<Record<string, string>> = {
  ready: 'Label created',
  received: 'In transit',
  released: 'In transit',
  inducted: 'In transit',
  delivered: 'Delivered',
  exception: 'Exception',
  voided: 'Voided',
  canceled: 'Canceled',
}

/** What anybody may see of a shipment: no name, no street. */
export function publicTracking(shipment: Shipment): Row {
  const { size_x, size_y, size_z, size_unit, weight, weight_unit, status } = shipment
  const resolution = resolutions[status] ?? 'unknown'
  return {
    shipment_id: shipment.id,
    to_city: shipment['to_city'],
    to_province_code: shipment.to_province_code ?? '',
    to_postal_code: shipment.to_postal_code ?? '',
    to_country_code: shipment.to_country_code,
    from_city: home.return_city,
    from_province_code: home.return_province_code,
    from_postal_code: home.return_postal_code,
    from_country_code: home.return_country_code,
    package_description: packages[shipment.package_type] ?? titled(shipment.package_type),
    size_description: size_unit ? `${size_x} × ${size_y} × ${size_z} ${size_unit}` : '',
    weight_description: weight_unit ? `${weight} ${weight_unit}` : '',
    resolution,
    resolution_description: descriptions[status] ?? 'Not shipped yet',
    postage_description: serviceOf(shipment.postage_type)?.name ?? 'Unknown',
    estimated_delivery_at: shipment['estimated_delivery_at'] ?? null,
    carrier: shipment.carrier,
    carrier_description: carriers[shipment.carrier] ?? 'Unknown',
    carrier_tracking_code: shipment.carrier_tracking_code,
    tracking_url: shipment['tracking_url'],
    ship_date: shipment.ship_date,
    resolved_at: resolution === 'unknown' ? null : (shipment.tracking_events[0]?.['created_at'] ?? null),
    tracking_events: shipment.tracking_events.map(({ type: _type, ...event }) => event),
  }
}

/** `thick_envelope` → `Thick Envelope`. */
function titled(type: string): string {
  return type.replaceAll('_', ' ').replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase())
}
