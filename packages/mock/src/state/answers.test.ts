import { expect, test } from 'vitest'
import { bedsOf } from '../../test/beds.ts'
import { ask, openGardenOf } from '../../test/gardening.ts'

const text = { type: 'string' }
const bed = { $ref: '#/components/schemas/Bed' }
const schema = {
  type: 'object',
  required: ['id'],
  properties: { id: { ...text, example: 'B-10' }, name: text },
}
const answering = (operationId: string, answer: object, example: unknown) => ({
  operationId,
  requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
  responses: { '200': { description: 'x', content: { 'application/json': { schema: answer, example } } } },
})

test('what stands beside a record in its wrapper is that of the contract', async () => {
  const answer = { type: 'object', properties: { ok: { type: 'boolean', example: true }, data: bed } }
  await using mock = await openGardenOf(bedsOf(schema, { answer }))
  const { body } = await ask(mock, 'POST', '/beds', { name: 'A' })
  expect(body).toEqual({ ok: true, data: { id: 'B-11', name: 'A' } })
  expect((await ask(mock, 'GET', '/beds/B-11')).body).toEqual(body)
  expect((await ask(mock, 'GET', '/beds')).body).toEqual([body.data])
})

test('an answer that shows no record is that of the contract, with the key of the right one', async () => {
  const done = { type: 'object', properties: { id: text, deleted: { type: 'boolean' } } }
  const updated = { type: 'object', properties: { message: text } }
  const single = {
    delete: { ...answering('beds.delete', done, { id: 'B-10', deleted: true }), requestBody: undefined },
    patch: answering('beds.update', updated, { message: 'Updated.' }),
  }
  await using mock = await openGardenOf(bedsOf(schema, { single }))
  await ask(mock, 'POST', '/beds', { name: 'A' })
  expect((await ask(mock, 'PATCH', '/beds/B-11', { name: 'B' })).body).toEqual({ message: 'Updated.' })
  expect((await ask(mock, 'GET', '/beds/B-11')).body.name).toBe('B')
  expect((await ask(mock, 'DELETE', '/beds/B-11')).body).toEqual({ id: 'B-11', deleted: true })
  expect((await ask(mock, 'GET', '/beds/B-11')).status).toBe(404)
})

test('an update may show the record in another form', async () => {
  const short = { type: 'object', properties: { id: text, updated: { type: 'boolean' } } }
  const single = { patch: answering('beds.update', short, { id: 'B-10', updated: true }) }
  await using mock = await openGardenOf(bedsOf(schema, { single }))
  await ask(mock, 'POST', '/beds', { name: 'A' })
  expect((await ask(mock, 'PATCH', '/beds/B-11', { name: 'B' })).body).toMatchObject({
    id: 'B-11',
    name: 'B',
  })
})

test('what was made is kept though the answer shows something else of it', async () => {
  const all = {
    post: {
      operationId: 'beds.create',
      requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
      responses: { '201': { description: 'Made.', headers: { Location: { schema: text } } } },
    },
  }
  await using mock = await openGardenOf(bedsOf(schema, { all }))
  const { status, body, headers } = await ask(mock, 'POST', '/beds', { name: 'A' })
  expect({ status, body }).toEqual({ status: 201, body: undefined })
  expect(headers.has('content-type')).toBe(false)
  expect((await mock.fetch(String(headers.get('location')))).status).toBe(200)
})

test('the same operation below another record is asked by the name of its own path', async () => {
  const more = bedsOf(schema)
  const paths = {
    ...(more['paths'] as object),
    '/beds/{bedId}/rake': {
      parameters: [{ name: 'bedId', in: 'path', required: true, schema: text }],
      post: {
        operationId: 'beds.rake',
        responses: { '200': { description: 'x', content: { 'application/json': { schema: bed } } } },
      },
    },
  }
  await using mock = await openGardenOf({ ...more, paths })
  await ask(mock, 'POST', '/beds', { name: 'A' })
  expect((await ask(mock, 'POST', '/beds/B-11/rake')).body).toEqual({ id: 'B-11', name: 'A' })
  expect((await ask(mock, 'POST', '/beds/B-12/rake')).status).toBe(404)
})
