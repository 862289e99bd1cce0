import { createHmac } from 'node:crypto'
import { describe, expect, test, vi } from 'vitest'
import { openGarden, plant, plantsIn, send, toldRules } from '../../test/kept.ts'
import { startReceiver } from '../../test/receiver.ts'
import { startMock } from '../../test/start.ts'

/** Gaps of seconds pass in microseconds. */
const speed = 1e6
const secret = 'canary-secret'
const bodies = (received: readonly { body: string }[]) => received.map(({ body }) => JSON.parse(body))

describe('what happens in the data is told', () => {
  test('to those who listen, in its order', async () => {
    await using receiver = await startReceiver()
    await using mock = await openGarden({ webhooks: [{ provider: 'garden', url: receiver.url }] })
    for (const name of ['Aloe', 'Basil', 'Cress']) await plant(mock, name)
    await mock.delivered()
    expect(bodies(receiver.received)).toEqual([{ name: 'Aloe' }, { name: 'Basil' }, { name: 'Cress' }])
    expect(mock.deliveries()).toMatchObject([
      {
        id: 1,
        session: '',
        provider: 'garden',
        webhook: 'plant',
        event: 'plant.created',
        url: receiver.url,
        state: 'delivered',
        status: 200,
        attempts: 1,
        body: { name: 'Aloe' },
      },
      { id: 2 },
      { id: 3 },
    ])
  })

  test('signed where the provider signs, and only there', async () => {
    await using receiver = await startReceiver()
    await using mock = await openGarden({ webhooks: [{ provider: 'garden', url: receiver.url, secret }] })
    await plant(mock, 'Aloe')
    await send(mock, 'POST', '/plants/PLANT00008/water')
    mock.clock.advance(60)
    await mock.delivered()
    const [planted, dry] = receiver.received
    expect(planted?.headers['x-signed']).toBe(
      createHmac('sha256', secret).update(planted!.body).digest('hex'),
    )
    expect(dry?.headers).not.toHaveProperty('x-signed')
    expect(JSON.stringify(mock.deliveries())).not.toContain(secret)
  })

  test('when its time has come, with that time', async () => {
    await using receiver = await startReceiver()
    await using mock = await openGarden({ webhooks: [{ provider: 'garden', url: receiver.url }] })
    mock.clock.freeze('2030-01-01T00:00:00Z')
    await plant(mock, 'Aloe')
    await send(mock, 'POST', '/plants/PLANT00008/water')
    mock.clock.advance(3600)
    await mock.delivered()
    expect(mock.deliveries().map(({ webhook, time }) => [webhook, time])).toEqual([
      ['plant', '2030-01-01T00:00:00.000Z'],
      ['weather', '2030-01-01T00:01:00.000Z'],
    ])
  })

  test('by event, with * for anything', async () => {
    await using receiver = await startReceiver()
    const events = ['plant.up*', 'weather']
    await using mock = await openGarden({ webhooks: [{ provider: 'garden', url: receiver.url, events }] })
    await plant(mock, 'Aloe')
    await send(mock, 'PATCH', '/plants/PLANT00008', { name: 'Aloe vera' })
    await mock.delivered()
    expect(mock.deliveries().map(({ event }) => event)).toEqual(['plant.updated'])
  })

  test('by session', async () => {
    await using receiver = await startReceiver()
    await using mock = await openGarden({ webhooks: [{ provider: 'garden', url: receiver.url }] })
    const session = mock.session('mine')
    await plant(session, 'Aloe')
    await plant(mock, 'Basil')
    await mock.delivered()
    expect(session.deliveries()).toMatchObject([{ session: 'mine', body: { name: 'Aloe' } }])
    expect(mock.deliveries()).toHaveLength(2)
    mock.reset()
    expect(mock.deliveries()).toEqual([])
  })

  test('but not when the request was refused', async () => {
    await using receiver = await startReceiver()
    await using mock = await openGarden({ webhooks: [{ provider: 'garden', url: receiver.url }] })
    await plant(mock, '')
    expect(mock.deliveries()).toEqual([])
  })
})

describe('addresses that are part of the data', () => {
  test('are called on this machine', async () => {
    await using receiver = await startReceiver()
    await using mock = await openGarden()
    await plant(mock, 'Aloe', { care: { tell: receiver.url } })
    await mock.delivered()
    expect(bodies(receiver.received)).toEqual([{ name: 'Aloe' }])
  })

  test.each([
    'https://example.com/hook',
    'http://127.0.0.1.example.com/hook',
    'http://localhost.example.com',
    'http://0.0.0.0:1/',
    'http://169.254.169.254/latest',
  ])('are not called elsewhere: %s', async (tell) => {
    await using mock = await openGarden()
    await plant(mock, 'Aloe', { care: { tell } })
    await mock.delivered()
    expect(mock.deliveries()).toMatchObject([
      { url: tell, state: 'skipped', attempts: 0, error: expect.stringContaining('--webhooks-anywhere') },
    ])
  })

  test('are called anywhere on request', async () => {
    await using mock = await openGarden({ webhooksAnywhere: true })
    await plant(mock, 'Aloe', { care: { tell: 'http://nowhere.invalid/hook' } })
    await mock.delivered()
    expect(mock.deliveries()).toMatchObject([
      { state: 'failed', error: expect.stringContaining('nowhere.invalid') },
    ])
  })

  test('have to be addresses', async () => {
    await using mock = await openGarden()
    await plant(mock, 'Aloe', { care: { tell: 'mailto:a@b.example' } })
    expect(mock.deliveries()).toMatchObject([
      { state: 'skipped', error: 'the address is not one of http or https' },
    ])
  })

  test('that nobody can tell do no harm', async () => {
    using print = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const subscribers = () => {
      throw new Error('who is there?')
    }
    await using mock = await openGarden({ rules: { garden: { ...toldRules, subscribers } } })
    expect((await plant(mock, 'Aloe')).status).toBe(201)
    expect(print.mock.calls).toEqual([['parlance-mock: who is there?\n']])
  })
})

describe('a receiver that is down', () => {
  test('is tried again as documented, and disturbs nobody', async () => {
    await using receiver = await startReceiver(() => ({ status: 503 }))
    const webhooks = [{ provider: 'garden', url: receiver.url, speed }]
    await using mock = await openGarden({ webhooks })
    expect((await plant(mock, 'Aloe')).status).toBe(201)
    await mock.delivered()
    expect(receiver.received).toHaveLength(3)
    expect(mock.deliveries()).toMatchObject([{ state: 'failed', attempts: 3, status: 503 }])
  })

  test('holds up what comes later for itself only', async () => {
    await using deaf = await startReceiver(() => undefined)
    await using receiver = await startReceiver()
    const webhooks = [deaf, receiver].map(({ url }) => ({ provider: 'garden', url }))
    await using mock = await openGarden({ webhooks })
    for (const name of ['Aloe', 'Basil']) await plant(mock, name)
    await expect.poll(() => receiver.received).toHaveLength(2)
    expect(deaf.received.length).toBeLessThan(2)
    expect(mock.deliveries().filter(({ state }) => state === 'waiting')).toHaveLength(2)
  })

  test('does not hold up the end of the mock', async () => {
    await using deaf = await startReceiver(() => undefined)
    const mock = await openGarden({ webhooks: [{ provider: 'garden', url: deaf.url }] })
    await plant(mock, 'Aloe')
    await mock.close()
    await mock.delivered()
    expect(mock.deliveries()).toMatchObject([{ state: 'failed', error: 'The mock was closed.' }])
  })
})

test('the last 1000 are listed', async () => {
  await using mock = await openGarden({ journal: 0 })
  const tell = 'https://example.com/hook'
  for (let count = 0; count < 50; count++) await plant(mock, `Plant ${count}`, { care: { tell } })
  // Every plant so far is told of each new one.
  expect(mock.deliveries()).toHaveLength(1000)
  expect(mock.deliveries().at(-1)).toMatchObject({ id: 1275, body: { name: 'Plant 49' } })
})

test.each([
  [[{ provider: 'gardn', url: 'http://localhost' }], 'Did you mean "garden"?'],
  [[{ provider: 'garden', url: 'localhost:3000' }], '"localhost:3000" is not an address of http or https.'],
  [[{ provider: 'garden', url: 'http://localhost', events: [] }], 'Leave it out to hear of all.'],
])('a listener that would hear nothing is a mistake: %j', async (webhooks, reason) => {
  await expect(openGarden({ webhooks })).rejects.toThrow(reason)
})

test('a listener of a provider without webhooks is a mistake', async () => {
  const webhooks = [{ provider: 'plain', url: 'http://localhost' }]
  await expect(startMock({ stateful: true, webhooks })).rejects.toThrow('plain documents no webhooks')
})

test('what nobody listens to is not listed', async () => {
  await using mock = await openGarden()
  await plant(mock, 'Aloe')
  expect([mock.deliveries(), plantsIn(mock)]).toEqual([[], ['Aloe']])
})
