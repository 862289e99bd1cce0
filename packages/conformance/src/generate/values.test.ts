import { type Document, readProvider } from '@parlance/compiler'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createValidator } from '../validator.ts'
import { judgedValues } from './judged.ts'
import type { Schema } from './schema.ts'
import { valuesFor } from './values.ts'

/** Values for a schema that stands in a document of its own. */
function sampleOf(schema: Schema, { count = 60, schemas = {}, isPlain = false } = {}): unknown[] {
  const document = { ...empty, components: { schemas: { ...schemas, It: schema } } } as unknown as Document
  const place = { schema, pointer: '/components/schemas/It' }
  const options = { document, direction: 'request', isPlain } as const
  return fc.sample(judgedValues(place, createValidator(document), options), { numRuns: count, seed: 7 })
}

const empty = { openapi: '3.1.0', info: { title: 'Test', version: '1' }, servers: [], paths: {} }
const text = { type: 'string' }

describe('values satisfy their schema', () => {
  test.each<[string, Schema]>([
    ['numbers between limits', { type: 'number', exclusiveMinimum: 0, maximum: 9.5 }],
    ['steps of money', { type: 'number', minimum: 0, maximum: 100, multipleOf: 0.05 }],
    ['integers of 32 bits', { type: 'integer', format: 'int32', multipleOf: 7 }],
    ['a length exactly', { type: 'string', minLength: 12, maxLength: 12 }],
    ['a pattern that looks ahead', { type: 'string', pattern: '^(?=.*[A-Z])[A-Za-z0-9]{3,8}$' }],
    [
      'a pattern and a format',
      { type: 'string', format: 'uri', pattern: String.raw`^https?://[^/]+/[^?]*\.(gif|png)$` },
    ],
    ['a format and its end', { type: 'string', format: 'date-time', pattern: 'Z$' }],
    ['no value but one', { const: { a: [1, null] } }],
    ['several types', { type: ['string', 'integer', 'null'], minLength: 2, minimum: 5 }],
    ['lists without doubles', { type: 'array', items: { type: 'boolean' }, uniqueItems: true, minItems: 2 }],
    [
      'exactly one of two properties',
      { type: 'object', properties: { a: text, b: text }, minProperties: 1, maxProperties: 1 },
    ],
    [
      'names of a form',
      {
        type: 'object',
        propertyNames: { pattern: '^[a-z]{3}$' },
        additionalProperties: { type: 'integer' },
        minProperties: 2,
      },
    ],
    [
      'what comes with what',
      { type: 'object', properties: { a: text, b: text }, dependentRequired: { a: ['b'] } },
    ],
    [
      'everything together',
      {
        allOf: [
          { type: 'object', required: ['a'] },
          { type: 'object', properties: { a: { type: 'integer' } } },
          { type: 'object', properties: { a: { type: 'integer', minimum: 3 } } },
        ],
      },
    ],
    [
      'one and no other',
      {
        oneOf: [
          { type: 'object', required: ['a'], properties: { a: { type: 'integer' } } },
          { type: 'object', required: ['b'], properties: { b: text } },
        ],
      },
    ],
    ['what is not', { type: 'string', enum: ['a', 'b', 'c'], not: { const: 'b' } }],
  ])('%s', (_, schema) => expect(sampleOf(schema)).toHaveLength(60))

  test('that refers to itself, and end', () => {
    const Tree = {
      type: 'object',
      required: ['value'],
      properties: { value: text, children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } },
    }
    const trees = sampleOf({ $ref: '#/components/schemas/Tree' }, { schemas: { Tree } })
    expect(JSON.stringify(trees)).toContain('"children":[{')
  })

  test('and come to its limits', () => {
    const numbers = sampleOf({ type: 'integer', minimum: 3, maximum: 40_000 })
    expect(numbers).toContain(3)
    expect(numbers).toContain(40_000)
    const lengths = sampleOf({ type: 'string', minLength: 2, maxLength: 200 }).map(
      (one) => [...String(one)].length,
    )
    expect(lengths).toContain(2)
    expect(lengths).toContain(200)
  })

  test('in print only, where a place takes no more', () => {
    const texts = sampleOf(text, { isPlain: true, count: 200 })
    expect(texts.every((one) => /^[ -~]*$/.test(String(one)))).toBe(true)
  })
})

describe('what belongs to the other direction', () => {
  const schema = {
    type: 'object',
    required: ['id', 'secret'],
    properties: { id: { type: 'string', readOnly: true }, secret: { type: 'string', writeOnly: true } },
  }
  const keys = (direction: 'request' | 'response') =>
    Object.keys(fc.sample(valuesFor(schema, { document: empty, direction, isPlain: true })!, 1)[0] as object)

  test('is left out', () => {
    expect(keys('request')).toEqual(['secret'])
    expect(keys('response')).toEqual(['id'])
  })
})

describe('a schema that nothing satisfies is an error that names it', () => {
  test.each<[string, Schema]>([
    ['limits that cross', { type: 'integer', minimum: 5, maximum: 4 }],
    ['types that exclude each other', { allOf: [text, { type: 'integer' }] }],
    ['a length that a pattern excludes', { type: 'string', pattern: '^a{3}$', minLength: 5 }],
    ['nothing', false],
  ])('%s', (_, schema) => {
    expect(() => sampleOf(schema)).toThrow('No value can be made for the schema at /components/schemas/It')
  })
})

test('the same seed makes the same values', () => {
  const { document } = readProvider('chatti')
  const schema = { $ref: '#/components/schemas/SmsSend' }
  const options = { document, direction: 'request', isPlain: false } as const
  const make = () => fc.sample(valuesFor(schema, options)!, { numRuns: 20, seed: 3 })
  expect(make()).toEqual(make())
})
