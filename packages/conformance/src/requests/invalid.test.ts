import { type Document, listProviders, readProvider } from '@parlance/compiler'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createValidator } from '../validator.ts'
import { readContract } from './contract.ts'
import { invalidDrafts } from './invalid.ts'
import { write } from './write.ts'

const text = { type: 'string' }
const schema = {
  type: 'object',
  required: ['name'],
  additionalProperties: false,
  properties: {
    name: { ...text, minLength: 2, maxLength: 4 },
    size: { type: 'integer', minimum: 1, maximum: 3 },
    kind: { enum: ['a', 'b'] },
    tags: { type: 'array', items: { ...text, pattern: '^t' }, minItems: 1, maxItems: 2, uniqueItems: true },
  },
}
const document = {
  openapi: '3.1.0',
  info: { title: 'Test', version: '1' },
  servers: [{ url: 'https://api.example/v1' }],
  paths: {
    '/things/{id}': {
      put: {
        operationId: 'things.put',
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } },
          { name: 'dry', in: 'query', required: true, schema: { type: 'boolean' } },
        ],
        requestBody: { required: true, content: { 'application/json': { schema } } },
        responses: { '204': { description: 'Put.' } },
      },
    },
  },
} as unknown as Document

const material = { document, validator: createValidator(document) }
const [operation] = readContract(document)
const wrongs = fc.sample(invalidDrafts(operation!, material)!, { numRuns: 4000, seed: 1 })

describe('a request with one thing wrong', () => {
  test.each([
    'query.dry is missing',
    'the body is missing',
    'the body is of a type that nobody knows',
    'the body is broken JSON',
    'body lacks name',
    'body has a property that nobody knows',
    'body is a list instead',
    'body/name is null instead',
    'body/name is shorter than 2',
    'body/name is longer than 4',
    'body/size is less than 1',
    'body/size is more than 3',
    'body/size is a fraction',
    'body/kind is a text instead',
    'body/tags has fewer than 1 items',
    'body/tags has more than 2 items',
    'body/tags has an item twice',
    'body/tags/0 is of another form',
  ])('may be that %s', (what) => {
    expect(wrongs.map((wrong) => wrong.what)).toContain(what)
  })

  test('may be a text that a parameter is not', () => {
    const texts = wrongs.filter(({ what }) => what.startsWith('path.id')).map(({ what }) => what)
    expect(texts).toContain('path.id is "abc"')
    expect(texts).toContain('path.id is less than 1: "0"')
  })

  test('is written as it is', () => {
    const broken = wrongs.find(({ what }) => what === 'the body is broken JSON')!
    const { method, target, headers, body } = write(operation!, broken.draft, { 'x-key': 'k' })
    expect([method, headers]).toEqual(['PUT', { 'x-key': 'k', 'content-type': 'application/json' }])
    expect(target).toMatch(/^\/v1\/things\/\d+\?dry=(true|false)$/)
    expect(() => void JSON.parse(body!)).toThrow(SyntaxError)
  })
})

test.each(listProviders())('%s: every operation that takes something can be asked wrongly', (name) => {
  const { document: own } = readProvider(name)
  const ofProvider = { document: own, validator: createValidator(own) }
  const silent = readContract(own).filter(
    (one) => one.bodies.length > 0 && fc.sample(invalidDrafts(one, ofProvider)!, { numRuns: 1 }).length === 0,
  )
  expect(silent).toEqual([])
})
