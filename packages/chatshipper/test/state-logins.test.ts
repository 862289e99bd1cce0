/** Who logs in, and what that allows. */
import { startMock } from '@parlance/mock/testing'
import { afterAll, expect, test } from 'vitest'
import { createClient } from '@parlance/chatshipper'
import { callum, credentials, imogen, priya, queued, shop } from './shop.ts'

const mock = await startMock(['chatshipper'], { stateful: true, rateLimit: false })
afterAll(() => mock.close())

const options = { retry: false, rateLimit: false, ...mock.optionsFor('chatshipper') } as const
const anybody = createClient({ token: 'any', ...options })
const agent = { email: 'priya.nair@spokeandsaddle.example', password: 'secret' }

test('a login gives the token of the user who has the address', async () => {
  expect(await anybody.tokens.create(credentials)).toMatchObject({ user: imogen, scope: 'admin' })
  expect(await anybody.tokens.create(agent)).toMatchObject({
    user: priya,
    scope: 'agent',
    organization: shop,
  })
})

test('whoever has logged in writes under their own name', async () => {
  const { token } = await anybody.tokens.create(agent)
  const client = createClient({ token, ...options })
  const message = await client.messages.create({ conversation: queued, text: 'Priya here.' })
  expect(message).toMatchObject({ user: priya })
})

test('a token allows no more than the role of its user', async () => {
  const client = createClient({ ...agent, ...options })
  await expect(client.services.list()).rejects.toMatchObject({ status: 403 })
  expect(await client.users.get(priya)).toMatchObject({ id: priya })
  await expect(client.users.get(callum)).rejects.toMatchObject({ status: 403 })
})

test('a refresh token gives another token of the same user', async () => {
  const { refreshToken } = await anybody.tokens.create(agent)
  const renewed = await anybody.tokens.refresh({ refreshToken })
  expect(renewed).toMatchObject({ user: priya, scope: 'agent' })
  expect(renewed.refreshToken).not.toBe(refreshToken)
})

test('an address that nobody has gets the token of the documentation', async () => {
  const stranger = { email: 'nobody@example.com', password: 'secret' }
  expect(await anybody.tokens.create(stranger)).toMatchObject({ user: imogen, scope: 'admin' })
})
