import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { isDateTime } from './formats.ts'

const requireFromPrism = createRequire(import.meta.resolve('@stoplight/prism-http'))
const { date_time: isDateTimeForPrism } = requireFromPrism(
  '@stoplight/prism-http/dist/validator/validators/dateTime.js',
) as { date_time(text: string): boolean }

const dates = [
  '2026-11-21',
  '2024-02-29',
  '2026-02-29',
  '1900-02-29',
  '2000-02-29',
  '2026-13-01',
  '2026-00-10',
  '2026-04-31',
  '26-01-01',
]
const times = [
  '10:00:00',
  '10:00:00.123',
  '23:59:60',
  '22:59:60',
  '24:00:00',
  '10:60:00',
  '10:00',
  '10:00:61',
]
const zones = ['Z', 'z', '+01:00', '-0130', '+05', '+24:00', '+25:00', '+01:60', '', '+1:00']
const between = ['T', 't', ' ', '  ', '_']

test('a point in time is what it is for Prism', () => {
  const texts = dates.flatMap((date) =>
    between.flatMap((gap) => times.flatMap((time) => zones.map((zone) => `${date}${gap}${time}${zone}`))),
  )
  const verdicts = texts.map(isDateTime)
  expect(verdicts).toEqual(texts.map(isDateTimeForPrism))
  expect(new Set(verdicts)).toEqual(new Set([true, false]))
})
