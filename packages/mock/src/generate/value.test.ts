import { describe, expect, test } from 'vitest'
import { documentOf } from '../../test/judge.ts'
import { randomFrom } from '../faults/random.ts'
import { createCompilers } from '../judge/compile.ts'
import { describe as tell } from '../judge/violations.ts'
import { generate } from './value.ts'

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const schemas = {
  Tree: {
    type: 'object',
    required: ['value'],
    properties: {
      value: { type: 'integer' },
      left: ref('Tree'),
      all: { type: 'array', items: ref('Tree') },
      leaf: { oneOf: [ref('Tree'), { type: 'null' }] },
    },
  },
  Base: {
    type: 'object',
    required: ['id'],
    properties: { id: { type: 'integer', minimum: 5 }, kind: { type: 'string' } },
  },
  Cat: {
    allOf: [
      ref('Base'),
      {
        type: 'object',
        required: ['kind', 'lives'],
        properties: { kind: { const: 'cat' }, lives: { type: 'integer', maximum: 9, minimum: 1 } },
      },
    ],
  },
  Dog: {
    allOf: [ref('Base'), { type: 'object', required: ['kind'], properties: { kind: { const: 'dog' } } }],
  },
}
const document = documentOf({}, { components: { schemas } })
const compilers = createCompilers(document, 'response')
const many = (schema: unknown) =>
  Array.from({ length: 60 }, (_, n) => generate(document, schema, randomFrom(`seed ${n}`)))
const problems = (schema: unknown) => {
  const check = compilers.exact(schema)
  return [...new Set(many(schema).map((value) => tell(check(value))))].filter(Boolean)
}

describe('values keep to their schema', () => {
  test.each<[string, object]>([
    ['an integer within limits', { type: 'integer', minimum: -3, exclusiveMaximum: 2 }],
    ['a number of steps', { type: 'number', minimum: 0.5, maximum: 1.5, multipleOf: 0.25 }],
    ['a number above', { type: 'number', exclusiveMinimum: 0, maximum: 1 }],
    ['an integer below', { type: 'integer', maximum: -1000 }],
    ['a large one', { type: 'integer', minimum: 1e12, example: 1e12 }],
    ['a length', { type: 'string', minLength: 30, maxLength: 40 }],
    ['a short text', { type: 'string', maxLength: 2 }],
    ['a pattern with a length', { type: 'string', pattern: '^[a-z]+$', minLength: 6, maxLength: 7 }],
    [
      'a pattern and a format',
      { type: 'string', format: 'date-time', pattern: 'Z$', example: '2026-03-01T00:00:00Z' },
    ],
    ['one of some', { enum: ['a', 5, null] }],
    ['a constant', { const: { a: [1] } }],
    ['several types', { type: ['integer', 'string', 'null'] }],
    ['a list', { type: 'array', items: { type: 'boolean' }, minItems: 4, maxItems: 4 }],
    ['a set', { type: 'array', items: { enum: [1, 2, 3] }, minItems: 3, uniqueItems: true }],
    ['a tuple', { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }], items: false }],
    ['a list that contains', { type: 'array', contains: { const: 'x' }, items: { type: 'string' } }],
    ['names of one’s own', { type: 'object', additionalProperties: { type: 'integer' }, minProperties: 3 }],
    [
      'required without a schema',
      { type: 'object', required: ['a'], patternProperties: { '^a$': { type: 'integer' } } },
    ],
    [
      'few properties',
      { type: 'object', properties: { a: {}, b: {}, c: {} }, required: ['c'], maxProperties: 1 },
    ],
    ['nothing else', { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: false }],
    ['what comes back to itself', ref('Tree')],
    ['one of several shapes', { oneOf: [ref('Cat'), ref('Dog')] }],
    ['any of several shapes', { anyOf: [ref('Cat'), { type: 'string' }] }],
    ['a reference with more', { ...ref('Base'), required: ['kind'] }],
    [
      'two limits that both hold',
      { allOf: [{ type: 'integer', minimum: 3 }, { minimum: 5, maximum: 6 }, { maximum: 9 }] },
    ],
    ['no type at all', { properties: { a: { items: { maximum: 3 } } } }],
    ...[
      'date-time',
      'date',
      'time',
      'duration',
      'email',
      'hostname',
      'ipv4',
      'ipv6',
      'uri',
      'uri-reference',
    ].map((format): [string, object] => [format, { type: 'string', format }]),
    ...['uri-template', 'uuid', 'byte', 'json-pointer', 'relative-json-pointer', 'regex'].map(
      (format): [string, object] => [format, { type: 'string', format }],
    ),
  ])('%s', (_, schema) => {
    expect(problems(schema)).toEqual([])
  })
})

test('values differ', () => {
  for (const schema of [{ type: 'integer' }, { type: 'string' }, ref('Cat'), { type: 'boolean' }]) {
    expect(new Set(many(schema).map((value) => JSON.stringify(value))).size).toBeGreaterThan(1)
  }
})

test('a value may be null, mostly is not', () => {
  const values = many({ type: ['string', 'null'] })
  const nulls = values.filter((value) => value === null).length
  expect(nulls).toBeGreaterThan(0)
  expect(nulls).toBeLessThan(20)
})

test('known values of an open list are used', () => {
  expect(new Set(many({ type: 'string', 'x-extensible-enum': ['a', 'b'] }))).toEqual(new Set(['a', 'b']))
})

test('a text is like its example, with other digits', () => {
  const values = many({ type: 'string', example: 'Order 2041, paid' }) as string[]
  for (const value of values) expect(value).toMatch(/^Order [1-9]0[1-9]{2}, paid$/)
  expect(new Set(values).size).toBeGreaterThan(5)
})

test('a number is about as large as its example', () => {
  const values = many({ type: 'integer', example: 50_000 }) as number[]
  expect(Math.max(...values)).toBeLessThanOrEqual(100_000)
  expect(Math.max(...values)).toBeGreaterThan(10_000)
})

test('what is only written is not answered', () => {
  const schema = {
    type: 'object',
    required: ['pin'],
    properties: { pin: { type: 'string', writeOnly: true }, a: { const: 1 } },
  }
  expect(many(schema)[0]).toEqual({ a: 1 })
})
