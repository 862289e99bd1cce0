import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { faultsOf, nearest } from './catalogue.ts'
import { extensions } from './extensions.ts'

const entries = Object.entries(extensions)

test.each(entries)('%s says what it is for and where it may stand', (key, { purpose, places }) => {
  expect(key).toMatch(/^x-[a-z]/)
  expect(purpose).toMatch(/^.{20,}\.$/)
  expect(places.length).toBeGreaterThan(0)
  expect(new Set(places).size).toBe(places.length)
})

test.each(entries)('the schema of %s is a JSON Schema that refuses something', (key, { schema }) => {
  const ajv = new Ajv2020({ strictTypes: false })
  expect(ajv.validateSchema(schema)).toBe(true)
  expect(() => ajv.compile(schema)).not.toThrow()
  expect(faultsOf(key, null)).not.toEqual([])
})

test('a fault says where it is inside the value', () => {
  const limit = { name: 'all', requests: 0, window: 1, scope: ['token'] }
  expect(faultsOf('x-rate-limits', [limit])).toEqual([
    { path: ['0'], message: "must have required property 'evidence'" },
    { path: ['0', 'requests'], message: 'must be >= 1' },
  ])
})

test.each([
  ['x-evidense', 'x-evidence'],
  ['x-redocly-pagination', 'x-redoclyPagination'],
  ['x-enum-descriptions', 'x-enumDescriptions'],
  ['x-Environment', 'x-environment'],
])('%s is most like %s', (key, known) => {
  expect(nearest(key)).toBe(known)
})
