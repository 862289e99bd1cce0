import { describe, expect, test } from 'vitest'
import { documentOf } from '../../test/judge.ts'
import { randomFrom } from '../faults/random.ts'
import { checkCircle } from '../judge/circle.ts'
import { createAjv } from '../judge/compile.ts'
import { sampleOf } from './sample.ts'
import { generate } from './value.ts'

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const schemas = {
  Endless: {
    type: 'object',
    required: ['one', 'two'],
    properties: { one: ref('Endless'), two: ref('Endless') },
  },
  Loop: { anyOf: [ref('Part'), { type: 'string' }] },
  Part: { allOf: [ref('Loop')] },
  Tree: { properties: { tree: ref('Tree') }, items: ref('Tree') },
}
const document = documentOf({}, { components: { schemas } })
const makers: [string, (schema: unknown) => unknown][] = [
  ['generated', (schema) => generate(document, schema, randomFrom('x'))],
  ['plain', (schema) => sampleOf(document, schema)],
]

describe.each(makers)('a %s value', (_, make) => {
  test.each<[string, object]>([
    ['a list', { type: 'array', minItems: 1e9, items: { type: 'string', minLength: 1e9 } }],
    ['a text', { type: 'string', minLength: 1e9 }],
    ['a map', { type: 'object', minProperties: 1e9, additionalProperties: true }],
    ['a pattern', { type: 'string', pattern: '^((a{1000}){1000}){1000}$' }],
    ['what needs itself', ref('Endless')],
  ])('ends although %s has to be without end', (_, schema) => {
    expect(JSON.stringify(make(schema)).length).toBeLessThan(5_000_000)
  })

  test.each(['constructor', '__proto__', 'toString'])('of the unknown format %s is a text', (format) => {
    expect(typeof make({ type: 'string', format })).toBe('string')
  })
})

test('properties with inherited names are made like all others', () => {
  const properties = Object.fromEntries(['__proto__', 'constructor'].map((name) => [name, { const: 1 }]))
  const schema = {
    allOf: [
      { type: 'object', properties },
      { type: 'object', properties },
    ],
  }
  for (const [, make] of makers)
    expect(Object.keys(make(schema) as object)).toEqual(['__proto__', 'constructor'])
})

test('a value is judged by what it has itself', () => {
  const ajv = createAjv({})
  expect(ajv.compile({ required: ['toString'] })({})).toBe(false)
  expect(ajv.compile({ properties: { constructor: { type: 'integer' } } })({})).toBe(true)
  expect(ajv.compile({ multipleOf: 0.01 })(19.99)).toBe(true)
})

test('a schema that is about itself is refused, one that holds itself is not', () => {
  expect(() => checkCircle(document, schemas.Loop)).toThrow('comes back to itself')
  expect(() => checkCircle(document, schemas.Tree)).not.toThrow()
  expect(() => checkCircle(document, { $dynamicRef: '#nowhere' })).toThrow('comes back to itself')
  expect(() => checkCircle(document, null)).toThrow('must be an object')
})
