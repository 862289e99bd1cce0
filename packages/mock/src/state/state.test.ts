import { expect, test } from 'vitest'
import { ask, namesIn, openGarden as open, plant } from '../../test/gardening.ts'

test('what was created can be read', async () => {
  await using mock = await open()
  const { status, headers, body } = await ask(mock, 'POST', '/plants', { name: 'Aloe', color: 'green' })
  expect(status).toBe(201)
  expect(body.plant).toMatchObject({ name: 'Aloe', color: 'green' })
  const { id } = body.plant
  expect(headers.get('location')).toBe(`${mock.urlOf('garden')}/v1/plants/${id}`)
  expect((await ask(mock, 'GET', `/plants/${id}`)).body).toEqual(body)
})

test('a new record has an id in the form of the examples, times, defaults, and nothing of the examples', async () => {
  await using mock = await open()
  const row = await plant(mock, 'Aloe')
  expect(row).toEqual({
    id: 'PLANT00008',
    name: 'Aloe',
    color: null,
    price: '1.00',
    tags: [],
    createdAt: row['createdAt'],
    updatedAt: row['createdAt'],
  })
  expect(Math.abs(Date.now() - Date.parse(String(row['createdAt'])))).toBeLessThan(60_000)
})

test('clients cannot write what only the provider writes, and what it does not know', async () => {
  await using mock = await open()
  const row = await plant(mock, 'Aloe', { id: 'PLANT99999', createdAt: 'never', secret: 1 })
  expect(row).not.toHaveProperty('secret')
  expect(row['id']).toBe('PLANT00008')
})

test('a number becomes a text where the provider keeps texts', async () => {
  await using mock = await open()
  expect(await plant(mock, 'Aloe', { price: 4.5 })).toMatchObject({ price: '4.5' })
})

test('an update changes what it names, replaces nested values, and shows everywhere', async () => {
  await using mock = await open()
  const { id } = await plant(mock, 'Aloe', { color: 'green', care: { water: 1, light: 2 } })
  const { status, body } = await ask(mock, 'PATCH', `/plants/${id}`, { color: null, care: { water: 3 } })
  expect(status).toBe(200)
  expect(body.plant).toMatchObject({ name: 'Aloe', color: null, care: { water: 3 } })
  expect(body.plant.care).toEqual({ water: 3 })
  expect((await ask(mock, 'GET', '/plants')).body).toEqual([body.plant])
})

test('what was deleted is gone for every operation', async () => {
  await using mock = await open()
  const { id } = await plant(mock, 'Aloe')
  expect(await ask(mock, 'DELETE', `/plants/${id}`)).toMatchObject({ status: 204, body: undefined })
  const tries = [
    ask(mock, 'GET', `/plants/${id}`),
    ask(mock, 'PATCH', `/plants/${id}`, { name: 'x' }),
    ask(mock, 'DELETE', `/plants/${id}`),
    ask(mock, 'POST', `/plants/${id}/water`),
  ]
  for (const { status, body } of await Promise.all(tries)) {
    expect({ status, body }).toEqual({ status: 404, body: { error: { message: 'not found' } } })
  }
  expect((await ask(mock, 'GET', '/plants')).body).toEqual([])
})

test('lists show the newest first, page, filter and count', async () => {
  await using mock = await open()
  for (const name of ['Aloe', 'Basil', 'Cress', 'Dill', 'Basil'])
    await plant(mock, name, { price: name.length })
  expect(namesIn((await ask(mock, 'GET', '/plants')).body)).toEqual(['Basil', 'Dill', 'Cress'])
  expect(namesIn((await ask(mock, 'GET', '/plants?page=2')).body)).toEqual(['Basil', 'Aloe'])
  expect(namesIn((await ask(mock, 'GET', '/plants?page=3')).body)).toEqual([])
  expect(namesIn((await ask(mock, 'GET', '/plants?name=Basil')).body)).toEqual(['Basil', 'Basil'])
  expect(namesIn((await ask(mock, 'GET', '/plants?cheaper_than=5')).body)).toEqual(['Dill', 'Aloe'])
  expect((await ask(mock, 'GET', '/plants/count')).body).toEqual({ count: 5 })
  expect((await ask(mock, 'GET', '/plants/count?name=Basil')).body).toEqual({ count: 2 })
})

test('a walk by cursors neither skips nor repeats while records come and go', async () => {
  await using mock = await open()
  const ids = new Map<string, unknown>()
  for (const name of ['Aloe', 'Basil', 'Cress', 'Dill', 'Elder'])
    ids.set(name, (await plant(mock, name))['id'])
  const first = (await ask(mock, 'GET', '/plants/feed')).body
  await plant(mock, 'Fig')
  await ask(mock, 'DELETE', `/plants/${ids.get('Cress')}`)
  const second = (await ask(mock, 'GET', `/plants/feed?cursor=${first.next}`)).body
  expect([...namesIn(first.plants), ...namesIn(second.plants)]).toEqual(['Elder', 'Dill', 'Basil', 'Aloe'])
  expect(second.next).toBeNull()
})

test('what the contract refuses changes nothing', async () => {
  await using mock = await open()
  expect((await ask(mock, 'POST', '/plants', { name: '' })).status).toBe(400)
  expect((await ask(mock, 'GET', '/plants/count')).body).toEqual({ count: 0 })
})

test('what the rules refuse is said in the provider’s shape, and nothing of it has happened', async () => {
  await using mock = await open()
  const { id } = await plant(mock, 'Cactus')
  const { status, body } = await ask(mock, 'POST', `/plants/${id}/water`)
  expect({ status, body }).toEqual({ status: 409, body: { error: { message: 'Cacti do not drink.' } } })
  expect((await ask(mock, 'GET', `/plants/${id}`)).body.plant).not.toHaveProperty('wateredAt')
  const rose = await plant(mock, 'Rose', { color: 'red' })
  expect((await ask(mock, 'DELETE', `/plants/${rose['id']}`)).status).toBe(409)
})

test('timers of the rules go by the clock', async () => {
  await using mock = await open()
  const { id } = await plant(mock, 'Fern')
  const watered = (await ask(mock, 'POST', `/plants/${id}/water`)).body.plant
  expect(watered.wateredAt).toMatch(/Z$/)
  mock.clock.advance(61)
  expect((await ask(mock, 'GET', `/plants/${id}`)).body.plant.wateredAt).toBeNull()
})

test('a world is there from the beginning, with examples of the document in it', async () => {
  await using mock = await open({
    plants: [{ $example: 'Fern' }, { $example: 'Fern', id: 'PLANT00008', name: 'Moss' }],
  })
  expect(namesIn((await ask(mock, 'GET', '/plants')).body)).toEqual(['Moss', 'Fern'])
  expect((await plant(mock, 'New'))['id']).toBe('PLANT00009')
})

test('sessions do not see each other', async () => {
  await using mock = await open()
  const mine = { 'x-parlance-session': 'mine' }
  await ask(mock, 'POST', '/plants', { name: 'Aloe' }, mine)
  expect((await ask(mock, 'GET', '/plants/count', undefined, mine)).body).toEqual({ count: 1 })
  expect((await ask(mock, 'GET', '/plants/count')).body).toEqual({ count: 0 })
  const refused = await ask(mock, 'GET', '/plants', undefined, { 'x-parlance-session': 'a b' })
  expect(refused.status).toBe(400)
  expect(refused.headers.get('x-parlance-refusal')).toContain('x-parlance-session')
})

test('whoever asks for an answer of the contract gets it, and what nobody keeps comes from the contract', async () => {
  await using mock = await open()
  const asked = await ask(mock, 'GET', '/plants/PLANT00001', undefined, { prefer: 'code=200' })
  expect(asked.body.plant.name).toBe('Fern')
  expect((await ask(mock, 'GET', '/weather')).body).toEqual({ sky: 'blue' })
})
