/** Clients as drills want them: any account, quick retries, and no warning about pages. */
import * as chatkittyApi from '@parlance/chatkitty'
import * as chatshipperApi from '@parlance/chatshipper'
import * as chattiApi from '@parlance/chatti'
import * as chitchatsApi from '@parlance/chitchats'

const common = { retry: { baseDelay: 1 }, allowInPage: true } as const

/** Chit Chats: a raw token, page numbers, a wide budget. */
export function chitchats(origin: string, options: chitchatsApi.ClientOptions = {}): chitchatsApi.ChitChats {
  return chitchatsApi.createClient({ ...common, clientId: '7', accessToken: 'token-1', origin, ...options })
}

/** ChatShipper: tokens that end, `Link` headers, twenty requests in a second unless told otherwise. */
export function chatshipper(
  origin: string,
  options: chatshipperApi.ClientOptions = {},
): chatshipperApi.ChatShipper {
  return chatshipperApi.createClient({ ...common, origin, ...options })
}

/** ChatKitty: OAuth 2.0 client credentials, HAL. */
export function chatkitty(origin: string, options: chatkittyApi.ClientOptions = {}): chatkittyApi.ChatKitty {
  return chatkittyApi.createClient({ ...common, origin, ...options })
}

/** Chatti: a key in a header of its own. */
export function chatti(origin: string, options: chattiApi.ClientOptions = {}): chattiApi.Chatti {
  return chattiApi.createClient({ ...common, apiKey: 'key-1', origin, ...options })
}

/** A shipment that Chit Chats would take. */
export const parcel: chitchatsApi.ShipmentCreate = {
  name: 'Marisol Whitaker',
  address_1: '418 Larkspur Lane',
  city: 'Portland',
  province_code: 'OR',
  postal_code: '97214',
  country_code: 'US',
  description: 'Scented soy candles',
  value: '64.00',
  value_currency: 'cad',
  package_type: 'parcel',
  weight_unit: 'g',
  weight: 620,
  size_unit: 'cm',
  size_x: 24,
  size_y: 16,
  size_z: 10,
  ship_date: 'today',
}
