import { expect, test } from 'vitest'
import { bedsOf } from '../../test/beds.ts'
import { ask, type Json, openGarden, openGardenOf, plant } from '../../test/gardening.ts'
import { defineState } from './rules.ts'

const evidence = { level: 'official', source: 'x' }
const identical = { name: 'same', requests: 2, window: 600, scope: ['token'], counts: 'identical', evidence }
const properties = { id: { type: 'string' }, name: { type: 'string' } }
const limited = bedsOf({ type: 'object', properties })
Object.assign((limited['paths'] as Record<string, Record<string, Json>>)['/beds']!['post']!, {
  'x-rate-limits': [identical],
})

test('what comes too often is not done', async () => {
  await using mock = await openGardenOf(limited)
  const create = async (name: string) => (await ask(mock, 'POST', '/beds', { name })).status
  expect([await create('A'), await create('A'), await create('A')]).toEqual([201, 201, 429])
  expect(await create('B')).toBe(201)
  expect((await ask(mock, 'GET', '/beds')).body).toHaveLength(3)
})

test('what the rules refuse is not counted, thrown or answered', async () => {
  const rules = defineState({
    operations: {
      'beds.create': (call) => {
        const { length } = call.collection('beds').rows()
        if (call.body['name'] === 'thrown') call.refuse(409, 'No.')
        return call.body['name'] === 'answered' ? { status: 409, body: { length } } : call.usual()
      },
    },
  })
  await using mock = await openGardenOf(limited, { rules: { garden: rules } })
  for (const name of ['thrown', 'answered']) {
    const answers = []
    for (let count = 0; count < 4; count += 1)
      answers.push((await ask(mock, 'POST', '/beds', { name })).status)
    expect(answers).toEqual([409, 409, 409, 409])
  }
})

test('a mock that is full says so, and keeps what it has', async () => {
  await using mock = await openGarden({ plants: [] }, { stateLimit: 5000 })
  const fill = () => ask(mock, 'POST', '/plants', { name: 'x'.repeat(200) })
  let { status, headers } = await fill()
  while (status === 201) ({ status, headers } = await fill())
  expect([status, headers.get('x-parlance-refusal')]).toEqual([500, expect.stringContaining('--state-limit')])
  expect((await ask(mock, 'GET', '/plants/count')).body.count).toBeGreaterThan(5)
  await ask(mock, 'DELETE', '/plants/PLANT00008')
  expect((await ask(mock, 'POST', '/plants', { name: 'y' })).status).toBe(201)
})

test('a scenario that refuses lets nothing happen, whether the contract knows its status or not', async () => {
  await using mock = await openGarden()
  for (const status of [409, 503]) {
    mock.on('plants.create').reply({ status })
    expect((await ask(mock, 'POST', '/plants', { name: 'Aloe' })).status).toBe(status)
  }
  expect((await ask(mock, 'GET', '/plants/count')).body).toEqual({ count: 0 })
  expect((await plant(mock, 'Aloe'))['id']).toBe('PLANT00008')
})

test('a scenario that only changes the answer lets everything else happen', async () => {
  await using mock = await openGarden()
  mock.on('plants.create').reply({ headers: { 'x-seen': '1' } })
  const { status, headers } = await ask(mock, 'POST', '/plants', { name: 'Aloe' })
  expect([status, headers.get('x-seen')]).toEqual([201, '1'])
  expect((await ask(mock, 'GET', '/plants/count')).body).toEqual({ count: 1 })
})

test('whoever wishes for an answer of the contract changes nothing', async () => {
  await using mock = await openGarden()
  for (const prefer of ['code=201', 'code=409', 'dynamic=true', 'example=default']) {
    await ask(mock, 'POST', '/plants', { name: 'Aloe' }, { prefer })
  }
  expect((await ask(mock, 'GET', '/plants/count')).body).toEqual({ count: 0 })
})

test('a mistake of the rules is an error of the provider, and nothing of the request has happened', async () => {
  const rules = defineState({
    operations: {
      'beds.create': (call) => {
        call.usual()
        throw new TypeError('oops')
      },
    },
  })
  await using mock = await openGardenOf(limited, { rules: { garden: rules } })
  const { status, headers } = await ask(mock, 'POST', '/beds', { name: 'A' })
  expect([status, headers.get('x-parlance-refusal')]).toEqual([500, 'the mock failed: oops'])
  expect((await ask(mock, 'GET', '/beds')).body).toEqual([])
})

test('requests at the same time do not come between each other', async () => {
  await using mock = await openGarden({ plants: [] }, { listen: true })
  const rows = await Promise.all(Array.from({ length: 50 }, (_, index) => plant(mock, `P${index}`)))
  expect(new Set(rows.map(({ id }) => id)).size).toBe(50)
  expect((await ask(mock, 'GET', '/plants/count')).body).toEqual({ count: 50 })
})
