/** An invented provider whose lists page in every style. */
const integer = (name: string, schema: object = {}) => ({
  name,
  in: 'query',
  schema: { type: 'integer', ...schema },
})
const text = (name: string, schema: object = {}) => ({
  name,
  in: 'query',
  schema: { type: 'string', ...schema },
})
const uri = { type: ['string', 'null'] }
const link = { type: 'object', properties: { href: { type: 'string' } } }
const list = (
  pagination: object,
  parameters: object[],
  schema: object,
  examples: Record<string, unknown>,
) => ({
  get: {
    'x-redoclyPagination': pagination,
    parameters,
    responses: {
      '200': {
        description: 'A page.',
        content: {
          'application/json': {
            schema,
            examples: Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }])),
          },
        },
      },
    },
  },
})

const size = integer('size', { minimum: 1, maximum: 3, default: 2 })
const items = (ids: number[]) =>
  ids.map((id) => ({ id, _links: { self: { href: `https://lists.example/v1/hal/${id}` } } }))
const halSchema = (names: string[], page: object) => ({
  type: 'object',
  properties: {
    _embedded: { type: 'object', properties: { things: { type: 'array' } } },
    page: { type: 'object', properties: page },
    _links: {
      allOf: [{ type: 'object', properties: Object.fromEntries(names.map((name) => [name, link])) }],
    },
  },
})
const hal = {
  style: 'body-link',
  nextLink: '/_links/next/href',
  limitParam: 'size',
  items: '/_embedded/things',
}

export const lists = {
  openapi: '3.1.0',
  info: { title: 'Lists', version: '1' },
  servers: [{ url: 'https://lists.example/v1' }],
  paths: {
    '/numbered': list(
      { style: 'page', offsetParam: 'page', limitParam: 'size', items: '' },
      [size, integer('page', { minimum: 1 })],
      { type: 'array' },
      { Some: [{ id: 1 }, { id: 2 }, { id: 3 }], None: [] },
    ),
    '/linked': list(
      { style: 'link', offsetParam: 'offset', limitParam: 'limit', items: '' },
      [integer('limit'), integer('offset', { default: 0 }), text('tag')],
      { type: 'array' },
      { Some: [{ id: 'a1' }, { id: 'a2' }] },
    ),
    '/flat': list(
      { style: 'body-link', nextLink: '/next_page_url', limitParam: 'size', items: '/data' },
      [integer('page', { default: 1 }), size, text('after')],
      {
        type: 'object',
        properties: {
          total: {},
          first_item: { type: ['integer', 'null'] },
          next_page_url: uri,
          prev_page_url: uri,
          data: { type: 'array' },
        },
      },
      {
        Some: {
          total: 2,
          item_count: 2,
          current_page: 1,
          per_page: 50,
          first_item: 1,
          last_item: 2,
          prev_page_url: null,
          next_page_url: null,
          data: [{ flat_id: 'x8' }, { flat_id: 'x9' }],
        },
        Second: {
          total: 9,
          next_page_url: 'https://lists.example/v1/flat?page=3',
          data: [{ flat_id: 'x4' }],
        },
      },
    ),
    '/flat/{flat_id}': {
      get: {
        parameters: [{ name: 'flat_id', in: 'path', required: true, schema: { type: 'string' } }],
        responses: { '200': { description: 'One.' } },
      },
    },
    '/hal': list(
      hal,
      [
        integer('page', { minimum: 0, default: 0 }),
        size,
        { ...text('open'), schema: { type: 'boolean', default: false } },
      ],
      halSchema(['self', 'first', 'prev', 'next', 'last'], { size: {}, number: {} }),
      {
        Some: {
          _embedded: { things: items([11, 12, 13]) },
          page: { size: 25, totalElements: 3, totalPages: 1, number: 0 },
          _links: { self: { href: 'https://lists.example/v1/hal?page=0' } },
        },
      },
    ),
    '/cursor': list(
      hal,
      [size, text('start'), text('next'), text('relation', { enum: ['SELF', 'PREVIOUS', 'NEXT'] })],
      halSchema(['self', 'prev', 'next'], { size: {}, start: {}, next: {} }),
      {
        Some: {
          _embedded: { things: items([11, 12, 13]) },
          page: { size: 25, start: '333582990174208001' },
          _links: { self: { href: 'https://lists.example/v1/cursor' } },
        },
      },
    ),
    '/token': list(
      { style: 'cursor', cursorParam: 'cursor', nextCursor: '/next', hasMore: '/more', items: '/items' },
      [text('cursor')],
      { type: 'object', properties: { next: { type: 'string' } } },
      { Some: { items: [{ id: 1 }], next: 'abc', more: true } },
    ),
    '/plain': list(
      { style: 'body-link', nextLink: '/next', items: '/data' },
      [],
      {},
      { Some: { data: [1] } },
    ),
  },
}
