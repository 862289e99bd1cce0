import { expect, test } from 'vitest'
import { lint } from '../testing.ts'

interface Parts {
  id?: string
  path?: string
  query?: string[]
  schema?: string
  headers?: string
  extension?: string
}

const list = '{type: object, properties: {shipments: {type: array}, more: {type: boolean}}}'
const page = '{name: page, in: query, schema: {type: integer, default: 1}}'
const limit = '{name: limit, in: query, schema: {type: integer, default: 100}}'
const paged = 'x-redoclyPagination: {style: page, offsetParam: page, limitParam: limit, items: /shipments}'

const check = (parts: Parts) =>
  lint(
    'pagination-declared',
    `
    openapi: 3.1.0
    paths:
      /shipments:
        parameters: [${parts.path ?? ''}]
        get:
          operationId: ${parts.id ?? 'shipments.list'}
          parameters: [${(parts.query ?? []).join(', ')}]
          ${parts.extension ?? ''}
          responses:
            '200':
              headers: {${parts.headers ?? ''}}
              content: {application/json: {schema: ${parts.schema ?? list}}}
  `,
  )

const operation = 'openapi.yaml#/paths/~1shipments/get'
const declared = `${operation}/x-redoclyPagination`
const silent = {
  at: operation,
  message:
    'shipments.list lists, but does not say how it pages. Add x-redoclyPagination, or x-unpaged with the reason why the list comes whole (see packages/spec-rules/src/extensions.ts).',
}

test('a list that declares what its parameters and response bear out passes', async () => {
  expect(await check({ query: [page, limit], extension: paged })).toEqual([])
})

test('an operation called list says how it pages', async () => {
  expect(await check({})).toEqual([silent])
})

test('a GET that answers with an array says how it pages', async () => {
  const findings = await check({ id: 'shipments.all', schema: '{type: array}' })
  expect(findings.map(({ at }) => at)).toEqual([operation])
})

test.each(['page', 'offset', 'cursor', 'per_page'])('a GET that takes %s says how it pages', async (name) => {
  const findings = await check({ id: 'shipments.get', query: [`{name: ${name}, in: query}`] })
  expect(findings.map(({ at }) => at)).toEqual([operation])
})

test('a GET of one thing says nothing, even if the thing holds an array', async () => {
  expect(await check({ id: 'shipments.get' })).toEqual([])
})

test('a list that comes whole says why', async () => {
  expect(await check({ extension: 'x-unpaged: A shipment has at most ten of them.' })).toEqual([])
})

test('a list does not both page and come whole', async () => {
  const findings = await check({
    query: [page, limit],
    extension: `x-unpaged: Short.\n          ${paged}`,
  })
  expect(findings).toEqual([
    {
      at: declared,
      message:
        'shipments.list says that it pages and that it does not. Remove x-redoclyPagination or x-unpaged.',
    },
  ])
})

test('paging parameters are declared by the operation or its path', async () => {
  expect(await check({ path: page, query: [limit], extension: paged })).toEqual([])
  expect(await check({ query: [limit], extension: paged })).toEqual([
    {
      at: `${declared}/offsetParam`,
      message:
        'shipments.list pages by "page", which is no query parameter of it. Declare it or correct offsetParam.',
    },
  ])
})

test('pages and limits are integers', async () => {
  const text = '{name: page, in: query, schema: {type: string}}'
  expect(await check({ query: [text, limit], extension: paged })).toEqual([
    {
      at: `${declared}/offsetParam`,
      message:
        'shipments.list pages by "page", whose schema is not of type integer. Correct it or offsetParam.',
    },
  ])
})

test('the limit says how long a page is', async () => {
  const bare = '{name: limit, in: query, schema: {type: integer}}'
  expect(await check({ query: [page, bare], extension: paged })).toEqual([
    {
      at: `${declared}/limitParam`,
      message: 'shipments.list does not say how long a page is. Add default to the schema of "limit".',
    },
  ])
})

test('items lead to an array of the response', async () => {
  const at = `${declared}/items`
  const items = (pointer: string) =>
    check({ query: [page, limit], extension: paged.replace('/shipments', pointer) })
  expect(await items('/returns')).toEqual([
    {
      at,
      message:
        'shipments.list points items at "/returns", which its response does not declare. Correct either.',
    },
  ])
  expect(await items('/more')).toEqual([
    {
      at,
      message: 'shipments.list points items at "/more", which is no array in its response. Correct either.',
    },
  ])
})

test('pointers are followed through composition', async () => {
  const schema = `{allOf: [{type: object}, ${list}]}`
  expect(await check({ query: [page, limit], extension: paged, schema })).toEqual([])
})

test('the empty pointer means a body that is the array', async () => {
  const whole = { query: [page, limit], extension: paged.replace('/shipments', "''") }
  expect(await check({ ...whole, schema: '{type: array}' })).toEqual([])
})

test('cursors are texts, and the next one is in the response', async () => {
  const extension =
    'x-redoclyPagination: {style: cursor, cursorParam: cursor, nextCursor: /next, hasMore: /more, items: /shipments}'
  const query = ['{name: cursor, in: query, schema: {type: string}}']
  const findings = await check({ query, extension })
  expect(findings.map(({ at }) => at)).toEqual([`${declared}/nextCursor`])
  const schema = list.replace('more:', 'next: {type: string}, more:')
  expect(await check({ query, extension, schema })).toEqual([])
})

test('paging by link needs a Link header', async () => {
  const extension = 'x-redoclyPagination: {style: link, items: /shipments}'
  expect(await check({ extension, headers: 'Link: {}' })).toEqual([])
  expect(await check({ extension })).toEqual([
    {
      at: `${declared}/style`,
      message:
        'shipments.list pages by link, but no successful response has a Link header. Declare it or correct style.',
    },
  ])
})
