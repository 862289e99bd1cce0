import { describe, expect, test } from 'vitest'
import { documentOf, problemOf } from '../../test/judge.ts'
import type { RequestBodyObject } from '../document.ts'

const withBody = (requestBody: object, rest: object = {}) =>
  documentOf({ requestBody: requestBody as RequestBodyObject }, { ...rest })
const withJson = (schema: object, more: object = {}) =>
  withBody({ content: { 'application/json': { schema } }, ...more })
const json = 'application/json'
const multipart = 'multipart/form-data'
const urlencoded = 'application/x-www-form-urlencoded'

describe('JSON', () => {
  const document = withJson({ type: 'object', required: ['n'], properties: { n: { type: 'integer' } } })

  test.each<[unknown, string]>([
    [{ n: 1 }, ''],
    [{ n: '1' }, 'body.n must be integer'],
    [{}, "body must have required property 'n'"],
    [null, 'body must be object'],
    [undefined, ''],
  ])('%j: %j', async (body, problem) => {
    expect(await problemOf(document, { body, mediaType: json })).toBe(problem)
  })

  test('that has to be there is missed, even where anything would do', async () => {
    const required = withBody({ required: true, content: { [json]: {} } })
    expect(await problemOf(required, {})).toBe('Body parameter is required')
    expect(await problemOf(required, { body: 0, mediaType: json })).toBe('')
  })

  test('tells what is allowed and what is too much', async () => {
    const strict = withJson({ additionalProperties: false, properties: { a: { enum: ['x', 'y'] } } })
    expect(await problemOf(strict, { body: { a: 'z', b: 1 }, mediaType: json })).toBe(
      "body must NOT have additional properties; found 'b'; body.a must be equal to one of the allowed values: x, y",
    )
  })

  test('a violation that two schemas find is told once', async () => {
    const schema = { type: 'object', required: ['a'] }
    const twice = withJson({ allOf: [schema, { ...schema }] })
    expect(await problemOf(twice, { body: {}, mediaType: json })).toBe("body must have required property 'a'")
  })
})

test('of several media types the one that was sent counts', async () => {
  const content = {
    'application/json': { schema: { type: 'object' } },
    'application/vnd.things+json': { schema: { type: 'array' } },
    'text/*': { schema: { type: 'string', minLength: 3 } },
  }
  const document = withBody({ content })
  const vendor = 'application/vnd.things+json'
  expect(await problemOf(document, { body: [], mediaType: vendor })).toBe('')
  expect(await problemOf(document, { body: [], mediaType: json })).toBe('body must be object')
  expect(await problemOf(document, { body: 'ab', mediaType: 'text/csv' })).toBe(
    'body must NOT have fewer than 3 characters',
  )
})

describe('forms', () => {
  const properties = {
    n: { type: 'integer' },
    tags: { type: 'array', items: { type: 'integer' } },
    meta: { type: 'object', required: ['a'] },
    rows: { type: 'array', items: { type: 'object', required: ['a'] } },
    file: { type: 'string', format: 'binary' },
  }
  const schema = { type: 'object', required: ['n'], properties, additionalProperties: false }
  const document = withBody({ content: { [urlencoded]: { schema }, [multipart]: { schema } } })
  const form = (text: string) => problemOf(document, { body: text, mediaType: urlencoded })
  const parts = (entries: [string, string][], contentType = 'multipart/form-data; boundary="b b"') => {
    const written = entries.map(
      ([name, value]) => `--b b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    const body = `preamble\r\n${written.join('')}--b b--\r\n`
    return problemOf(document, { body, mediaType: multipart, headers: { 'content-type': contentType } })
  }

  test.each([
    ['n=1', ''],
    ['n=one', 'body.n must be integer'],
    ['n=x&n=1', ''],
    ['tags=1', "body must have required property 'n'"],
    ['n=1&tags=1&tags=2', ''],
    ['n=1&tags=1&tags=x', 'body.tags.1 must be integer'],
    ['n=1&meta=%7B%22a%22%3A1%7D', ''],
    ['n=1&meta=%7B%7D', "body.meta must have required property 'a'"],
    ['n=1&meta=text', 'body.meta must be object'],
    ['n=1&rows=%7B%22a%22%3A1%7D&rows=%7B%7D', "body.rows.1 must have required property 'a'"],
    ['n=1&other=1', "body must NOT have additional properties; found 'other'"],
    ['n=1&file=%E0%A4%A', ''],
  ])('%s: %j', async (text, problem) => {
    expect(await form(text)).toBe(problem)
  })

  test('in parts are read part by part', async () => {
    expect(
      await parts([
        ['n', '1'],
        ['file', '--b\r\n%41\r\n\r\n'],
        ['tags', '1'],
        ['tags', '2'],
      ]),
    ).toBe('')
    expect(await parts([['n', 'x']])).toBe('body.n must be integer')
    expect(await parts([])).toBe("body must have required property 'n'")
  })

  test('in parts need a boundary', async () => {
    expect(await parts([['n', '1']], multipart)).toBe(
      'the content-type multipart/form-data has no boundary; leave the header to the HTTP client',
    )
  })

  test('may join the values of a list', async () => {
    const joined = withBody({
      content: { [urlencoded]: { schema, encoding: { tags: { style: 'pipeDelimited', explode: false } } } },
    })
    expect(await problemOf(joined, { body: 'n=1&tags=1|2|x', mediaType: urlencoded })).toBe(
      'body.tags.2 must be integer',
    )
  })
})

describe('what exists in one direction only', () => {
  const Thing = {
    type: 'object',
    required: ['id', 'name', 'secret'],
    additionalProperties: false,
    properties: {
      id: { $ref: '#/components/schemas/Id' },
      name: { type: 'string' },
      secret: { type: 'string', writeOnly: true },
    },
  }
  const schemas = { Thing, Id: { type: 'integer', readOnly: true } }
  const schema = { $ref: '#/components/schemas/Thing' }
  const document = withBody({ content: { [json]: { schema } } }, { components: { schemas } })

  test('is not asked for in a request, and a client may send back what it was given', async () => {
    const name = 'x'
    const secret = 's'
    expect(await problemOf(document, { body: { name, secret }, mediaType: json })).toBe('')
    expect(await problemOf(document, { body: { id: 5, name, secret }, mediaType: json })).toBe('')
    expect(await problemOf(document, { body: { id: 5, name }, mediaType: json })).toBe(
      "body must have required property 'secret'",
    )
  })
})

describe('OpenAPI 3.0', () => {
  const schema = {
    type: 'object',
    properties: {
      n: { type: 'integer', minimum: 1, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false },
      word: { type: 'string', nullable: true, enum: ['a'] },
      plain: { type: 'string', nullable: false },
    },
  }
  const document = { ...withJson(schema), openapi: '3.0.3' }

  test.each<[unknown, string]>([
    [{ n: 2, word: null }, ''],
    [{ n: 1 }, 'body.n must be > 1'],
    [{ n: 9 }, ''],
    [{ n: 10 }, 'body.n must be <= 9'],
    [{ plain: null }, 'body.plain must be string'],
  ])('%j: %j', async (body, problem) => {
    expect(await problemOf(document, { body, mediaType: json })).toBe(problem)
  })
})
