/**
 * An invented provider with everything a real one may have: its own error bodies, a format suffix, two servers with one
 * path, a public operation on another server path, and operations that are hard to serve.
 */
const json = (schema: object, examples: Record<string, unknown>) => ({
  'application/json': {
    schema,
    examples: Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }])),
  },
})
const ref = (pointer: string) => ({ $ref: `#/components/${pointer}` })
const error = (message: string, name = 'Default') => ({
  description: message,
  content: json(ref('schemas/Error'), { [name]: { error: { message } } }),
})
const refused = { '400': ref('responses/Invalid'), '401': ref('responses/Unauthorized') }
const pathId = { name: 'id', in: 'path', required: true, schema: { type: 'string' } }

export const book = { id: 'b1', title: 'Emma' }

const books = {
  get: {
    operationId: 'books.list',
    parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } }],
    responses: {
      '200': {
        description: 'Books.',
        content: json({ type: 'array', items: ref('schemas/Book') }, { One: [book], None: [] }),
      },
      ...refused,
    },
  },
  post: {
    operationId: 'books.create',
    requestBody: { required: true, content: { 'application/json': { schema: ref('schemas/BookInput') } } },
    responses: {
      '201': {
        description: 'Created.',
        headers: { Location: { schema: { type: 'string' }, example: '/api/v1/books/b1' } },
        content: json(ref('schemas/Book'), { Created: book }),
      },
      '429': {
        description: 'Slow down.',
        headers: { 'Retry-After': { schema: { type: 'integer', examples: [7] } } },
        content: json(ref('schemas/Error'), { Slow: { error: { message: 'slow down' } } }),
      },
      ...refused,
    },
  },
}

const oneBook = {
  parameters: [pathId],
  get: {
    operationId: 'books.get',
    responses: {
      '200': { description: 'A book.', content: json(ref('schemas/Book'), { Emma: book }) },
      '404': error('no such book', 'Gone'),
    },
  },
  delete: { operationId: 'books.delete', responses: { '204': { description: 'Deleted.' } } },
}

/** What lists of both kinds and both error sources look like in a document. */
export const library = {
  openapi: '3.1.0',
  info: { title: 'Library', version: '1' },
  servers: [{ url: 'https://library.example/api/v1' }, { url: 'https://sandbox.library.example/api/v1/' }],
  security: [{ Token: [] }],
  'x-format-suffix': '.json',
  'x-error-responses': {
    '400': error('malformed'),
    '401': error('who are you'),
    '404': error('nothing here'),
    '405': error('wrong method'),
    '413': error('too much'),
    '415': error('wrong type'),
    '500': error('our fault'),
  },
  paths: {
    '/books': books,
    '/books/count': {
      get: {
        operationId: 'books.count',
        responses: { '200': { description: 'n', content: json({ type: 'object' }, { Two: { count: 2 } }) } },
      },
    },
    '/books/{id}': oneBook,
    '/books/{id}/lend': {
      parameters: [pathId],
      patch: { operationId: 'books.lend', responses: { '200': { description: 'Lent.' } } },
    },
    '/shelves/{first}-{last}': {
      parameters: [
        { ...pathId, name: 'first', schema: { type: 'integer' } },
        { ...pathId, name: 'last', schema: { type: 'integer' } },
      ],
      get: {
        operationId: 'shelves.get',
        responses: { '200': { description: 'Books between.' }, ...refused },
      },
    },
    '/report': {
      get: {
        operationId: 'report.get',
        responses: {
          '200': {
            description: 'Loans.',
            content: {
              ...json({ type: 'object' }, { Loans: { loans: 3 } }),
              'text/csv': { schema: { type: 'string' }, example: 'loans\n3\n' },
            },
          },
        },
      },
    },
    '/import': {
      post: {
        operationId: 'import.create',
        requestBody: {
          content: {
            'text/*': { schema: { type: 'string', minLength: 3 } },
            'application/x-www-form-urlencoded': {
              schema: { type: 'object', required: ['copies'], properties: { copies: { type: 'integer' } } },
            },
          },
        },
        responses: { '202': { description: 'Accepted.' }, ...refused },
      },
    },
    '/covers/{isbn}.json': {
      servers: [{ url: 'https://{place}.example/', variables: { place: { default: 'covers' } } }],
      parameters: [{ ...pathId, name: 'isbn' }],
      get: {
        operationId: 'covers.get',
        security: [],
        responses: {
          '200': { description: 'A cover.', content: json({ type: 'object' }, { Cover: { isbn: '1' } }) },
        },
      },
    },
    '/news': {
      get: {
        operationId: 'news.list',
        security: [{}, { Token: [] }],
        responses: { '200': { description: 'News.', content: json({ type: 'array' }, { Some: ['open'] }) } },
      },
    },
    '/pair': {
      post: {
        operationId: 'pair.create',
        requestBody: {
          content: {
            'application/json': {
              schema: { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }] },
            },
          },
        },
        responses: {
          '200': {
            description: 'An answer that breaks its own schema.',
            content: json({ type: 'string' }, { Bad: 5 }),
          },
          ...refused,
        },
      },
    },
    '/broken/{id}': {
      parameters: [pathId],
      get: {
        operationId: 'broken.get',
        responses: {
          '200': {
            description: 'Nobody gets this: it has no example, and none can be made.',
            content: { 'application/json': { schema: ref('schemas/Deep0') } },
          },
        },
      },
    },
    '/unsendable': {
      get: {
        operationId: 'unsendable.get',
        responses: {
          '200': { description: 'x', headers: { 'X-Bad': { schema: { type: 'string' }, example: 'a\nb' } } },
        },
      },
    },
  },
  components: {
    securitySchemes: { Token: { type: 'apiKey', in: 'header', name: 'Authorization' } },
    responses: { Invalid: error('invalid', 'Invalid'), Unauthorized: error('unauthorized', 'Unauthorized') },
    schemas: {
      Book: {
        type: 'object',
        required: ['id', 'title'],
        properties: { id: { type: 'string', const: 'b1' }, title: { type: 'string', enum: ['Generated'] } },
        examples: [{ id: 'b1', title: 'From the schema' }],
      },
      BookInput: {
        type: 'object',
        required: ['title'],
        properties: { title: { type: 'string' }, pages: { type: 'integer', maximum: 9999 } },
      },
      Error: { type: 'object', properties: { error: { type: 'object' } } },
      ...deepSchemas(),
    },
  },
}

/** Schemas that double at every step: few words, thousands of values. */
function deepSchemas(): Record<string, object> {
  const depth = 13
  const next = (index: number) => (index === depth ? { type: 'string' } : ref(`schemas/Deep${index}`))
  const schema = (index: number) => ({
    type: 'object',
    required: ['left', 'right'],
    properties: { left: next(index + 1), right: next(index + 1) },
  })
  return Object.fromEntries(Array.from({ length: depth }, (_, index) => [`Deep${index}`, schema(index)]))
}

/** A provider whose document says nothing about errors. */
export const plain = {
  openapi: '3.1.0',
  info: { title: 'Plain', version: '1' },
  security: [{ Bearer: [] }],
  paths: {
    '/notes/{id}': {
      parameters: [pathId],
      get: {
        responses: {
          '200': { description: 'A note.', content: json({ type: 'object' }, { A: { note: 1 } }) },
        },
      },
    },
    '/notes': {
      post: {
        requestBody: { required: true, content: { 'application/json': { schema: { type: 'object' } } } },
        responses: { '200': { description: 'Kept.' } },
      },
    },
  },
  components: { securitySchemes: { Bearer: { type: 'http', scheme: 'bearer' } } },
}
