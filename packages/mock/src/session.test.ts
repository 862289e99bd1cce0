import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openGarden, plant, plantsIn, send } from '../test/kept.ts'
import { startMock } from '../test/start.ts'
import type { Mock } from './mock.ts'
import { createMock } from './mock.ts'

let mock: Mock
beforeEach(async () => void (mock = await openGarden()))
afterEach(() => mock.close())

const fern = {
  id: 'PLANT00001',
  name: 'Fern',
  color: null,
  price: '1.00',
  tags: [],
  createdAt: '2026-01-02T03:04:05.000Z',
}
const hour = 3600

describe('two sessions', () => {
  test('do not see each other, nor what requests do that name none', async () => {
    const [one, other] = [mock.session('one'), mock.session('other')]
    await plant(one, 'Aloe')
    await plant(mock, 'Basil')
    expect([plantsIn(one), plantsIn(other), plantsIn(mock)]).toEqual([['Aloe'], [], ['Basil']])
  })

  test('are reached over a port as well', async () => {
    await using open = await openGarden({ listen: true })
    const session = open.session('mine')
    await plant(session, 'Aloe')
    await session.fetch(`${open.url}/garden/v1/plants`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"name":"Basil"}',
    })
    expect([plantsIn(session), plantsIn(open)]).toEqual([['Aloe', 'Basil'], []])
  })

  test('have clocks of their own', () => {
    const session = mock.session('one')
    session.clock.freeze('2030-01-01T00:00:00Z')
    expect(session.clock.now()).toEqual(new Date('2030-01-01T00:00:00Z'))
    expect([session.clock.running, mock.clock.running]).toEqual([false, true])
    expect(mock.clock.now().getFullYear()).toBeLessThan(2030)
  })

  test('that are alike answer alike', async () => {
    const answers = ['one', 'other'].map(async (name) => {
      const session = mock.session(name)
      session.clock.freeze('2030-01-01T00:00:00Z')
      return (await plant(session, 'Aloe')).json()
    })
    const [one, other] = await Promise.all(answers)
    expect(one).toEqual(other)
  })

  test('are listed with what they take, and forgotten', async () => {
    const session = mock.session('one')
    await plant(session, 'Aloe')
    session.save('planted')
    expect(mock.sessions()).toContainEqual({ name: 'one', bytes: expect.any(Number), snapshots: ['planted'] })
    expect(mock.sessions().find(({ name }) => name === 'one')?.bytes).toBeGreaterThan(100)
    session.drop()
    expect(mock.sessions().map(({ name }) => name)).not.toContain('one')
    expect(plantsIn(session)).toEqual([])
  })

  test('have names that fit into a header', () => {
    for (const name of ['', 'a b', 'ä', 'x'.repeat(101)]) {
      expect(() => mock.session(name)).toThrow(expect.objectContaining({ code: 'bad-name' }))
    }
  })
})

describe('the clock', () => {
  test('shows in what is created', async () => {
    mock.clock.freeze('2030-01-01T00:00:00Z')
    expect(await (await plant(mock, 'Aloe')).json()).toMatchObject({
      plant: { createdAt: '2030-01-01T00:00:00.000Z' },
    })
  })

  test('lets happen what is due when it is advanced', async () => {
    await plant(mock, 'Aloe')
    const [{ id } = {}] = mock.state()['garden']!['plants']!
    await send(mock, 'POST', `/plants/${String(id)}/water`)
    expect(mock.timers()).toMatchObject([{ provider: 'garden', timer: 'dry', data: { id } }])
    mock.clock.advance(59)
    expect(mock.timers()).toHaveLength(1)
    mock.clock.advance(1)
    expect(mock.timers()).toEqual([])
    expect(mock.state()['garden']!['plants']).toMatchObject([{ wateredAt: null }])
  })

  test('goes on from where it stood', () => {
    mock.clock.freeze(new Date('2030-01-01T00:00:00Z'))
    mock.clock.advance(hour)
    mock.clock.run()
    expect(mock.clock.now().toISOString()).toMatch(/^2030-01-01T01:00/)
  })

  test('is not moved to what is no time, nor back by advancing', () => {
    expect(() => mock.clock.set('tomorrow')).toThrow(expect.objectContaining({ code: 'bad-input' }))
    expect(() => mock.clock.advance(-1)).toThrow(expect.objectContaining({ code: 'bad-input' }))
  })
})

describe('what was saved', () => {
  test('is loaded by its name, with timers and clock', async () => {
    await plant(mock, 'Aloe')
    await send(mock, 'POST', '/plants/PLANT00008/water')
    mock.save('watered')
    const before = [mock.state(), mock.timers()]
    await plant(mock, 'Basil')
    mock.clock.advance(hour)
    expect(mock.timers()).toEqual([])
    mock.load('watered')
    expect([mock.state(), mock.timers()]).toEqual(before)
    expect(mock.snapshots()).toEqual(['watered'])
  })

  test('goes through a file, and into another session or mock', async () => {
    await plant(mock, 'Aloe')
    const text = JSON.stringify(mock.save())
    await using other = await openGarden()
    other.session('copy').load(JSON.parse(text))
    other.keep('first', JSON.parse(text))
    expect([plantsIn(other.session('copy')), plantsIn(other)]).toEqual([['Aloe'], []])
    other.load('first')
    expect(other.state()).toEqual(mock.state())
    expect(other.snapshot('first')).toEqual(JSON.parse(text))
  })

  test('outlives a reset, and is forgotten on demand', async () => {
    await plant(mock, 'Aloe')
    mock.save('planted')
    mock.reset()
    expect([plantsIn(mock), mock.snapshots()]).toEqual([[], ['planted']])
    expect([mock.forget('planted'), mock.forget('planted')]).toEqual([true, false])
    expect(mock.snapshot('planted')).toBeUndefined()
    expect(() => mock.load('planted')).toThrow('There is no snapshot "planted"')
  })

  test('has to be what a session can be', async () => {
    await plant(mock, 'Aloe')
    const worlds = { garden: { collections: { plants: { records: [{ ...fern, id: 'x' }] } } } }
    expect(() => mock.load({ worlds })).toThrow('PLANT')
    expect(() => mock.load([] as object)).toThrow(expect.objectContaining({ code: 'bad-input' }))
    expect(plantsIn(mock)).toEqual(['Aloe'])
  })
})

describe('records', () => {
  test('are put in the place of others, and found by requests', async () => {
    await plant(mock, 'Aloe')
    mock.setState({ garden: { plants: [{ $example: 'Fern', name: 'Ivy' }, fern] } })
    expect(plantsIn(mock)).toEqual(['Ivy', 'Fern'])
    expect((await send(mock, 'GET', '/plants/PLANT00001')).status).toBe(200)
    mock.setState(mock.state())
    expect(plantsIn(mock)).toEqual(['Ivy', 'Fern'])
  })

  test.each([
    [{ gardn: {} }, 'There is no provider "gardn" here. Did you mean "garden"?'],
    [{ garden: { plnts: [] } }, 'there is no collection "plnts"; there are plants'],
    [
      { garden: { plants: [{ ...fern, name: 7 }] } },
      '/garden/plants has a record "PLANT00001": name must be string',
    ],
    [{ garden: { plants: [fern, fern] } }, 'PLANT00001'],
    [{ garden: { plants: [{ $example: 'Rose' }] } }, 'the document has no example "Rose"'],
  ])('are refused when they do not fit: %j', async (records, reason) => {
    await plant(mock, 'Aloe')
    expect(() => mock.setState(records)).toThrow(reason)
    expect(plantsIn(mock)).toEqual(['Aloe'])
  })

  test('are counted by collection, with the name of what identifies them', async () => {
    await plant(mock, 'Aloe')
    expect(mock.collections()).toContainEqual({ provider: 'garden', name: 'plants', key: 'id', size: 1 })
  })
})

test('a reset is for all sessions, that of a session for itself', async () => {
  const session = mock.session('one')
  session.clock.set('2030-01-01T00:00:00Z')
  await plant(session, 'Aloe')
  await plant(mock, 'Basil')
  session.reset()
  expect([plantsIn(session), plantsIn(mock)]).toEqual([[], ['Basil']])
  expect(session.clock.now().getFullYear()).toBeLessThan(2030)
  await plant(session, 'Aloe')
  mock.reset()
  expect([plantsIn(session), plantsIn(mock)]).toEqual([[], []])
  expect(() => session.reset('gardn')).toThrow('Did you mean "garden"?')
})

test('a mock without state says how to have some', async () => {
  await using plain = await startMock({ listen: false })
  const tries = [
    () => plain.state(),
    () => plain.session('a'),
    () => plain.sessions(),
    () => plain.clock.now(),
    () => plain.save(),
    () => plain.deliveries(),
  ]
  for (const attempt of tries) {
    expect(attempt).toThrow(expect.objectContaining({ code: 'no-state' }))
    expect(attempt).toThrow('This mock keeps no state. Start it with stateful: true, or with --stateful.')
  }
  await expect(plain.delivered()).rejects.toMatchObject({ code: 'no-state' })
  plain.reset()
})

test('without a number to begin with, chance differs; with one, it is repeated', async () => {
  const draw = async (seed?: number) => {
    await using one = await createMock(['chitchats'], {
      stateful: true,
      listen: false,
      ...(seed !== undefined && { seed }),
    })
    return one.save().worlds?.['chitchats']?.random
  }
  expect(await draw(7)).toBe(await draw(7))
  expect(await draw(7)).not.toBe(await draw())
})
