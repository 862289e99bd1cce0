import { describe, expect, test } from 'vitest'
import type { OpenApiDocument } from './document.ts'
import { isSecretHeader, secretsIn } from './secrets.ts'

const document = {
  openapi: '3.1.0',
  components: {
    schemas: {
      Secret: { type: 'string', format: 'password' },
      Tree: {
        properties: {
          code: { $ref: '#/components/schemas/Secret' },
          children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
        },
      },
    },
  },
} as unknown as OpenApiDocument
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const found = (schema: unknown, body: unknown) => [...secretsIn(document, schema, body)]

describe('secret is what the contract calls a password', () => {
  test.each<[string, unknown, unknown, string[]]>([
    ['a whole body', ref('Secret'), 'abc', ['abc']],
    ['a field', { properties: { a: ref('Secret') } }, { a: 'abc', b: 'def' }, ['abc']],
    ['any field', { additionalProperties: ref('Secret') }, { a: 'abc', b: 'def' }, ['abc', 'def']],
    [
      'in one of several schemas',
      { oneOf: [{}, { allOf: [{ properties: { a: ref('Secret') } }] }] },
      { a: 'abc' },
      ['abc'],
    ],
    [
      'deep in a schema that refers to itself',
      ref('Tree'),
      { children: [{ children: [{ code: 'abc' }] }] },
      ['abc'],
    ],
    [
      'everything in an object',
      { properties: { a: { format: 'password' } } },
      { a: { b: ['abc'], c: 5 } },
      ['abc'],
    ],
    ['nothing where there is nothing', ref('Tree'), undefined, []],
  ])('%s', (_, schema, body, secrets) => {
    expect(found(schema, body)).toEqual(secrets)
  })
})

test('secret is what is called so', () => {
  const names = [
    'token',
    'accessToken',
    'refresh_token',
    'client_secret',
    'password',
    'apiKey',
    'api_key',
    'passwd',
  ]
  for (const name of names) expect(found({}, [{ [name]: 'abc' }])).toEqual(['abc'])
  for (const name of ['tokens', 'tokenType', 'key', 'pass', 'author'])
    expect(found({}, { [name]: 'abc' })).toEqual([])
})

test('secret are headers with credentials', () => {
  const own = new Set(['x-own'])
  for (const name of ['Authorization', 'Cookie', 'Set-Cookie', 'X-Api-Key', 'X-CSRF-Token', 'X-Own']) {
    expect([name, isSecretHeader(name, own)]).toEqual([name, true])
  }
  for (const name of ['Host', 'Content-Type', 'X-Tokens-Left', 'Keep-Alive', 'WWW-Authenticate']) {
    expect([name, isSecretHeader(name, own)]).toEqual([name, false])
  }
})
