import { expect, test } from 'vitest'
import { checkDepth } from './depth.ts'
import { checkStructure } from './structure.ts'

const get = { responses: { 200: { description: 'Done.' } } }

test('what OpenAPI allows is let through', () => {
  const pet = { schema: true, examples: { one: { value: null } } }
  const document = {
    servers: [{ url: '/' }],
    security: [{ Key: [] }],
    paths: { '/pets': { get, 'x-note': 5 }, 'x-note': 5 },
    components: {
      headers: { 'x-id': { schema: {} } },
      responses: { Pet: { content: { 'text/plain': pet } } },
    },
  }
  expect(() => checkStructure(document)).not.toThrow()
})

test.each<[object, string]>([
  [{ paths: { '/pets': null } }, '#/paths/~1pets is null, and must be an object'],
  [{ paths: { '/pets': { GET: get } } }, '#/paths/~1pets/GET is no method'],
  [
    { paths: { '/pets': { get: { parameters: {} } } } },
    '#/paths/~1pets/get/parameters is of type object, and must be a list',
  ],
  [
    { paths: { '/pets': { get: { parameters: [{ in: 'query' }] } } } },
    '#/paths/~1pets/get/parameters/0 has no "name"',
  ],
  [{ servers: [{}] }, '#/servers/0 has no "url"'],
  [
    { components: { schemas: { Pet: 'text' } } },
    '#/components/schemas/Pet is of type string, and must be a schema',
  ],
  [{ security: [{ Key: null }] }, '#/security/0/Key is null, and must be a list of scopes'],
])('%j is refused with its place', (document, message) => {
  expect(() => checkStructure(document)).toThrow(message)
})

test('nesting without end is refused with its beginning', () => {
  const knot: Record<string, unknown> = {}
  knot['again'] = knot
  expect(() => checkDepth({ paths: knot })).toThrow('is nested deeper than 200 levels at #/paths/again')
})
