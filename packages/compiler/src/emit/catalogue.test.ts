import { describe, expect, test } from 'vitest'
import type { Document, Response } from '../document.ts'
import { operationsOf } from '../model.ts'
import { readModel } from '../read/model.ts'
import { acme } from '../testing.ts'
import { errorCatalogue, errorCodesOf, errorMessageOf, resends } from './catalogue.ts'
import { errorCheckProgram, errorCommand } from './error-program.ts'

const official = { level: 'official', source: 'Acme guide' } as const
const schema = { $ref: '#/components/schemas/Error' }

function response(description: string, examples: Record<string, unknown>, more: object = {}): Response {
  const values = Object.entries(examples).map(([name, value]) => [name, { summary: `It is ${name}`, value }])
  return {
    description,
    content: { 'application/json': { schema, examples: Object.fromEntries(values) } },
    'x-evidence': official,
    ...more,
  }
}

const bad = { error: { message: 'Bad id', code: 'bad_id' } }
const broken = { error: { message: 'Not JSON' } }
const down = { error: { message: 'Down' } }

function document(): Document {
  const whole = acme()
  const [list, one] = Object.values(whole.paths) as [object, object] as never as [
    Document['paths'][string],
    Document['paths'][string],
  ]
  list.get!.responses['400'] = response('A parameter is wrong.', { Bad: bad })
  list.post!.responses['400'] = response('A field is wrong.', { Bad: bad, Worse: broken })
  list.get!.responses['503'] = response('Down.', { Down: down }, { headers: { 'Retry-After': {} } })
  list.post!.responses['503'] = response('Down.', { Down: down }, { headers: { 'Retry-After': {} } })
  one.delete!.responses['400'] = { description: 'Said without a body.' }
  whole['x-error-responses'] = {
    400: response('No request at all.', { Malformed: { error: { message: 'What?' } } }),
    418: response('It is a teapot.', { Teapot: { error: { message: 'Short and stout' } } }),
  }
  return whole
}

const model = readModel('acme', document())
const entries = new Map(errorCatalogue(model).map((entry) => [entry.status, entry]))

test('every error of every operation is there, and what the provider answers whatever is asked', () => {
  const declared = operationsOf(model).flatMap(({ id, errors }) =>
    errors.map(({ status }) => `${id} ${status}`),
  )
  const shown = [...entries.values()].flatMap(({ status, operations }) =>
    operations.map(({ id }) => `${id} ${status}`),
  )
  expect(shown.toSorted()).toEqual(declared.toSorted())
  expect([...entries.keys()]).toEqual([400, 401, 418, 503])
  expect(entries.get(418)).toMatchObject({ reason: "I'm a Teapot", operations: [] })
})

test('what operations mean by a status is told apart, and said once where they mean the same', () => {
  const meanings = entries.get(400)!.meanings.map(({ description, operations, mediaType }) => ({
    description,
    ids: operations.map(({ id }) => id),
    mediaType,
  }))
  expect(meanings).toEqual([
    { description: 'A parameter is wrong.', ids: ['parcels.list'], mediaType: 'application/json' },
    { description: 'A field is wrong.', ids: ['parcels.create'], mediaType: 'application/json' },
    { description: 'Said without a body.', ids: ['parcels.delete'], mediaType: undefined },
    { description: 'No request at all.', ids: [], mediaType: 'application/json' },
  ])
  expect(entries.get(503)!.meanings).toHaveLength(1)
})

describe('an example', () => {
  const [first, ...others] = entries.get(400)!.examples

  test('is shown once though several operations have it, at the simplest of them', () => {
    expect(first).toMatchObject({ name: 'Bad', value: bad, summary: 'It is Bad' })
    expect(first?.operation?.id).toBe('parcels.list')
    expect(others.map(({ name }) => name)).toEqual(['Worse', 'Malformed'])
  })

  test('is asked for by `Prefer`, or as a fault where no operation declares it', () => {
    expect(first?.ask).toEqual(['Prefer', 'code=400, example=Bad'])
    expect(others[1]?.ask).toEqual(['x-parlance-fault', 'error=400'])
    expect(errorCommand(model, first!)).toContain("-H 'Prefer: code=400, example=Bad'")
  })

  test('has a sentence and codes, wherever they are in it', () => {
    expect(errorMessageOf(model, bad)).toBe('Bad id')
    expect(errorMessageOf(model, null)).toBeUndefined()
    expect(errorCodesOf(bad)).toEqual(['bad_id'])
    expect(errorCodesOf({ error: 'ClientError', errors: [{ code: 7 }], type: 'two words' })).toEqual([
      'ClientError',
      '7',
    ])
  })
})

test('what the client sends again depends on status and operation', () => {
  expect(resends(429, { retrySafety: 'unsafe' })).toBe(true)
  expect(resends(503, { retrySafety: 'idempotent' })).toBe(true)
  expect(resends(503, { retrySafety: 'unsafe' })).toBe(false)
  expect(resends(501, { retrySafety: 'safe' })).toBe(false)
  expect(entries.get(503)).toMatchObject({ resent: [{ id: 'parcels.list' }], headers: ['Retry-After'] })
})

test('a program that asks for an error gives up at once where the client would try again', () => {
  expect(errorCheckProgram(model, entries.get(503)!)).toContain(
    "{ headers: { Prefer: 'code=503, example=Down' }, retry: false }",
  )
  const bad = errorCheckProgram(model, entries.get(400)!)
  expect(bad).toContain("if (isApiError(error, 'parcels.list', 400))")
  expect(bad).not.toContain('retry')
  expect(errorCheckProgram(model, entries.get(418)!)).toContain('if (isApiError(error)) console.log')
  expect(errorCheckProgram(model, { ...entries.get(418)!, examples: [] })).toBeUndefined()
})
