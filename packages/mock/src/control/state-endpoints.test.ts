import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openGarden, plant, plantsIn, send } from '../../test/kept.ts'
import { startReceiver } from '../../test/receiver.ts'
import { startMock } from '../../test/start.ts'
import type { Mock } from '../mock.ts'
import { stateEndpoints } from './state-endpoints.ts'

let mock: Mock
beforeEach(async () => void (mock = await openGarden({ listen: true })))
afterEach(() => mock.close())

/** Asks a control endpoint. */
async function control(method: string, path: string, body?: unknown, headers: object = {}) {
  const json = body === undefined ? {} : { 'content-type': 'application/json' }
  const response = await fetch(`${mock.url}/__mock${path}`, {
    method,
    headers: { ...json, ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
}
const done = { status: 204, body: undefined }
const mine = { 'x-parlance-session': 'mine' }

describe('the clock', () => {
  test('is shown, stopped, set, advanced and started', async () => {
    expect(await control('GET', '/clock')).toMatchObject({ status: 200, body: { running: true } })
    const now = '2030-01-01T00:00:00.000Z'
    const stopped = { status: 200, body: { now, running: false } }
    expect(await control('PUT', '/clock', { now, running: false })).toEqual(stopped)
    expect(await control('GET', '/clock')).toEqual(stopped)
    const advanced = await control('PUT', '/clock', { advance: 90 })
    expect(advanced.body).toEqual({ now: '2030-01-01T00:01:30.000Z', running: false })
    expect(await control('PUT', '/clock', { running: true })).toMatchObject({ body: { running: true } })
  })

  test('lets happen what is due, and tells what is next', async () => {
    await control('PUT', '/clock', { now: '2030-01-01T00:00:00Z', running: false })
    await plant(mock, 'Aloe')
    await send(mock, 'POST', '/plants/PLANT00008/water')
    expect((await control('GET', '/clock')).body).toMatchObject({ next: '2030-01-01T00:01:00.000Z' })
    expect((await control('GET', '/timers?provider=garden')).body).toEqual({
      timers: [
        {
          provider: 'garden',
          timer: 'dry',
          due: '2030-01-01T00:01:00.000Z',
          data: { id: 'PLANT00008' },
        },
      ],
    })
    await control('PUT', '/clock', { advance: 60 })
    expect((await control('GET', '/timers')).body).toEqual({ timers: [] })
    expect((await control('GET', '/clock')).body).not.toHaveProperty('next')
  })

  test.each([
    [{}, 'must NOT have fewer than 1 properties'],
    [{ advance: -1 }, '/advance must be >= 0'],
    [{ now: 'tomorrow' }, '/now must match format "date-time"'],
    [{ advnce: 1 }, '/advnce is not known here; did you mean "advance"?'],
  ])('is not moved by %j', async (body, reason) => {
    expect(await control('PUT', '/clock', body)).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining(reason) },
    })
  })
})

describe('the records', () => {
  test('are shown, all or some', async () => {
    for (const name of ['Aloe', 'Basil', 'Cress']) await plant(mock, name)
    expect((await control('GET', '/state')).body).toEqual(mock.state())
    const some = '/state?provider=garden&collection=plants&limit=2'
    expect((await control('GET', some)).body).toMatchObject({
      garden: { plants: [{ name: 'Basil' }, { name: 'Cress' }] },
    })
    expect((await control('GET', '/collections')).body).toEqual({ collections: mock.collections() })
  })

  test.each([
    ['/state?provider=gardn', 'Did you mean "garden"?'],
    ['/state?collection=plnts', 'There is no collection "plnts"'],
    ['/collections?collection=plnts', 'There is no collection "plnts"'],
    ['/timers?provider=gardn', 'Did you mean "garden"?'],
    ['/state?sesion=a', '/sesion is not known here; did you mean "session"?'],
    ['/state?session=a%20b', '"a b" cannot be the name of a session'],
  ])('are not shown for a slip of the pen: %s', async (path, reason) => {
    expect(await control('GET', path)).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining(reason) },
    })
  })

  test('that were shown are put back', async () => {
    for (const name of ['Aloe', 'Basil']) await plant(mock, name)
    const { body } = await control('GET', '/state')
    await send(mock, 'DELETE', '/plants/PLANT00008')
    await plant(mock, 'Cress')
    expect(await control('PUT', '/state', body)).toEqual(done)
    expect((await control('GET', '/state')).body).toEqual(body)
  })

  test('may be many', async () => {
    const tags = ['x'.repeat(1000)]
    const plants = Array.from({ length: 2000 }, (_, index) => ({
      $example: 'Fern',
      id: `PLANT${10_000 + index}`,
      tags,
    }))
    expect(await control('PUT', '/state', { garden: { plants } })).toEqual(done)
    expect(mock.state()['garden']!['plants']).toHaveLength(2000)
  })

  test('that are wrong are refused, with their place', async () => {
    const plants = [{ $example: 'Fern', name: 7 }]
    expect(await control('PUT', '/state', { garden: { plants } })).toMatchObject({
      status: 400,
      body: {
        problems: [{ pointer: '/garden/plants', message: 'has a record "PLANT00007": name must be string' }],
      },
    })
    expect(await control('PUT', '/state', { garden: { plants: 7 } })).toMatchObject({
      body: { problems: [{ pointer: '/garden/plants', message: 'must be array' }] },
    })
  })

  test('are those of the beginning again on demand', async () => {
    await plant(mock, 'Aloe')
    expect(await control('DELETE', '/state?provider=garden')).toEqual(done)
    expect(plantsIn(mock)).toEqual([])
    await control('PUT', '/clock', { now: '2030-01-01T00:00:00Z' })
    await control('DELETE', '/state')
    expect((await control('GET', '/clock')).body.now).not.toMatch(/^2030/)
  })
})

describe('snapshots', () => {
  test('are saved, listed, loaded and forgotten', async () => {
    await plant(mock, 'Aloe')
    expect(await control('PUT', '/snapshots/planted')).toEqual(done)
    await plant(mock, 'Basil')
    expect((await control('GET', '/snapshots')).body).toEqual({ snapshots: ['planted'] })
    expect(await control('POST', '/snapshots/planted/load')).toEqual(done)
    expect(plantsIn(mock)).toEqual(['Aloe'])
    expect(await control('DELETE', '/snapshots/planted')).toEqual(done)
    for (const [method, path] of [
      ['POST', '/snapshots/planted/load'],
      ['GET', '/snapshots/planted'],
      ['DELETE', '/snapshots/planted'],
    ] as const) {
      expect(await control(method, path)).toEqual({
        status: 404,
        body: { error: 'There is no snapshot "planted" of this session.' },
      })
    }
  })

  test('are files, and come back from them', async () => {
    await plant(mock, 'Aloe')
    await send(mock, 'POST', '/plants/PLANT00008/water')
    await control('PUT', '/snapshots/watered')
    const { body } = await control('GET', '/snapshots/watered')
    const before = [mock.state(), mock.timers()]
    await control('DELETE', '/snapshots/watered')
    await control('DELETE', '/state')
    expect(await control('PUT', '/snapshots/old', body)).toEqual(done)
    await control('POST', '/snapshots/old/load')
    expect([mock.state(), mock.timers()]).toEqual(before)
  })

  test('have to be snapshots', async () => {
    expect(await control('PUT', '/snapshots/a%20b')).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining('"a b" cannot be the name of a snapshot') },
    })
    const worlds = { garden: { collections: { plants: { records: 7 } } } }
    expect(await control('PUT', '/snapshots/a', { worlds })).toMatchObject({ status: 400 })
    expect(mock.snapshots()).toEqual([])
  })
})

describe('sessions', () => {
  test('are meant by a header or in the query, which counts first', async () => {
    await plant(mock.session('mine'), 'Aloe')
    await plant(mock.session('yours'), 'Basil')
    const names = async (path: string, headers: object = {}) =>
      (await control('GET', path, undefined, headers)).body.garden.plants.map(
        ({ name }: { name: string }) => name,
      )
    expect(await names('/state')).toEqual([])
    expect(await names('/state', mine)).toEqual(['Aloe'])
    expect(await names('/state?session=yours', mine)).toEqual(['Basil'])
    expect(await control('PUT', '/snapshots/a', undefined, mine)).toEqual(done)
    expect(mock.session('mine').snapshots()).toEqual(['a'])
  })

  test('are listed with what they take, and dropped', async () => {
    await plant(mock.session('mine'), 'Aloe')
    const { body } = await control('GET', '/sessions')
    expect(body.sessions).toContainEqual({ name: 'mine', bytes: expect.any(Number), snapshots: [] })
    expect(await control('DELETE', '/sessions/mine')).toEqual(done)
    expect(await control('DELETE', '/sessions/mine')).toEqual({
      status: 404,
      body: { error: 'There is no session "mine".' },
    })
  })
})

test('deliveries are listed, all or those of a session', async () => {
  await using receiver = await startReceiver()
  await plant(mock, 'Aloe', { care: { tell: receiver.url } })
  await plant(mock.session('mine'), 'Basil', { care: { tell: receiver.url } })
  await mock.delivered()
  const { body } = await control('GET', '/deliveries')
  expect(body).toEqual({ deliveries: mock.deliveries() })
  expect((await control('GET', '/deliveries?session=mine')).body.deliveries).toMatchObject([
    { session: 'mine', event: 'plant.created', state: 'delivered', status: 200 },
  ])
})

test('a reset of the mock is one of the data too', async () => {
  await plant(mock, 'Aloe')
  await control('POST', '/reset')
  expect(plantsIn(mock)).toEqual([])
})

test.each(stateEndpoints)('without state, $method $path says how to have some', async (endpoint) => {
  await using plain = await startMock()
  const { method, path, body } = endpoint
  const response = await fetch(`${plain.url}/__mock${path.replace('{name}', 'a')}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body && { body: path === '/clock' ? '{"running":true}' : '{}' }),
  })
  const error = 'This mock keeps no state. Start it with stateful: true, or with --stateful.'
  expect([response.status, await response.json()]).toEqual([409, { error }])
})
