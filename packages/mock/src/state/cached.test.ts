import { expect, test } from 'vitest'
import { bedsOf } from '../../test/beds.ts'
import { garden } from '../../test/garden.ts'
import { ask, openGarden, openGardenOf, plant } from '../../test/gardening.ts'
import { defineState } from './rules.ts'

const securitySchemes = { key: { type: 'apiKey', in: 'header', name: 'x-key' } }
const secured = { ...garden, components: { ...garden.components, securitySchemes } }

test('what was read is read anew once anything has changed', async () => {
  await using mock = await openGarden()
  const count = async () => (await ask(mock, 'GET', '/plants/count')).body.count
  const { id } = await plant(mock, 'Aloe')
  expect([await count(), await count()]).toEqual([1, 1])
  await plant(mock, 'Basil')
  expect(await count()).toBe(2)
  await ask(mock, 'DELETE', `/plants/${id}`)
  expect(await count()).toBe(1)
  mock.reset()
  expect(await count()).toBe(0)
  mock.setState({ garden: { plants: [{ $example: 'Fern' }] } })
  expect(await count()).toBe(1)
})

test('nobody reads what another credential or session was shown', async () => {
  const show = defineState({
    collections: { plants: { show: (call, row) => ({ ...row, color: call.credential ?? null }) } },
  })
  await using mock = await openGardenOf(secured, {
    rules: { garden: show },
    world: { garden: { plants: [{ $example: 'Fern' }] } },
  })
  const colorFor = async (headers: Record<string, string>) =>
    (await ask(mock, 'GET', '/plants/PLANT00007', undefined, headers)).body.plant.color
  expect(await colorFor({ 'x-key': 'a' })).toBe('a')
  expect(await colorFor({ 'x-key': 'b' })).toBe('b')
  expect(await colorFor({})).toBeNull()
  expect(await colorFor({ accept: '*/*', 'x-key': 'c d' })).toBe('c d')
  expect(await colorFor({ accept: '*/* c', 'x-key': 'd' })).toBe('d')
  await ask(mock, 'DELETE', '/plants/PLANT00007', undefined, { 'x-parlance-session': 'other' })
  expect(await colorFor({ 'x-key': 'a' })).toBe('a')
})

test('what depends on the time is read at its time', async () => {
  const show = defineState({
    collections: { plants: { show: (call, row) => ({ ...row, createdAt: call.time }) } },
  })
  await using mock = await openGardenOf(garden, {
    rules: { garden: show },
    world: { garden: { plants: [{ $example: 'Fern' }] } },
  })
  const times = async () => [
    (await ask(mock, 'GET', '/plants/PLANT00007')).body.plant.createdAt,
    (await ask(mock, 'GET', '/plants')).body[0].createdAt,
  ]
  mock.clock.freeze('2030-01-01T00:00:00Z')
  for (const time of ['2030-01-01T00:00:00.000Z', '2030-01-01T00:00:01.000Z', '2030-01-01T00:00:02.000Z']) {
    expect(await times()).toEqual([time, time])
    mock.clock.advance(1)
  }
})

test('a list is chosen once for all its pages, as long as nothing changes', async () => {
  let looked = 0
  const counting = defineState({
    collections: {
      plants: {
        filters: {
          name: (value) => (row) => {
            looked += 1
            return row['name'] === value
          },
        },
      },
    },
  })
  const world = { garden: { plants: [] } }
  await using mock = await openGardenOf(garden, { rules: { garden: counting }, world })
  for (const name of ['Aloe', 'Basil', 'Aloe', 'Aloe']) await plant(mock, name)
  const page = async (query: string) => (await ask(mock, 'GET', `/plants?${query}`)).body.length
  expect([await page('name=Aloe&limit=2'), looked]).toEqual([2, 4])
  expect([await page('page=2&limit=2&name=Aloe'), looked]).toEqual([1, 4])
  expect([await page('name=Basil&limit=2'), looked]).toEqual([1, 8])
  await plant(mock, 'Aloe')
  expect([await page('name=Aloe&page=2&limit=2'), looked]).toEqual([2, 13])
})

test('links lead to where each client has called', async () => {
  const parameters = ['page', 'limit'].map((name) => ({ name, in: 'query', schema: { type: 'integer' } }))
  const list = { parameters, 'x-redoclyPagination': { style: 'link', items: '', limitParam: 'limit' } }
  await using mock = await openGardenOf(
    bedsOf({ type: 'object', properties: { id: { type: 'string' } } }, { list }),
  )
  for (let count = 0; count < 3; count += 1) await ask(mock, 'POST', '/beds', {})
  const linkAt = async (origin: string) =>
    (await mock.fetch(`${origin}/garden/v1/beds?limit=2`)).headers.get('link')
  for (const origin of ['http://one.test', 'http://two.test', 'http://one.test']) {
    expect(await linkAt(origin)).toContain(`<${origin}/garden/v1/beds?limit=2&page=2>`)
  }
})
