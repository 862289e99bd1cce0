import type { Row } from '@parlance/mock/state'

/** What is wrong with a field, in the provider's words. */
type Problem = 'is invalid' | "can't be blank" | false

const canada = new Set(['AB', 'BC', 'MB', 'NB', 'NL', 'NS', 'NT', 'NU', 'ON', 'PE', 'QC', 'SK', 'YT'])

/** What the contract cannot say of a request's fields: what is wrong with each, seen together with the others. */
export const problemsOf: Readonly<Record<string, (said: Row) => Problem>> = {
  // Observed: where there are codes, full names are refused.
  province_code: (said) =>
    hasCodes(said) && !/^([A-Z]{2})?$/.test(text(said['province_code'])) && 'is invalid',
  // Inferred: some bound there must be.
  value: (said) => Number(text(said['value'])) >= 1e9 && 'is invalid',
  ship_date: ({ ship_date = 'today' }) => ship_date !== 'today' && !isDay(text(ship_date)) && 'is invalid',
  // Official: only with a tax identifier. That it is asked for in these words is inferred.
  vat_reference: (said) =>
    said['duties_paid_requested'] === true && !hasCodes(said) && !said['vat_reference'] && "can't be blank",
  // Official: an own return address is complete and in the United States.
  return_name: (said) => isPartMissing(said, 'return_name'),
  return_address_1: (said) => isPartMissing(said, 'return_address_1'),
  return_city: (said) => isPartMissing(said, 'return_city'),
  return_province_code: (said) =>
    isPartMissing(said, 'return_province_code') || (isNoState(said) && 'is invalid'),
  return_postal_code: (said) => isPartMissing(said, 'return_postal_code'),
}

const ownAddress = [
  'return_name',
  'return_address_1',
  'return_city',
  'return_province_code',
  'return_postal_code',
]

function isPartMissing(said: Row, part: string): Problem {
  return !said[part] && ownAddress.some((other) => said[other]) && "can't be blank"
}

function isNoState({ return_province_code: code }: Row): boolean {
  return Boolean(code) && (!/^[A-Z]{2}$/.test(text(code)) || canada.has(text(code)))
}

/** Canada and the United States write provinces and states as codes. */
function hasCodes({ country_code: country }: Row): boolean {
  return country === 'CA' || country === 'US'
}

function isDay(day: string): boolean {
  const date = new Date(day)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
}

function text(value: unknown): string {
  return String(value ?? '')
}
