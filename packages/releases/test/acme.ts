import type { Document } from '@parlance/compiler'

const level = { level: 'official' as const, source: 'README' }
const refused = {
  description: 'Refused.',
  content: {
    'application/json': { schema: { $ref: '#/components/schemas/Refusal' }, example: { message: 'No.' } },
  },
}

/** A small document that has one of everything the gate looks at. A new one each time, to be changed at will. */
export function acme(): Document {
  return structuredClone(document)
}

const document: Document = {
  openapi: '3.1.0',
  info: {
    title: 'Acme API',
    version: '1.0',
    summary: 'Widgets.',
    description: 'Widgets.',
    'x-evidence': level,
  },
  servers: [{ url: 'https://acme.test/v1', 'x-environment': 'production' }],
  security: [{ Key: [] }],
  tags: [{ name: 'widgets', description: 'Things.' }],
  'x-rate-limits': [{ name: 'all', requests: 10, window: 1, scope: ['key'], evidence: level }],
  paths: {
    '/widgets': {
      get: {
        operationId: 'widgets.list',
        tags: ['widgets'],
        summary: 'List widgets',
        'x-evidence': level,
        'x-retry-safety': 'safe',
        parameters: [
          { name: 'colour', in: 'query', schema: { $ref: '#/components/schemas/Colour' }, example: 'red' },
        ],
        responses: {
          200: {
            description: 'Widgets.',
            content: {
              'application/json': {
                schema: { type: 'array', items: { $ref: '#/components/schemas/Widget' } },
                example: [{ id: 'w1', state: 'new' }],
              },
            },
          },
          400: refused,
        },
      },
      post: {
        operationId: 'widgets.create',
        tags: ['widgets'],
        summary: 'Create a widget',
        'x-evidence': { level: 'inferred', source: 'README' },
        'x-retry-safety': 'unsafe',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/WidgetCreate' },
              example: { name: 'Cog', colour: 'red' },
            },
          },
        },
        responses: {
          200: {
            description: 'The widget.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Widget' },
                example: { id: 'w1', state: 'new' },
              },
            },
          },
          400: refused,
        },
      },
    },
    '/widgets/{id}': {
      get: {
        operationId: 'widgets.get',
        tags: ['widgets'],
        summary: 'Get a widget',
        'x-evidence': level,
        'x-retry-safety': 'safe',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' }, example: 'w1' }],
        responses: {
          200: {
            description: 'The widget.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Widget' },
                example: { id: 'w1', state: 'new' },
              },
            },
          },
          404: refused,
        },
      },
    },
  },
  components: {
    securitySchemes: { Key: { type: 'apiKey', in: 'header', name: 'x-key', 'x-client-option': 'key' } },
    schemas: {
      Colour: { type: 'string', enum: ['red', 'green', 'blue'], description: 'A colour.' },
      State: { type: 'string', 'x-extensible-enum': ['new', 'sold'], description: 'Where it stands.' },
      Size: { type: 'string', enum: ['small', 'large'], description: 'Always one of them.' },
      Refusal: { type: 'object', properties: { message: { type: 'string', description: 'Why.' } } },
      Widget: {
        type: 'object',
        required: ['id'],
        properties: {
          id: { type: 'string', description: 'Id.' },
          state: { $ref: '#/components/schemas/State' },
          size: { $ref: '#/components/schemas/Size' },
          note: { type: 'string', maxLength: 50, description: 'A note.' },
        },
      },
      WidgetCreate: {
        type: 'object',
        required: ['name'],
        properties: {
          name: { type: 'string', maxLength: 50, description: 'Name.' },
          colour: { $ref: '#/components/schemas/Colour' },
        },
      },
    },
  },
}
