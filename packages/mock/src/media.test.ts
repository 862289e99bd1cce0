import { expect, test } from 'vitest'
import { coverOf, essenceOf, parameterOf } from './media.ts'

test.each([
  ['application/json', 'application/json'],
  ['Application/JSON; charset=utf-8', 'application/json'],
  ['json', undefined],
  [undefined, undefined],
])('%s is %s', (header, essence) => {
  expect(essenceOf(header)).toBe(essence)
})

test('a parameter is found, quoted or not, or is not there', () => {
  expect(parameterOf('multipart/form-data; boundary="a b"', 'boundary')).toBe('a b')
  expect(parameterOf('multipart/form-data', 'boundary')).toBeUndefined()
  expect(parameterOf(undefined, 'boundary')).toBeUndefined()
})

test.each([
  [['application/json'], 'application/json', 'application/json'],
  [['*/*', 'text/*', 'Text/CSV; header=present'], 'text/csv', 'Text/CSV; header=present'],
  [['*/*', 'text/*'], 'text/csv', 'text/*'],
  [['text/*', '*/*'], 'image/png', '*/*'],
  [['application/json'], 'application/hal+json', undefined],
  [[], 'application/json', undefined],
])('of %j the one for %s is %s', (declared, mediaType, cover) => {
  expect(coverOf(declared, mediaType)).toBe(cover)
})
