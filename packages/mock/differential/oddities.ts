/** An invented document with what no provider has: every style, every kind of body, every way in. */
import type { OpenApiDocument } from '../src/document.ts'

const json = (schema: object, example?: unknown) => ({
  'application/json': { schema, ...(example !== undefined && { example }) },
})
const problem = { description: 'Bad.', content: json({ type: 'object' }, { problem: true }) }
const fine = { description: 'Fine.', content: json({ type: 'object' }, { fine: true }) }
const responses = { '200': fine, '401': problem, '422': problem }
const query = (name: string, schema: object, more: object = {}) => ({ name, in: 'query', schema, ...more })
const words = { type: 'array', items: { type: 'string', maxLength: 5 }, example: ['red', 'blue'] }
const point = {
  type: 'object',
  required: ['x'],
  properties: { x: { type: 'integer' }, y: { type: 'integer' } },
  example: { x: 1 },
}

const named = (name: string) => ({ $ref: `#/components/schemas/${name}` })

/** Each at a path of its own, so that one that Prism trips over does not hide the others. */
const parameters = [
  query('words', words),
  query('spread', words, { explode: true }),
  query('joined', words, { explode: false }),
  query('piped', words, { style: 'pipeDelimited', explode: false }),
  query('spaced', words, { style: 'spaceDelimited', explode: false }),
  query('Mixed', { type: ['integer', 'null'], maximum: 5, example: 3 }, { required: true }),
  query('flag', { type: 'boolean', example: true }),
  query('deep', point, { style: 'deepObject' }),
  query('old', { type: 'string', example: 'x' }, { deprecated: true }),
  { name: 'X-Count', in: 'header', schema: { type: 'integer', example: 1 } },
  { name: 'X-Words', in: 'header', schema: { ...words, example: ['red'] } },
]

const forms = (name: string, example: object) => ({
  requestBody: {
    required: true,
    content: {
      'application/x-www-form-urlencoded': { schema: named(name), example },
      'multipart/form-data': { schema: named(name), example },
    },
  },
  responses: { '200': fine, default: problem },
})

const paths = {
  ...Object.fromEntries(
    parameters.map((parameter) => [
      `/parameters/${parameter.name}`,
      { get: { parameters: [parameter], responses } },
    ]),
  ),
  '/points/{a}/{b}': {
    parameters: ['a', 'b'].map((name) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'number', minimum: 0, exclusiveMaximum: 10, example: 2.5 },
    })),
    delete: { deprecated: true, responses: { '204': { description: 'Gone.' }, '4XX': problem } },
  },
  '/forms': { post: forms('Form', { count: 1, word: 'red' }) },
  '/forms/rich': { post: forms('RichForm', { tags: [1, 2], place: { town: 'Frome' } }) },
  '/trees': {
    put: {
      requestBody: {
        content: json(named('Tree'), { value: 1, left: { value: 2 }, at: '2026-11-21T10:00:00Z' }),
      },
      responses: { '200': { description: 'A tree.', content: json(named('Tree')) }, '400': problem },
    },
  },
  '/shapes': {
    post: {
      requestBody: {
        content: json(named('Shape'), { kind: 'circle', id: 1, radius: 2, name: 'a' }),
      },
      responses,
    },
  },
  '/things': {
    post: {
      requestBody: { content: json(named('Thing'), { id: 1, name: 'a' }) },
      responses: { '201': { description: 'A thing.', content: json(named('Thing')) }, '422': problem },
    },
  },
  '/texts': {
    post: {
      requestBody: {
        content: { 'text/plain': { schema: { type: 'string', minLength: 3 }, example: 'hello' } },
      },
      responses: { '202': { description: 'Later.' }, '422': problem },
    },
  },
  '/samples': {
    get: {
      responses: {
        '200': {
          description: 'A value for each kind of schema.',
          headers: {
            'X-Count': { schema: { type: 'integer', exclusiveMinimum: 4 } },
            'X-Word': { schema: { type: 'string', minLength: 9 } },
            'X-Flag': { schema: { type: 'boolean' } },
          },
          content: json(named('Samples')),
        },
      },
    },
  },
  '/samples/uuid': {
    get: {
      responses: {
        '200': {
          description: 'An id.',
          content: json({ properties: { key: { type: 'string', format: 'uuid' } } }),
        },
      },
    },
  },
  '/samples/shown': {
    get: {
      responses: {
        '200': {
          description: 'A word.',
          content: json({ properties: { word: { type: 'string', default: 'a', example: 'shown' } } }),
        },
      },
    },
  },
  '/open': { get: { security: [{}, { Basic: [] }], responses } },
  '/either': { get: { security: [{ Basic: [] }, { Key: [] }], responses } },
  '/both': { get: { security: [{ Bearer: [], Key: [] }], responses } },
}

export const oddities = {
  openapi: '3.1.0',
  info: { title: 'Oddities', version: '1' },
  paths,
  components: {
    securitySchemes: {
      Basic: { type: 'http', scheme: 'basic' },
      Bearer: { type: 'http', scheme: 'bearer' },
      Key: { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
    },
    schemas: {
      Samples: {
        type: 'object',
        properties: {
          ...Object.fromEntries(
            [
              'date-time',
              'date',
              'time',
              'email',
              'hostname',
              'ipv4',
              'ipv6',
              'uri',
              'uri-reference',
              'other',
            ].map((format) => [format, { type: 'string', format }]),
          ),
          long: { type: 'string', minLength: 20 },
          short: { type: 'string', maxLength: 3 },
          least: { type: 'integer', minimum: 3 },
          above: { type: 'number', exclusiveMinimum: 3 },
          below: { type: 'number', exclusiveMaximum: 3 },
          most: { type: 'integer', maximum: -3 },
          any: { type: 'number' },
          flag: { type: 'boolean' },
          nothing: { type: 'null' },
          either: { type: ['string', 'null'] },
          list: { type: 'array', items: { type: 'integer', default: 5 }, minItems: 2 },
          one: { items: { enum: ['x', 'y'] } },
          none: { type: 'array' },
          free: { type: 'object', additionalProperties: { type: 'string' } },
          constant: { const: 7 },
          given: { type: 'string', examples: ['given', 'other'] },
          all: { allOf: [named('Base'), { properties: { name: { type: 'string' } } }] },
          both: {
            type: 'object',
            properties: { a: { const: 1 } },
            allOf: [{ properties: { b: { const: 2 } } }],
          },
          oneOf: { oneOf: [named('Circle'), named('Square')] },
          anyOf: { anyOf: [{ type: 'integer' }, { type: 'string' }] },
          implied: { properties: { a: { type: 'integer' } } },
          unknown: {},
        },
      },
      Form: {
        type: 'object',
        required: ['count'],
        properties: {
          count: { type: 'integer', maximum: 9 },
          word: { type: 'string', enum: ['red', 'blue'] },
          flag: { type: 'boolean' },
        },
      },
      RichForm: {
        type: 'object',
        properties: {
          tags: { type: 'array', items: { type: 'integer' } },
          place: { type: 'object', required: ['town'] },
        },
      },
      Tree: {
        type: 'object',
        required: ['value'],
        properties: {
          value: { type: 'integer', multipleOf: 1 },
          left: named('Tree'),
          right: named('Tree'),
          at: { type: 'string', format: 'date-time' },
        },
        unevaluatedProperties: false,
      },
      Base: { type: 'object', required: ['id'], properties: { id: { type: 'integer', minimum: 1 } } },
      Shape: {
        allOf: [
          named('Base'),
          { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
        ],
        oneOf: [named('Circle'), named('Square')],
      },
      Circle: {
        type: 'object',
        required: ['kind', 'radius'],
        properties: { kind: { const: 'circle' }, radius: { type: 'number', exclusiveMinimum: 0 } },
      },
      Square: {
        type: 'object',
        required: ['kind', 'side'],
        properties: { kind: { const: 'square' }, side: { type: 'number' } },
      },
      Thing: {
        type: 'object',
        additionalProperties: false,
        required: ['id', 'name'],
        properties: {
          id: { type: 'integer', readOnly: true, minimum: 1 },
          name: { type: 'string', minLength: 1, default: 'a' },
          secret: { type: 'string', writeOnly: true, example: 'pst' },
        },
      },
    },
  },
} as unknown as OpenApiDocument
