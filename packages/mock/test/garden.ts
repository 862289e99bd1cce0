/** An invented provider whose shape tells all that there is to know of its data, but for what the rules say. */
import { defineState } from '../src/state/rules.ts'

const json = (schema: object, example: unknown) => ({ 'application/json': { schema, example } })
const ok = (schema: object, example: unknown) => ({ description: 'Done.', content: json(schema, example) })
const problem = (message: string) => ({
  description: message,
  content: json({ type: 'object' }, { error: { message } }),
})
const plant = { $ref: '#/components/schemas/Plant' }
const envelope = { type: 'object', required: ['plant'], properties: { plant } }
const fern = {
  id: 'PLANT00007',
  name: 'Fern',
  color: null,
  price: '4.50',
  tags: [],
  createdAt: '2026-01-02T03:04:05.000Z',
}
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } }
const query = (name: string, schema: object) => ({ name, in: 'query', schema })
const input = { required: true, content: json({ $ref: '#/components/schemas/PlantInput' }, { name: 'Fern' }) }
const errors = { '400': problem('invalid'), '404': problem('not found'), '409': problem('conflict') }
const location = {
  Location: { schema: { type: 'string' }, example: 'https://garden.example/v1/plants/PLANT00007' },
}

export const garden = {
  openapi: '3.1.0',
  info: { title: 'Garden', version: '1' },
  servers: [{ url: 'https://garden.example/v1' }],
  'x-error-message': ['/error/message'],
  'x-error-responses': { '400': problem('invalid'), '404': problem('not found'), '500': problem('broken') },
  paths: {
    '/plants': {
      get: {
        operationId: 'plants.list',
        parameters: [
          query('page', { type: 'integer', minimum: 1 }),
          query('limit', { type: 'integer', default: 3 }),
          query('name', { type: 'string' }),
          query('cheaper_than', { type: 'number' }),
        ],
        'x-redoclyPagination': { style: 'page', offsetParam: 'page', limitParam: 'limit', items: '' },
        responses: { '200': ok({ type: 'array', items: plant }, [fern]), ...errors },
      },
      post: {
        operationId: 'plants.create',
        requestBody: input,
        responses: { '201': { ...ok(envelope, { plant: fern }), headers: location }, ...errors },
      },
    },
    '/plants/count': {
      get: {
        operationId: 'plants.count',
        parameters: [query('name', { type: 'string' })],
        responses: {
          '200': ok({ type: 'object', properties: { count: { type: 'integer' } } }, { count: 12 }),
        },
      },
    },
    '/plants/feed': {
      get: {
        operationId: 'plants.feed',
        parameters: [query('cursor', { type: 'string' }), query('limit', { type: 'integer', default: 2 })],
        'x-redoclyPagination': {
          style: 'cursor',
          cursorParam: 'cursor',
          limitParam: 'limit',
          items: '/plants',
          nextCursor: '/next',
        },
        responses: {
          '200': ok(
            {
              type: 'object',
              properties: { plants: { type: 'array', items: plant }, next: { type: ['string', 'null'] } },
            },
            { plants: [fern], next: null },
          ),
        },
      },
    },
    '/plants/{id}': {
      parameters: [id],
      get: { operationId: 'plants.get', responses: { '200': ok(envelope, { plant: fern }), ...errors } },
      patch: {
        operationId: 'plants.update',
        'x-merge': 'shallow',
        requestBody: { content: json({ type: 'object' }, { name: 'Fern' }) },
        responses: { '200': ok(envelope, { plant: fern }), ...errors },
      },
      delete: { operationId: 'plants.delete', responses: { '204': { description: 'Gone.' }, ...errors } },
    },
    '/plants/{id}/water': {
      parameters: [id],
      post: { operationId: 'plants.water', responses: { '200': ok(envelope, { plant: fern }), ...errors } },
    },
    '/weather': {
      get: { operationId: 'weather.get', responses: { '200': ok({ type: 'object' }, { sky: 'blue' }) } },
    },
  },
  components: {
    examples: { Fern: { value: { plant: fern } } },
    schemas: {
      PlantInput: {
        type: 'object',
        required: ['name'],
        properties: {
          name: { type: 'string', minLength: 1 },
          color: { type: ['string', 'null'] },
          price: { type: ['string', 'number'] },
          care: { type: 'object' },
          tags: { type: 'array', items: { type: 'string' } },
        },
      },
      Plant: {
        type: 'object',
        required: ['id', 'name', 'color', 'price', 'tags', 'createdAt'],
        properties: {
          id: { type: 'string', pattern: '^PLANT\\d{5}$', readOnly: true },
          name: { type: 'string' },
          color: { type: ['string', 'null'] },
          price: { type: 'string', default: '1.00' },
          care: { type: 'object' },
          tags: { type: 'array', items: { type: 'string' } },
          wateredAt: { type: ['string', 'null'], format: 'date-time', readOnly: true },
          createdAt: { type: 'string', format: 'date-time', readOnly: true },
          updatedAt: { type: 'string', format: 'date-time', readOnly: true },
        },
      },
    },
  },
}

/** What the document of the garden does not say. */
export const gardenRules = defineState({
  collections: {
    plants: {
      remove(call, row) {
        if (row['color'] === 'red') call.refuse(409, 'Roses are protected.')
      },
      filters: { cheaper_than: (value) => (row) => Number(row['price']) < Number(value) },
    },
  },
  operations: {
    'plants.water'(call) {
      const { id } = call.require('plants', call.params['id'])
      const row = call.collection('plants').patch(String(id), { wateredAt: call.time })
      call.after(60, 'dry', { id })
      if (row['name'] === 'Cactus') call.refuse(409, 'Cacti do not drink.')
      return call.show('plants', row)
    },
  },
  timers: {
    dry: (world, { id }) => void world.collection('plants').patch(String(id), { wateredAt: null }),
  },
})
