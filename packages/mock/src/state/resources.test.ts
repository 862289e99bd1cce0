import { expect, test } from 'vitest'
import { garden } from '../../test/garden.ts'
import type { OpenApiDocument } from '../document.ts'
import { readOperations } from '../operation.ts'
import { readResources } from './resources.ts'

type Json = Record<string, unknown>

const text = { type: 'string' }
const thing = (...names: string[]) => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, text])),
})
const ok = (schema?: object, status = 200) => ({
  responses: {
    [status]: { description: 'x', ...(schema && { content: { 'application/json': { schema } } }) },
  },
})
const listOf = (items: object) => ok({ type: 'array', items })
const bed = { $ref: '#/components/schemas/Bed' }

/** What each operation does to which collection: `read beds`. */
function rolesIn(paths: Json, schemas: Json = { Bed: thing('id', 'name') }): Record<string, string> {
  const document = { openapi: '3.1.0', paths, components: { schemas } } as unknown as OpenApiDocument
  const operations = readOperations(document)
  const { roles } = readResources(document, operations)
  return Object.fromEntries(
    operations.map((operation) => {
      const { role = 'none', resource, parameter } = roles.get(operation) ?? {}
      return [operation.key, [role, resource?.name, parameter].filter((part) => part !== undefined).join(' ')]
    }),
  )
}

const named = (operationId: string, operation: object) => ({ operationId, ...operation })

test('what an operation does follows from its method, its path and what it answers', () => {
  expect(rolesIn(garden.paths, garden.components.schemas)).toEqual({
    'GET /plants': 'list plants',
    'POST /plants': 'create plants',
    'GET /plants/count': 'count plants',
    'GET /plants/feed': 'list plants',
    'GET /plants/{id}': 'read plants id',
    'PATCH /plants/{id}': 'update plants id',
    'DELETE /plants/{id}': 'delete plants id',
    'POST /plants/{id}/water': 'action plants id',
    'GET /weather': 'none',
  })
})

test('a record may be told by schemas without names, by one of all things, or in a wrapper', () => {
  const single = { '/beds/{id}': { get: named('beds.get', ok(thing('id', 'name'))) } }
  const create = (schema: object) => ({ ...single, '/beds': { post: named('beds.create', ok(schema)) } })
  expect(rolesIn(create(thing('id', 'name')))['POST /beds']).toBe('create beds')
  expect(rolesIn(create({ allOf: [thing('id', 'name')], description: 'x' }))['POST /beds']).toBe(
    'create beds',
  )
  expect(rolesIn(create({ type: 'object', properties: { bed: thing('id', 'name') } }))['POST /beds']).toBe(
    'create beds',
  )
  expect(rolesIn(create(thing('job')))['POST /beds']).toBe('none')
})

test('a wrapper may be made of parts and hold other things', () => {
  const envelope = {
    allOf: [thing('requestId'), { type: 'object', properties: { data: { allOf: [bed, thing('x')] } } }],
  }
  const paths = {
    '/beds': { post: named('beds.create', ok(envelope)) },
    '/beds/{id}': { get: named('beds.get', ok(envelope)) },
  }
  expect(rolesIn(paths)).toEqual({ 'POST /beds': 'create beds', 'GET /beds/{id}': 'read beds id' })
})

test('what was made may be shown in another form, or not at all', () => {
  const single = { '/beds/{id}': { get: named('beds.get', ok(bed)) } }
  const post = (operation: object) =>
    rolesIn({ ...single, '/beds': { post: named('beds.create', operation) } })['POST /beds']
  expect(post(ok(thing('id', 'url'), 201))).toBe('create beds')
  expect(post(ok(undefined, 201))).toBe('create beds')
  expect(post(ok(thing('id', 'url')))).toBe('none')
  expect(post(ok(undefined, 204))).toBe('none')
})

test('what lies below a record belongs to it, whatever its id is called there', () => {
  const paths = {
    '/beds/{id}': { get: named('beds.get', ok(bed)) },
    '/beds/{bedId}/plants': { get: named('plants.list', listOf(thing('id', 'kind'))) },
    '/beds/{bedId}/plants/{id}': { get: named('plants.get', ok(thing('id', 'kind'))) },
  }
  expect(rolesIn(paths)).toEqual({
    'GET /beds/{id}': 'read beds id',
    'GET /beds/{bedId}/plants': 'action beds bedId',
    'GET /beds/{bedId}/plants/{id}': 'action beds bedId',
  })
})

test('things of the same schema are of the collection on whose path they are', () => {
  const of = (name: string) => ({
    [`/${name}`]: { get: named(`${name}.list`, listOf(bed)), post: named(`${name}.create`, ok(bed)) },
    [`/${name}/{id}`]: { get: named(`${name}.get`, ok(bed)) },
  })
  expect(rolesIn({ ...of('tags'), ...of('labels') })).toMatchObject({
    'GET /labels': 'list labels',
    'POST /labels': 'create labels',
    'GET /tags': 'list tags',
  })
})

test('a list is a collection where nothing leads to a single one', () => {
  expect(rolesIn({ '/beds': { get: named('beds.list', listOf(bed)) } })).toEqual({ 'GET /beds': 'list beds' })
})

test('a list in an object is one when its items are known from elsewhere', () => {
  const list = ok({
    type: 'object',
    properties: { beds: { type: 'array', items: bed }, total: { type: 'integer' } },
  })
  const single = { '/beds/{id}': { get: named('beds.get', ok(bed)) } }
  expect(rolesIn({ '/beds': { get: named('beds.list', list) }, ...single })['GET /beds']).toBe('list beds')
  expect(rolesIn({ '/beds': { get: named('beds.list', list) } })['GET /beds']).toBe('none')
})

test('what answers nothing that has a name is no record', () => {
  expect(rolesIn({ '/files/{id}': { get: named('files.get', ok()) } })).toEqual({ 'GET /files/{id}': 'none' })
})
