import { describe, expect, test } from 'vitest'
import { documentOf, problemOf } from '../../test/judge.ts'
import type { ParameterObject, SchemaObject } from '../document.ts'

const parameter = (name: string, schema: object, more: Partial<ParameterObject> = {}): ParameterObject => ({
  name,
  in: 'query',
  schema: schema as SchemaObject,
  ...more,
})
const integer = { type: 'integer', maximum: 9 }

describe('a query parameter', () => {
  const document = documentOf({
    parameters: [
      parameter('limit', integer, { required: true }),
      parameter('tags', { type: 'array', items: integer, maxItems: 2 }),
      parameter('when', { type: 'string', format: 'date-time' }),
    ],
  })

  test.each([
    [{ limit: '3' }, ''],
    [{}, "query must have required property 'limit'"],
    [{ limit: '' }, "query must have required property 'limit'"],
    [{ limit: 'x' }, 'query.limit must be integer'],
    [{ limit: '10' }, 'query.limit must be <= 9'],
    [{ limit: ['1', '2'] }, 'query.limit must be integer'],
    [{ limit: '1', tags: ['2', 'x'] }, 'query.tags.1 must be integer'],
    [{ limit: '1', tags: ['1', '2', '3'] }, 'query.tags must NOT have more than 2 items'],
    [{ limit: '1', unknown: 'x' }, ''],
    [{ limit: '1', when: '2026-11-21 10:00:00+0100' }, ''],
    [{ limit: '1', when: 'soon' }, 'query.when must match format "date-time"'],
    [{ limit: '10', tags: 'x' }, 'query.limit must be <= 9; query.tags.0 must be integer'],
  ])('%j: %j', async (query, problem) => {
    expect(await problemOf(document, { query })).toBe(problem)
  })

  test('has a name whose case matters', async () => {
    expect(await problemOf(document, { query: { Limit: '3' } })).toBe(
      "query must have required property 'limit'",
    )
  })

  test('is not changed in the question', async () => {
    const query = { limit: '1', tags: ['1', '2'] }
    await problemOf(document, { query })
    expect(query).toEqual({ limit: '1', tags: ['1', '2'] })
  })
})

test('a list in a query is spread unless the document says otherwise', async () => {
  const numbers = { type: 'array', items: integer }
  const spread = documentOf({ parameters: [parameter('ids', numbers)] })
  const joined = documentOf({ parameters: [parameter('ids', numbers, { explode: false })] })
  expect(await problemOf(spread, { query: { ids: ['1', '2'] } })).toBe('')
  expect(await problemOf(spread, { query: { ids: '1,2' } })).toBe('query.ids.0 must be integer')
  expect(await problemOf(joined, { query: { ids: '1,2' } })).toBe('')
})

test('a header has the same name in any case', async () => {
  const document = documentOf({
    parameters: [parameter('X-Size', integer, { in: 'header', required: true })],
  })
  expect(await problemOf(document, { headers: { 'x-size': '3' } })).toBe('')
  expect(await problemOf(document, { headers: { 'x-size': '30' } })).toBe('header.x-size must be <= 9')
  expect(await problemOf(document, {})).toBe("header must have required property 'x-size'")
  expect(await problemOf(document, { headers: { 'x-size': '' } })).toBe(
    "header must have required property 'x-size'",
  )
})

test('an operation replaces what it shares with its path', async () => {
  const document = documentOf({ parameters: [parameter('id', integer, { in: 'path', required: true })] })
  Object.assign(document.paths['/things/{id}']!, {
    parameters: [
      parameter('id', { type: 'boolean' }, { in: 'path', required: true }),
      parameter('page', integer, { required: true }),
    ],
  })
  expect(await problemOf(document, { params: { id: 'x' } })).toBe(
    "query must have required property 'page'; path.id must be integer",
  )
})

test('a value that is not in its style is told once, as that', async () => {
  const document = documentOf({
    parameters: [parameter('id', { type: 'string' }, { in: 'path', style: 'label', required: true })],
  })
  expect(await problemOf(document, { params: { id: '.5' } })).toBe('')
  expect(await problemOf(document, { params: { id: '5' } })).toBe('path.id must start with "."')
})

test('a schema may be elsewhere, refer to itself, and be shared', async () => {
  const tree = { type: 'object', properties: { left: { $ref: '#/components/schemas/Tree' }, n: integer } }
  const document = documentOf(
    {
      parameters: [
        parameter('tree', { $ref: '#/components/schemas/Tree' }, { style: 'deepObject' }),
        parameter('size', { $ref: '#/paths/~1things~1{id}/post/parameters/2/schema' }),
        parameter('width', integer),
      ],
    },
    { components: { schemas: { Tree: tree } } },
  )
  const query = { 'tree[left][left][n]': '10', size: '11', width: '12' }
  expect(await problemOf(document, { query })).toBe(
    'query.tree.left.left.n must be <= 9; query.size must be <= 9; query.width must be <= 9',
  )
})

test.each(['constructor', 'toString'])('a parameter called %s is what was sent', async (name) => {
  const document = documentOf({ parameters: [parameter(name, { type: 'array', items: integer })] })
  const query = (value: string) =>
    JSON.parse(JSON.stringify({ q: value }).replace('"q"', JSON.stringify(name)))
  expect(await problemOf(document, { query: {} })).toBe('')
  expect(await problemOf(document, { query: query('3') })).toBe('')
  expect(await problemOf(document, { query: query('x') })).toBe(`query.${name}.0 must be integer`)
})

test('a parameter called __proto__ is read, though Ajv never looks at one', async () => {
  const document = documentOf({ parameters: [parameter('__proto__', { type: 'array', items: integer })] })
  expect(await problemOf(document, { query: {} })).toBe('')
})
