import { expect, test } from 'vitest'
import type { OpenApiDocument } from './document.ts'
import { sliceOf } from './slice.ts'

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const uses = (name: string) => ({
  responses: { 200: { content: { 'application/json': { schema: ref(name) } } } },
})

function documentWith(paths: object): OpenApiDocument {
  const schemas = {
    Parcel: { properties: { depot: ref('Depot'), next: ref('Parcel') } },
    Depot: { type: 'object' },
    Unrelated: { type: 'object' },
  }
  return {
    openapi: '3.1.0',
    security: [{ Key: [] }],
    paths,
    components: { schemas, securitySchemes: { Key: {} } },
  } as object as OpenApiDocument
}

test('a slice has the operation, what its path shares, and what both reach, recursion included', () => {
  const item = { parameters: [{ name: 'id', in: 'path' }], get: uses('Parcel'), delete: uses('Unrelated') }
  const slice = sliceOf(
    documentWith({ '/parcels/{id}': item, '/other': { get: uses('Unrelated') } }),
    '/parcels/{id}',
    'get',
  )
  expect(slice.paths).toEqual({ '/parcels/{id}': { parameters: item.parameters, get: item.get } })
  expect(slice).toMatchObject({ openapi: '3.1.0', security: [{ Key: [] }] })
  const { components } = slice as unknown as { components: Record<string, object> }
  expect(Object.keys(components['schemas']!)).toEqual(['Parcel', 'Depot'])
  expect(Object.keys(components['securitySchemes']!)).toEqual(['Key'])
})

test('a document that refers to elsewhere than its components is left whole', () => {
  const document = documentWith({
    '/a': { get: { responses: { 200: { $ref: '#/paths/~1b/get/responses/200' } } } },
  })
  expect(sliceOf(document, '/a', 'get')).toBe(document)
})
