/** An invented provider for traffic of all kinds: lists, files, event streams, secrets, and error bodies of its own. */
const json = (schema: object, example?: unknown) => ({
  'application/json': { schema, ...(example !== undefined && { example }) },
})
const error = (message: string) => ({
  description: message,
  content: json({ type: 'object' }, { error: message }),
})
const bytes = { 'application/octet-stream': {} }
const item = { $ref: '#/components/schemas/Item' }
const fileId = { name: 'id', in: 'path', required: true, schema: { type: 'string' } }

export const shop = {
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1' },
  servers: [{ url: 'https://shop.example/v1' }],
  security: [{ Key: [] }],
  'x-error-message': ['/error'],
  'x-error-responses': { '404': error('nothing here'), '422': error('invalid'), '502': error('bad gateway') },
  paths: {
    '/items': {
      parameters: [{ name: 'code', in: 'query', schema: { type: 'string', format: 'password' } }],
      get: {
        operationId: 'items.list',
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', maximum: 100 } }],
        responses: {
          '200': {
            description: 'Items.',
            headers: { 'X-Total': { required: true, schema: { type: 'integer' } } },
            content: json({ type: 'array', items: item }, [{ id: 1, name: 'Pen' }]),
          },
          '403': error('forbidden'),
        },
      },
      post: {
        operationId: 'items.create',
        requestBody: {
          required: true,
          content: {
            ...json(item),
            'application/x-www-form-urlencoded': { schema: item },
            'multipart/form-data': { schema: item },
          },
        },
        responses: { '201': { description: 'Made.', content: json(item, { id: 1, name: 'Pen' }) } },
      },
    },
    '/files/{id}': {
      parameters: [fileId],
      get: { operationId: 'files.get', responses: { '200': { description: 'A file.', content: bytes } } },
      put: {
        operationId: 'files.put',
        requestBody: { content: bytes },
        responses: { '204': { description: 'Kept.' } },
      },
    },
    '/events': {
      get: {
        operationId: 'events.follow',
        responses: {
          '200': { description: 'Events.', content: { 'text/event-stream': { schema: { type: 'string' } } } },
        },
      },
    },
    '/report': {
      get: {
        operationId: 'report.get',
        security: [],
        responses: {
          '200': {
            description: 'A report.',
            content: { 'text/csv': { schema: { type: 'string', pattern: '^id' } } },
          },
        },
      },
    },
  },
  components: {
    securitySchemes: { Key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
    schemas: {
      Item: {
        type: 'object',
        required: ['id', 'name'],
        properties: {
          id: { type: 'integer', readOnly: true },
          name: { type: 'string' },
          pin: { type: 'string', format: 'password', writeOnly: true },
          keys: { type: 'object', additionalProperties: { type: 'string', format: 'password' } },
        },
      },
    },
  },
}
