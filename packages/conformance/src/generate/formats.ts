/** Texts of the formats that OpenAPI and JSON Schema name. A format that is missing here is any text. */
import * as fc from 'fast-check'

const moment = fc.date({ min: new Date('1990-01-01'), max: new Date('2089-12-31'), noInvalidDate: true })
const offset = fc
  .tuple(fc.constantFrom('+', '-'), fc.integer({ min: 0, max: 12 }), fc.constantFrom('00', '30'))
  .map(([sign, hours, minutes]) => `${sign}${String(hours).padStart(2, '0')}:${minutes}`)
const dateTime = fc.oneof(
  moment.map((date) => date.toISOString()),
  moment.map((date) => `${date.toISOString().slice(0, 19)}Z`),
  fc.tuple(moment, offset).map(([date, ahead]) => date.toISOString().slice(0, 19) + ahead),
)
const uri = fc.webUrl({ withQueryParameters: true, withFragments: true })
const path = fc.webPath().filter((text) => text.startsWith('/') && !text.startsWith('//'))

/** Format → texts. */
export const formats: Readonly<Record<string, fc.Arbitrary<string> | undefined>> = {
  date: moment.map((date) => date.toISOString().slice(0, 10)),
  'date-time': dateTime,
  time: moment.map((date) => date.toISOString().slice(11)),
  email: fc.emailAddress(),
  hostname: fc.domain(),
  ipv4: fc.ipV4(),
  ipv6: fc.ipV6(),
  uri,
  'uri-reference': fc.oneof(uri, path),
  'uri-template': fc.oneof(
    uri,
    fc.webUrl().map((text) => `${text.replace(/\/$/, '')}/{id}{?page}`),
  ),
  uuid: fc.uuid(),
}
