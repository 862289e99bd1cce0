import { expect, test } from 'vitest'
import { bedsOf } from '../../test/beds.ts'
import { garden } from '../../test/garden.ts'
import { ask, type Json, namesIn, openGarden, openGardenOf, plant } from '../../test/gardening.ts'
import type { Mock } from '../mock.ts'

async function planted(...names: string[]): Promise<Mock> {
  const mock = await openGarden()
  for (const name of names) await plant(mock, name)
  return mock
}

const query = (name: string, schema: object, more = {}) => ({ name, in: 'query', schema, ...more })

test('parameters that nobody has declared choose nothing', async () => {
  await using mock = await planted('Aloe', 'Basil')
  for (const name of ['constructor', '__proto__', 'toString', 'color', 'x']) {
    expect((await ask(mock, 'GET', `/plants?${name}=1`)).body).toHaveLength(2)
  }
})

test('a page of no items is one of the usual length', async () => {
  await using mock = await planted('Aloe', 'Basil', 'Cress')
  const { body } = await ask(mock, 'GET', '/plants/feed?limit=0')
  expect(namesIn(body.plants)).toEqual(['Cress', 'Basil'])
  const { body: rest } = await ask(mock, 'GET', `/plants/feed?limit=0&cursor=${body.next}`)
  expect(rest).toMatchObject({ plants: [{ name: 'Aloe' }], next: null })
})

test('pages before the first and behind the last are what they are called', async () => {
  const list = {
    parameters: [query('page', { type: 'integer' }), query('limit', { type: 'integer', default: 2 })],
    'x-redoclyPagination': { style: 'page', offsetParam: 'page', limitParam: 'limit', items: '' },
  }
  const id = { type: 'integer', readOnly: true, example: 10 }
  await using mock = await openGardenOf(
    bedsOf({ type: 'object', required: ['id'], properties: { id } }, { list }),
  )
  for (let count = 0; count < 3; count += 1) await ask(mock, 'POST', '/beds', {})
  const idsOf = async (search: string) =>
    (await ask(mock, 'GET', `/beds${search}`)).body.map(({ id }: Json) => id)
  expect(await idsOf('?page=1')).toEqual([13, 12])
  expect(await idsOf('?page=0')).toEqual([13, 12])
  expect(await idsOf('?page=-1')).toEqual([13, 12])
  expect(await idsOf('?page=2')).toEqual([11])
  expect(await idsOf('?page=3')).toEqual([])
  expect(await idsOf(`?page=${'9'.repeat(400)}`)).toEqual([])
  expect(await idsOf(`?limit=${'9'.repeat(400)}`)).toEqual([13, 12, 11])
})

test('a cursor that was never given out leads to the end', async () => {
  await using mock = await planted('Aloe', 'Basil', 'Cress')
  for (const cursor of ['999999999999999999', '000000000000000001', 'x', '%00']) {
    expect((await ask(mock, 'GET', `/plants/feed?cursor=${cursor}`)).status).toBe(200)
  }
  expect((await ask(mock, 'GET', '/plants/feed?cursor=x')).body).toEqual({ plants: [], next: null })
})

test('a record without a property has no value that a filter could name', async () => {
  const list = { parameters: [query('color', { type: 'string' }), query('tags', { type: 'string' })] }
  const properties = { id: { type: 'string' }, color: { type: 'string' }, tags: { type: 'array', items: {} } }
  await using mock = await openGardenOf(bedsOf({ type: 'object', properties }, { list }))
  await ask(mock, 'POST', '/beds', { tags: ['a', 'b'] })
  await ask(mock, 'POST', '/beds', { color: 'red' })
  expect((await ask(mock, 'GET', '/beds?color=undefined')).body).toHaveLength(0)
  expect((await ask(mock, 'GET', '/beds?color=red')).body).toHaveLength(1)
  expect((await ask(mock, 'GET', '/beds?tags=b')).body).toHaveLength(1)
  expect((await ask(mock, 'GET', '/beds?tags=b&color=red')).body).toHaveLength(0)
})

test('several values in one text are alternatives where the document writes lists so', async () => {
  const list = {
    parameters: [query('color', { type: 'array', items: { type: 'string' } }, { explode: false })],
  }
  const properties = { id: { type: 'string' }, color: { type: 'string' } }
  await using mock = await openGardenOf(bedsOf({ type: 'object', properties }, { list }))
  for (const color of ['red', 'blue', 'green']) await ask(mock, 'POST', '/beds', { color })
  expect((await ask(mock, 'GET', '/beds?color=red,green')).body).toHaveLength(2)
})

test('a list in an object of its own is found without a plan of its pages', async () => {
  const bed = { $ref: '#/components/schemas/Bed' }
  const schema = {
    type: 'object',
    properties: { data: { type: 'array', items: bed }, total: { type: 'integer' } },
    example: { data: [], total: 0 },
  }
  const list = { responses: { '200': { description: 'Done.', content: { 'application/json': { schema } } } } }
  const properties = { id: { type: 'string' }, name: { type: 'string' } }
  await using mock = await openGardenOf(bedsOf({ type: 'object', properties }, { list }))
  await ask(mock, 'POST', '/beds', { name: 'A' })
  const { body } = await ask(mock, 'GET', '/beds')
  expect(body).toMatchObject({ data: [{ name: 'A' }], total: 1 })
})

test('whoever asks for so many items gets those of the contract', async () => {
  await using mock = await planted('Aloe')
  const { body } = await ask(mock, 'GET', '/plants', undefined, { prefer: 'total=5' })
  expect(namesIn(body)).toEqual(['Fern', 'Fern', 'Fern'])
})

test('an answer that is no JSON is not made of records', async () => {
  const get = garden.paths['/plants/{id}'].get
  const answer = {
    ...get.responses['200'],
    content: { 'application/xml': { example: '<plant/>' }, ...get.responses['200'].content },
  }
  const paths = {
    ...garden.paths,
    '/plants/{id}': {
      ...garden.paths['/plants/{id}'],
      get: { ...get, responses: { ...get.responses, '200': answer } },
    },
  }
  await using mock = await openGardenOf({ ...garden, paths })
  const { id } = await plant(mock, 'Aloe', {})
  const { body, headers } = await ask(mock, 'GET', `/plants/${id}`)
  expect(body.plant.name).toBe('Aloe')
  expect(headers.get('content-type')).toBe('application/json')
})
