/** A postage service, and what it costs before tax, in cents. */
export interface Service {
  readonly type: string
  readonly name: string
  readonly to: 'CA' | 'US' | 'abroad'
  /** Who delivers. */
  readonly by: 'usps' | 'chit_chats' | 'canada_post' | 'asendia'
  /** Business days. */
  readonly days: string
  readonly base: number
  /** For every 100 g begun. */
  readonly step: number
  readonly when: When
}

/**
 * When a service is offered. Which ones an account is shown is a setting of the account (official); ours is shown the usual
 * ones, and can have others by their `name` (inferred).
 */
type When = 'always' | 'thin' | 'media' | 'own' | 'name'

type Line = readonly [
  type: string,
  to: Service['to'],
  by: Service['by'],
  days: string,
  base: number,
  step: number,
  name: string,
  when?: When,
]

/**
 * The names are official; where each service goes and who delivers is inferred. The prices are ours, so that the parcels of
 * the document's examples cost what the examples say.
 */
const lines: readonly Line[] = [
  ['chit_chats_us_edge', 'US', 'usps', '3-6', 760, 15, 'Chit Chats U.S. Edge'],
  ['chit_chats_us_select', 'US', 'usps', '2-5', 1080, 15, 'Chit Chats U.S. Select'],
  ['chit_chats_us_slim', 'US', 'usps', '4-8', 390, 10, 'Chit Chats U.S. Slim', 'thin'],
  ['chit_chats_us_connect', 'US', 'usps', '4-9', 690, 15, 'Chit Chats U.S. Connect', 'name'],
  [
    'canada_post_tracked_packet_usa',
    'US',
    'canada_post',
    '4-7',
    1100,
    40,
    'Canada Post Tracked Packet',
    'name',
  ],
  ['canada_post_expedited_parcel_usa', 'US', 'canada_post', '4-7', 1750, 35, 'Canada Post Expedited', 'name'],
  ['usps_first', 'US', 'usps', '3-5', 520, 30, 'USPS First-Class', 'name'],
  ['usps_ground_advantage', 'US', 'usps', '2-5', 880, 25, 'USPS Ground Advantage', 'name'],
  ['usps_priority', 'US', 'usps', '2-4', 1600, 25, 'USPS Priority Mail'],
  ['usps_express', 'US', 'usps', '1-2', 4200, 60, 'USPS Priority Mail Express', 'name'],
  ['usps_media_mail', 'US', 'usps', '2-8', 540, 10, 'USPS Media Mail', 'media'],
  ['usps_library_mail', 'US', 'usps', '2-8', 520, 10, 'USPS Library Mail', 'name'],
  ['usps_other', 'US', 'usps', '2-8', 0, 0, 'USPS postage bought elsewhere', 'own'],
  ['chit_chats_canada_tracked', 'CA', 'chit_chats', '3-7', 890, 15, 'Chit Chats Canada Tracked'],
  ['chit_chats_select', 'CA', 'chit_chats', '2-5', 1240, 20, 'Chit Chats Select', 'name'],
  ['chit_chats_slim', 'CA', 'chit_chats', '4-9', 410, 10, 'Chit Chats Slim', 'thin'],
  [
    'chit_chats_international_tracked',
    'abroad',
    'asendia',
    '6-12',
    1150,
    50,
    'Chit Chats International Tracked',
  ],
  [
    'usps_first_class_mail_international',
    'abroad',
    'usps',
    '7-21',
    480,
    60,
    'USPS First-Class Mail Int’l',
    'thin',
  ],
  [
    'usps_first_class_package_international_service',
    'abroad',
    'usps',
    '7-21',
    1620,
    70,
    'USPS Package Int’l',
    'name',
  ],
  [
    'usps_priority_mail_international',
    'abroad',
    'usps',
    '6-10',
    4800,
    110,
    'USPS Priority Mail Int’l',
    'name',
  ],
  ['usps_express_mail_international', 'abroad', 'usps', '3-5', 7400, 130, 'USPS Express Mail Int’l', 'name'],
]

/** All services that a request may name, the usual ones of each country first. */
export const services: readonly Service[] = lines.map(
  ([type, to, by, days, base, step, name, when = 'always']) => ({
    type,
    to,
    by,
    days,
    base,
    step,
    name,
    when,
  }),
)

/** The service of a `postage_type`. */
export function serviceOf(type: string): Service | undefined {
  return services.find((service) => service.type === type)
}
