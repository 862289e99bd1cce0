import { describe, expect, test } from 'vitest'
import { ask, documentOf } from '../../test/judge.ts'
import type { MediaTypeObject, ResponseObject } from '../document.ts'
import type { Preference } from '../prefer.ts'
import type { Verdict } from './question.ts'

const json = (media: object): ResponseObject => ({
  content: { 'application/json': media as MediaTypeObject },
})
const named = (...names: string[]) =>
  json({ examples: Object.fromEntries(names.map((name) => [name, { value: name }])) })

/** Status and body of an answer, or status and reason of a refusal. */
const told = (verdict: Verdict) =>
  'reason' in verdict ? [verdict.statuses[0], verdict.reason] : [verdict.answer.status, verdict.answer.body]

const valid = async (
  responses: Record<string, ResponseObject>,
  preference: Partial<Preference> = {},
  accept?: string,
) => told(await ask(documentOf({ responses }), { preference: { dynamic: false, ...preference }, accept }))

const refused = async (responses: Record<string, ResponseObject>, preference: Partial<Preference> = {}) => {
  const parameters = [{ name: 'q', in: 'query', required: true }]
  return told(
    await ask(documentOf({ responses, parameters }), { preference: { dynamic: false, ...preference } }),
  )
}

describe('a valid request', () => {
  test.each<[string[], number]>([
    [['404', '202', '201'], 201],
    [['2XX', '204'], 204],
    [['404', '2XX'], 200],
    [['404', 'default'], 200],
    [['404', '302'], 302],
  ])('%j is answered by %i', async (codes, status) => {
    const responses = Object.fromEntries(codes.map((code) => [code, {}]))
    expect(await valid(responses)).toEqual([status, undefined])
  })

  test('gets the first example, or the one it asks for', async () => {
    const responses = { '200': named('A', 'B') }
    expect(await valid(responses)).toEqual([200, 'A'])
    expect(await valid(responses, { example: 'B' })).toEqual([200, 'B'])
    expect(await valid(responses, { example: 'C' })).toEqual([
      404,
      'no example "C" in application/json for 200',
    ])
  })

  test('gets the status that it asks for, by number, by range or by default', async () => {
    const responses = { '200': named('A'), '404': named('B'), '5XX': named('C'), default: named('D') }
    expect(await valid(responses, { code: 404 })).toEqual([404, 'B'])
    expect(await valid(responses, { code: 503 })).toEqual([503, 'C'])
    expect(await valid(responses, { code: 418 })).toEqual([418, 'D'])
    expect(await valid({ '200': named('A') }, { code: 418 })).toEqual([404, 'there is no response 418'])
  })

  test('gets a 406 when nothing is acceptable, and nothing when there is nothing', async () => {
    expect(await valid({ '200': named('A') }, {}, 'text/html')).toEqual([
      406,
      'accept: nothing here is text/html; there is application/json',
    ])
    expect(await valid({ '204': {} }, {}, 'text/html')).toEqual([204, undefined])
  })

  test('gets the example of the schema, or a sample, when the response has none', async () => {
    const schema = { type: 'object', properties: { n: { type: 'integer', minimum: 3 } } }
    const withExample = { ...schema, examples: [{ n: 5 }] }
    expect(await valid({ '200': json({ schema }) })).toEqual([200, { n: 3 }])
    expect(await valid({ '200': json({ schema: withExample }) })).toEqual([200, { n: 5 }])
    const secret = { type: 'object', properties: { n: { const: 1 }, pin: { const: 2, writeOnly: true } } }
    expect(await valid({ '200': json({ schema: secret }) })).toEqual([200, { n: 1 }])
    expect(await valid({ '200': json({ schema: { ...schema }, examples: { Away: {} } }) })).toEqual([
      200,
      { n: 3 },
    ])
    expect(await valid({ '200': json({}) })).toEqual([200, undefined])
  })
})

describe('a refused request', () => {
  test.each<[string[], number]>([
    [['200', '400', '422'], 422],
    [['200', '400'], 400],
    [['200', '4XX'], 422],
    [['200', 'default'], 422],
  ])('%j is answered by %i', async (codes, status) => {
    const responses = Object.fromEntries(codes.map((code) => [code, named(code)]))
    expect((await refused(responses))[0]).toBe(status)
  })

  test('that no response is declared for is left to the host, with every status that would do', async () => {
    const parameters = [{ name: 'q', in: 'query', required: true }]
    expect(await ask(documentOf({ parameters, responses: { '200': {} } }))).toEqual({
      statuses: [422, 400],
      reason: "query must have required property 'q'",
    })
  })

  test('gets the example it asks for only with its status', async () => {
    const responses = { '200': named('Fine'), '400': named('A', 'B') }
    expect(await refused(responses, { code: 400, example: 'B' })).toEqual([400, 'B'])
    expect(await refused(responses, { example: 'B' })).toEqual([400, 'A'])
    expect(await refused(responses, { code: 400, example: 'C' })).toEqual([
      404,
      'no example "C" in application/json for 400',
    ])
  })

  test('gets a sample when the error has a schema only', async () => {
    expect(await refused({ '400': json({ schema: { const: 'bad' } }) })).toEqual([400, 'bad'])
    expect(await refused({ '400': {} })).toEqual([400, undefined])
  })
})

describe('headers', () => {
  const headersOf = async (response: ResponseObject, more: object = {}) => {
    const verdict = await ask(documentOf({ responses: { '200': response }, ...more }))
    return 'answer' in verdict ? verdict.answer : undefined
  }

  test('come from their examples, else from their schemas; what is no text or number is left out', async () => {
    const headers = {
      'X-One': { example: 1 },
      'X-Two': { schema: { type: 'integer', minimum: 2 } as object },
      'X-Three': { schema: { type: 'object' } as object },
      'X-Four': {},
    }
    expect((await headersOf({ ...named('A'), headers }))?.headers).toEqual({
      'x-one': '1',
      'x-two': '2',
      'content-type': 'application/json',
    })
  })

  test('tell of deprecation', async () => {
    expect((await headersOf(named('A'), { deprecated: true }))?.headers).toMatchObject({
      deprecation: 'true',
    })
  })

  test('a type of anything is sent as text', async () => {
    const answer = await headersOf({ content: { '*/*': { example: 'x' } } })
    expect(answer?.headers).toEqual({ 'content-type': 'text/plain' })
  })

  test('and bodies that break their schemas are told', async () => {
    const schema = { type: 'string' }
    const headers = { 'X-One': { example: 'x', schema: { type: 'integer' } as object } }
    expect((await headersOf({ ...json({ example: 5, schema }), headers }))?.violations).toEqual([
      'body must be string',
      'header.x-one must be integer',
    ])
  })
})

test('the same wish gets the very same answer, so that it is encoded once', async () => {
  const document = documentOf({})
  const { createJudges } = await import('./judge.ts')
  const { readOperations } = await import('../operation.ts')
  const [operation] = readOperations(document)
  const judge = createJudges(document, false)(operation!)
  const question = {
    params: {},
    query: {},
    headers: {},
    body: undefined,
    mediaType: undefined,
    accept: undefined,
  }
  const answers = await Promise.all([1, 2].map(() => judge({ ...question, preference: { dynamic: false } })))
  expect(answers[0]).toBe(answers[1])
})
