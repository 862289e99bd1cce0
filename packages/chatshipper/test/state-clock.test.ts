/** What ages by the clock of the session: the limits of bots, and tokens. */
import { startMock } from '@parlance/mock/testing'
import { expect, test } from 'vitest'
import { createClient } from '@parlance/chatshipper'
import { active, credentials, queued } from './shop.ts'

const open = () => startMock(['chatshipper'], { stateful: true })
const careless = { retry: false, rateLimit: false } as const

test('a bot that has said the same too often may say it again three minutes later', async () => {
  await using mock = await open()
  const bot = createClient({ token: 'token-of-a-bot', ...careless, ...mock.optionsFor('chatshipper') })
  const greet = () => bot.messages.create({ conversation: queued, text: 'Hi!' })
  for (let count = 0; count < 8; count += 1) await greet()
  await expect(greet()).rejects.toMatchObject({ status: 429 })
  mock.clock.advance(180)
  expect(await greet()).toMatchObject({ text: 'Hi!' })
})

test('each session has limits of its own', async () => {
  await using mock = await open()
  const greetIn = (session: string) => {
    const options = mock.session(session).optionsFor('chatshipper')
    const bot = createClient({ token: 'token-of-a-bot', ...careless, ...options })
    return bot.messages.create({ conversation: queued, text: 'Hi!' })
  }
  for (let count = 0; count < 8; count += 1) await greetIn('one')
  await expect(greetIn('one')).rejects.toMatchObject({ status: 429 })
  expect(await greetIn('two')).toMatchObject({ text: 'Hi!' })
})

test('a token ends a day after it was made, and another login gets another one', async () => {
  await using mock = await open()
  const options = { ...careless, ...mock.optionsFor('chatshipper') }
  const { token } = await createClient({ token: 'any', ...options }).tokens.create(credentials)
  const client = createClient({ token, ...options })
  expect(await client.conversations.get(active)).toMatchObject({ id: active })
  mock.clock.advance(24 * 60 * 60)
  await expect(client.conversations.get(active)).rejects.toMatchObject({ status: 403 })
  expect(await createClient({ ...credentials, ...options }).conversations.get(active)).toMatchObject({
    id: active,
  })
})
