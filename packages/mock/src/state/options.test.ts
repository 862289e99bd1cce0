import { expect, test } from 'vitest'
import { openGarden, plant, plantsIn, send } from '../../test/kept.ts'
import { startMock } from '../../test/start.ts'

test.each([
  [{ world: {} }, 'world is of no use without stateful: true.'],
  [{ stateFile: 'x.db' }, 'stateFile is of no use without stateful: true.'],
  [{ stateLimit: 1 }, 'stateLimit is of no use without stateful: true.'],
  [{ rules: {} }, 'rules is of no use without stateful: true.'],
  [{ webhooks: [] }, 'webhooks is of no use without stateful: true.'],
  [{ webhooksAnywhere: true }, 'webhooksAnywhere is of no use without stateful: true.'],
  [{ stateful: true, stateLimit: 0 }, 'stateLimit must be a whole number of bytes above 0, not 0.'],
  [{ stateful: true, stateLimit: 1.5 }, 'not 1.5.'],
])('options that make no sense are told: %j', async (options, reason) => {
  await expect(startMock(options)).rejects.toMatchObject({
    code: 'bad-option',
    message: expect.stringContaining(reason),
  })
})

test('a mock that is full says how to go on, and goes on', async () => {
  await using mock = await openGarden({ stateLimit: 2000 })
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => plant(mock, `Plant ${index}`)))
  const refused = answers.filter(({ status }) => status !== 201)
  expect(refused.length).toBeGreaterThan(0)
  expect(refused[0]!.status).toBe(500)
  expect(refused[0]!.headers.get('x-parlance-refusal')).toMatch(/reset sessions.*raise --state-limit/)
  expect((await send(mock, 'DELETE', '/plants/PLANT00008')).status).toBe(204)
  expect((await plant(mock, 'Again')).status).toBe(201)
  expect(plantsIn(mock)).toContain('Again')
})
