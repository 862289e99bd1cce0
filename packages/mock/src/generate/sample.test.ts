import { expect, test } from 'vitest'
import { documentOf } from '../../test/judge.ts'
import { sampleOf } from './sample.ts'

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const schemas = {
  Tree: {
    type: 'object',
    required: ['value'],
    properties: {
      value: { type: 'integer' },
      left: ref('Tree'),
      all: { type: 'array', items: ref('Tree') },
      any: { oneOf: [ref('Tree'), { type: 'null' }] },
    },
  },
  Named: { type: 'string', example: 'named' },
  Wide: {
    type: 'object',
    properties: Object.fromEntries(Array.from({ length: 40 }, (_, n) => [n, ref('Level1')])),
  },
  ...Object.fromEntries(
    [1, 2, 3].map((level) => [
      `Level${level}`,
      {
        type: 'object',
        properties: Object.fromEntries(Array.from({ length: 40 }, (_, n) => [n, ref(`Level${level + 1}`)])),
      },
    ]),
  ),
  Level4: { type: 'string' },
}
const sample = (schema: unknown) => sampleOf(documentOf({}, { components: { schemas } }), schema)

test('a value says what its schema says', () => {
  const schema = {
    type: 'object',
    properties: { a: ref('Named'), b: { enum: ['x'] }, c: { type: 'number', minimum: 2 } },
  }
  expect(sample(schema)).toEqual({ a: 'named', b: 'x', c: 2 })
})

test('a schema that comes back to itself is left out there', () => {
  expect(sample(ref('Tree'))).toEqual({ value: 0, all: [], any: null })
})

test('the same schema twice is no such thing', () => {
  expect(sample({ type: 'array', prefixItems: [], items: ref('Named'), minItems: 2 })).toEqual([
    'named',
    'named',
  ])
})

test('what is only written is not answered', () => {
  expect(sample({ type: 'object', properties: { pin: { type: 'string', writeOnly: true } } })).toEqual({})
})

test('a schema without end is given up', () => {
  expect(() => sample(ref('Wide'))).toThrow('too complex')
})
