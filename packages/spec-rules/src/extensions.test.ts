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

const limit = {
  name: 'all',
  requests: 1,
  window: 1,
  scope: ['bot'],
  evidence: { level: 'official', source: 'x' },
}

test.each([
  [{ ...limit, counts: 'identical' }, "must have required property 'key'"],
  [{ ...limit, counts: 'consecutive' }, "must have required property 'key'"],
  [{ ...limit, key: ['header:x'] }, 'must match pattern'],
  [{ ...limit, key: ['body:/items/*/id'] }, 'must match pattern'],
  [{ ...limit, resetBy: 'an answer' }, "must have required property 'counts'"],
  [{ ...limit, counts: 'identical', key: [], resetBy: 'an answer' }, 'must be equal to constant'],
  [{ ...limit, clientOption: 'bot' }, 'must have property callers'],
])('the rate limit %j cannot be kept', (value, message) => {
  expect(faultsOf('x-rate-limits', [value]).map((fault) => fault.message)).toEqual([
    expect.stringContaining(message),
  ])
})

test.each([
  { ...limit, key: [] },
  { ...limit, counts: 'identical', key: ['path:id', 'query:dry run', 'body:/message/to'] },
  {
    ...limit,
    counts: 'consecutive',
    key: ['path:id'],
    resetBy: 'an answer',
    callers: 'bots',
    clientOption: 'bot',
  },
])('the rate limit %j can be kept', (value) => expect(faultsOf('x-rate-limits', [value])).toEqual([]))

const check = { keywords: ['maxLength'], evidence: { level: 'official', source: 'x' } }

test.each([
  [true, 'must be equal to constant'],
  [{ ...check, keywords: ['enum'] }, 'must be one of minLength, maxLength, minimum, maximum, pattern'],
  [{ ...check, keywords: ['pattern'] }, "must have required property 'rule'"],
  [{ ...check, evidence: { level: 'inferred', source: 'x' } }, 'must be equal to constant'],
])('%j is no check that a client may make', (value, message) => {
  expect(faultsOf('x-client-check', value).map((fault) => fault.message)).toEqual([message])
})

test.each([
  false,
  { ...check, uncounted: 'x', grows: '{Link}' },
  { ...check, keywords: ['pattern', 'maxLength'], rule: 'be short', when: 'x' },
])('%j is a check that a client may make', (value) => expect(faultsOf('x-client-check', value)).toEqual([]))

test('what grows or is not counted is counted', () => {
  const value = { ...check, keywords: ['minLength'], grows: '{Link}' }
  expect(faultsOf('x-client-check', value)).not.toEqual([])
})
