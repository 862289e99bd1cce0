/** A small provider for the compiler's own tests: every shape that a real one uses, once. */
import type { Document, OperationObject, RequestBody } from './document.ts'

const evidence = { level: 'official', source: 'Acme guide' } as const
const refusal = {
  description: 'Refused.',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
}

/** A fresh bundle, so that a test may change it. */
export function acme(): Document {
  return {
    openapi: '3.1.0',
    info: { title: 'Acme Parcels API', version: '1.0', summary: 'Parcels.' },
    externalDocs: { url: 'https://acme.example/docs' },
    servers: [
      { url: 'https://acme.example/v1', 'x-environment': 'production' },
      { url: 'https://staging.acme.example/v1', 'x-environment': 'staging' },
    ],
    security: [{ Key: [] }],
    tags: [{ name: 'parcels', 'x-displayName': 'Parcels', description: 'Things that travel.' }],
    'x-error-message': ['/error/message'],
    paths: {
      '/accounts/{account_id}/parcels': {
        parameters: [{ $ref: '#/components/parameters/AccountId' }],
        get: {
          operationId: 'parcels.list',
          summary: 'List parcels',
          'x-evidence': evidence,
          'x-retry-safety': 'safe',
          'x-redoclyPagination': { style: 'page', offsetParam: 'page', limitParam: 'limit', items: '' },
          parameters: [
            { name: 'page', in: 'query', schema: { type: 'integer' } },
            { name: 'limit', in: 'query', schema: { type: 'integer', default: 50, maximum: 500 } },
          ],
          responses: {
            200: jsonResponse({ type: 'array', items: { $ref: '#/components/schemas/Parcel' } }),
            401: refusal,
          },
        },
        post: {
          operationId: 'parcels.create',
          summary: 'Create a parcel',
          description: 'Weighs */ it.',
          'x-evidence': { level: 'inferred', source: 'our reading', note: 'It may differ.' },
          'x-retry-safety': 'unsafe',
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Parcel' },
                examples: { one: { $ref: '#/components/examples/One' } },
              },
              'multipart/form-data': { schema: { $ref: '#/components/schemas/PhotoUpload' } },
            },
          },
          responses: { 201: jsonResponse({ $ref: '#/components/schemas/ParcelEnvelope' }), 400: refusal },
        },
      },
      '/accounts/{account_id}/parcels/{depot}/{parcel_id}': {
        parameters: [
          { $ref: '#/components/parameters/AccountId' },
          { name: 'parcel_id', in: 'path', required: true, schema: { type: 'string' }, example: 'p1' },
          { name: 'depot', in: 'path', required: true, schema: { type: 'integer' }, example: 7 },
        ],
        delete: {
          operationId: 'parcels.delete',
          'x-evidence': evidence,
          'x-retry-safety': 'idempotent',
          responses: { 204: { description: 'Gone.' }, 401: refusal },
        },
      },
      '/photos': {
        get: {
          operationId: 'photos.list',
          'x-evidence': evidence,
          security: [{ Key: ['viewer'] }],
          'x-redoclyPagination': { style: 'body-link', nextLink: '/next', items: '/data' },
          parameters: [
            {
              name: 'select',
              in: 'query',
              explode: false,
              schema: { type: 'array', items: { type: 'string' } },
            },
            {
              name: 'filters',
              in: 'query',
              schema: { type: 'object', additionalProperties: { type: 'string' } },
            },
          ],
          responses: { 200: jsonResponse({ $ref: '#/components/schemas/PhotoPage' }) },
        },
        post: {
          operationId: 'photos.upload',
          'x-evidence': evidence,
          security: [{ Key: ['editor'] }],
          requestBody: {
            required: true,
            content: { 'multipart/form-data': { schema: { $ref: '#/components/schemas/PhotoUpload' } } },
          },
          responses: { 202: { description: 'Taken.' } },
        },
      },
      '/track/{parcel_id}': {
        servers: [
          { url: 'https://acme.example', 'x-environment': 'production' },
          { url: 'https://staging.acme.example', 'x-environment': 'staging' },
        ],
        get: {
          operationId: 'tracking.get',
          'x-evidence': evidence,
          security: [],
          parameters: [{ name: 'parcel_id', in: 'path', required: true, schema: { type: 'string' } }],
          responses: { 200: jsonResponse({ $ref: '#/components/schemas/Parcel' }) },
        },
      },
    },
    components: {
      parameters: {
        AccountId: {
          name: 'account_id',
          in: 'path',
          required: true,
          schema: { type: 'string' },
          description: 'Your account.',
          example: '42',
          'x-client-option': 'accountId',
        },
      },
      examples: { One: { value: { id: 'p1', status: 'ready' } } },
      schemas: {
        Parcel: {
          type: 'object',
          description: 'A parcel.',
          properties: {
            id: { type: 'string', description: 'Id.' },
            status: {
              type: ['string', 'null'],
              description: 'Status.',
              'x-extensible-enum': ['ready', 'lost'],
            },
            weight: {
              type: 'number',
              description: 'Weight.',
              'x-evidence': { level: 'inferred', source: 'a guess' },
            },
          },
          additionalProperties: true,
        },
        ParcelEnvelope: {
          type: 'object',
          description: 'One parcel.',
          properties: { parcel: { $ref: '#/components/schemas/Parcel' } },
        },
        PhotoPage: {
          type: 'object',
          properties: {
            data: { type: 'array', items: { $ref: '#/components/schemas/Parcel' } },
            next: { type: ['string', 'null'] },
          },
        },
        PhotoUpload: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } },
        Error: { type: 'object', description: 'A refusal.', properties: { error: { type: 'object' } } },
      },
      securitySchemes: {
        Key: { type: 'apiKey', in: 'header', name: 'x-api-key', 'x-client-option': 'apiKey' },
      },
    },
  }
}

/** The same with links: to read a parcel or all of them, and to delete it. */
export function acmeWithLinks(): Document {
  const document = acme()
  const schemas = document.components!.schemas!
  const link = { type: 'object', properties: { href: { type: 'string' } } }
  schemas['ParcelLinks'] = {
    type: 'object',
    properties: {
      self: { ...link, 'x-link-target': 'tracking.get' },
      all: { ...link, 'x-link-target': 'parcels.list' },
      delete: { ...link, 'x-link-target': 'parcels.delete' },
      page: link,
    },
  }
  schemas['PhotoLinks'] = { type: 'object', properties: { all: { ...link, 'x-link-target': 'photos.list' } } }
  schemas['Parcel']!.properties!['_links'] = { $ref: '#/components/schemas/ParcelLinks' }
  document['x-link-aliases'] = [{ from: '/companies/{company}/', to: '/' }]
  return document
}

/** The same with links between pages: of all photos, and of those of an album. */
export function acmeWithPageLinks(): Document {
  const document = acmeWithLinks()
  const schemas = document.components!.schemas!
  const link = { type: 'object', properties: { href: { type: 'string' } } }
  schemas['PageLinks'] = { type: 'object', properties: { next: link, prev: link } }
  schemas['PhotoPage']!.properties!['_links'] = {
    $ref: '#/components/schemas/PageLinks',
    description: 'Where the other pages are.',
  }
  const all = document.paths['/photos']!.get!
  all['x-redoclyPagination']!.nextLink = '/_links/next/href'
  const album = { name: 'album', in: 'path', required: true, schema: { type: 'string' } } as const
  document.paths['/albums/{album}/photos'] = {
    get: {
      ...all,
      operationId: 'photos.listInAlbum',
      parameters: [album, { name: 'sort', in: 'query', required: true, schema: { type: 'string' } }],
    },
  }
  return document
}

/** The same with files: labels to download, and photos to upload in every way that a file can be described. */
export function acmeWithFiles(): Document {
  const document = acme()
  const get = (operationId: string, responses: OperationObject['responses']) => ({
    get: { operationId, 'x-evidence': evidence, responses },
  })
  const label = { description: 'The label.', content: { 'application/pdf': {}, 'image/png': {} } }
  Object.assign(document.paths, {
    '/labels/one': get('labels.get', {
      200: label,
      404: refusal,
      406: { description: 'No.', content: { 'text/plain': {} } },
    }),
    '/labels/ready': get('labels.await', {
      200: label,
      202: jsonResponse({ $ref: '#/components/schemas/Parcel' }),
    }),
    '/labels/list': get('labels.list', {
      200: {
        description: 'A table.',
        content: { 'text/csv; header=present': { schema: { type: 'string' } } },
      },
      204: { description: 'None.' },
    }),
    '/labels/sheet': get('labels.sheet', {
      200: {
        description: 'Both.',
        content: { 'application/pdf': {}, 'application/json': { schema: { type: 'string' } } },
      },
    }),
  })
  document.tags!.push({ name: 'labels', description: 'What is stuck on.' })
  const form = document.paths['/photos']!.post!.requestBody as RequestBody
  const upload = document.components!.schemas!['PhotoUpload']!
  upload.properties = {
    file: { type: 'string', format: 'binary' },
    thumbnail: { type: ['string', 'null'], format: 'binary' },
    more: { type: 'array', items: { type: 'string', contentMediaType: 'image/png' } },
    scan: { contentMediaType: 'application/octet-stream' },
    photo: { type: 'string' },
    inline: { type: 'string', contentMediaType: 'image/png', contentEncoding: 'base64' },
    note: { type: 'string', contentMediaType: 'text/plain' },
    size: { type: 'object', properties: { x: { type: 'number' } } },
  }
  form.content['multipart/form-data']!.encoding = {
    photo: { contentType: 'image/jpeg' },
    scan: { contentType: 'image/*' },
    size: { contentType: 'application/json' },
  }
  form.content['multipart/form-data']!.example = {
    file: 'bytes',
    more: ['one', 'two'],
    photo: "it's",
    note: 'Front',
    size: { x: 1 },
  }
  return document
}

function jsonResponse(schema: object): { description: string; content: Record<string, { schema: object }> } {
  return { description: 'Done.', content: { 'application/json': { schema } } }
}
