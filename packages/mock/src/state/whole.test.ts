import { expect, test } from 'vitest'
import type { OpenApiDocument } from '../document.ts'
import { createCompilers } from '../judge/compile.ts'
import { Completion } from './whole.ts'

const text = { type: 'string' }
const document = {
  openapi: '3.1.0',
  paths: {},
  components: { schemas: { Text: { ...text, example: 'of somebody else' } } },
}
const compilers = createCompilers(document as unknown as OpenApiDocument, 'response')
const completion = new Completion(document as unknown as OpenApiDocument, compilers)

/** What stands in a property that a record must have. */
const valueFor = (schema: unknown) =>
  completion.whole({ type: 'object', required: ['x'], properties: { x: schema } }, {})['x']

test('what a record must have gets its default, null, or the plainest value', () => {
  expect(valueFor({ ...text, default: 'd' })).toBe('d')
  expect(valueFor({ type: ['string', 'null'] })).toBeNull()
  expect(valueFor({ type: 'array', items: text })).toEqual([])
  expect(valueFor({ ...text, 'x-extensible-enum': ['new', 'old'] })).toBe('new')
  expect(
    valueFor({ type: 'object', required: ['y'], properties: { y: { type: 'boolean' }, z: text } }),
  ).toEqual({ y: true })
  expect(valueFor({ const: 'only' })).toBe('only')
})

test('what stands in an example is somebody else’s', () => {
  expect(valueFor({ ...text, example: 'of somebody else' })).toBe('string')
  expect(valueFor({ $ref: '#/components/schemas/Text' })).toBe('string')
})

test('what is made keeps to the schema', () => {
  expect(valueFor({ type: 'string', pattern: '^[A-Z]{3}$' })).toMatch(/^[A-Z]{3}$/)
  expect(valueFor({ type: 'array', minItems: 2, items: { type: 'integer', minimum: 3 } })).toEqual([3, 3])
  expect(Number(valueFor({ type: 'integer', minimum: 4, multipleOf: 5 })) % 5).toBe(0)
  expect(valueFor(true)).toBeNull()
})

test('what is there stays, null and what the schema does not know included, in the order of the schema', () => {
  const schema = {
    type: 'object',
    required: ['a', 'b'],
    properties: { a: text, b: text, c: { ...text, writeOnly: true, default: 'x' } },
  }
  const row = completion.whole(schema, { other: 1, b: null })
  expect(Object.entries(row)).toEqual([
    ['a', 'string'],
    ['b', null],
    ['other', 1],
  ])
})
