import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { post, sentLetter } from '../../test/post.ts'
import { startReceiver } from '../../test/receiver.ts'
import { serve, startMock } from '../../test/start.ts'
import type { Mock } from '../mock.ts'

const secret = 'canary-secret'
/** Gaps of seconds pass in microseconds. */
const speed = 1e6

let mock: Mock
beforeAll(async () => void (mock = await serve({ post }, { listen: false })))
afterAll(() => mock.close())

describe('a webhook is sent', () => {
  test('with the first example of the spec, and the headers that it documents', async () => {
    await using receiver = await startReceiver()
    const report = await mock.sendWebhook('post', 'letter', { url: receiver.url })
    expect(receiver.received).toMatchObject([
      {
        method: 'POST',
        url: '/hook',
        headers: { 'content-type': 'application/json', 'x-event-version': '2' },
      },
    ])
    expect(JSON.parse(receiver.received[0]!.body)).toEqual(sentLetter)
    expect(receiver.received[0]!.headers).not.toHaveProperty('x-hub-signature')
    expect(report).toMatchObject({
      provider: 'post',
      webhook: 'letter',
      delivered: true,
      attempts: [{ status: 200, duration: expect.any(Number) }],
      body: sentLetter,
      violations: [],
    })
  })

  test.each([
    ['its operation id', 'letters.deliver', 'letter.sent'],
    ['the name of an example', 'Lost', 'letter.lost'],
    ['the name of an event', 'letter.lost', 'letter.lost'],
  ])('by %s', async (_, name, event) => {
    await using receiver = await startReceiver()
    await mock.sendWebhook('post', name, { url: receiver.url })
    expect(JSON.parse(receiver.received[0]!.body)).toMatchObject({ event })
  })

  test('with another example, or a body of the test', async () => {
    await using receiver = await startReceiver()
    const { url } = receiver
    await mock.sendWebhook('post', 'letter', { url, example: 'Lost' })
    const { violations } = await mock.sendWebhook('post', 'letter', { url, body: { event: 'x', id: 'l2' } })
    expect(receiver.received.map(({ body }) => (JSON.parse(body) as { event: string }).event)).toEqual([
      'letter.lost',
      'x',
    ])
    expect(violations).toEqual(["body must have required property 'weight'"])
  })

  test('signed over the raw body when there is a secret', async () => {
    await using receiver = await startReceiver()
    const report = await mock.sendWebhook('post', 'letter', { url: receiver.url, secret })
    const [{ headers, body }] = receiver.received as [(typeof receiver.received)[0]]
    const signature = `sha1=${createHmac('sha1', secret).update(body).digest('hex')}`
    expect(headers['x-hub-signature']).toBe(signature)
    expect(report.headers['X-Hub-Signature']).toBe(signature)
    expect(JSON.stringify(report)).not.toContain(secret)
  })

  test('signed together with the time, where the provider does so', async () => {
    await using receiver = await startReceiver()
    await mock.sendWebhook('post', 'parcel', { url: receiver.url, secret })
    const [{ headers, body }] = receiver.received as [(typeof receiver.received)[0]]
    const time = headers['x-signed-at'] as string
    expect(Math.abs(Number(time) - Date.now() / 1000)).toBeLessThan(60)
    const content = `v0:${time}:${body}`
    expect(headers['x-signature']).toBe(createHmac('sha256', secret).update(content).digest('base64'))
  })

  test('as a challenge, which the receiver has to give back', async () => {
    const challengeIn = (url: string) => new URL(url, 'http://x').searchParams.get('challenge') ?? ''
    await using receiver = await startReceiver(({ url }) => ({ status: 200, body: challengeIn(url) }))
    const report = await mock.sendWebhook('post', 'subscription', { url: `${receiver.url}?tenant=7` })
    expect(report.delivered).toBe(true)
    expect(receiver.received).toMatchObject([
      {
        method: 'GET',
        url: expect.stringMatching(/^\/hook\?tenant=7&type=subscribe&challenge=.{20,}$/),
        body: '',
      },
    ])
    await using wrong = await startReceiver(() => ({ status: 200, body: 'ok' }))
    expect(await mock.sendWebhook('post', 'subscription', { url: wrong.url, retries: false })).toMatchObject({
      delivered: false,
      attempts: [{ status: 200, error: 'the receiver has to answer with the challenge, and nothing else' }],
    })
  })
})

describe('a delivery that fails', () => {
  test('is repeated as documented, until it is understood', async () => {
    await using receiver = await startReceiver((_, count) => ({ status: count < 3 ? 500 : 204 }))
    const told: number[] = []
    const onAttempt = ({ status = 0 }) => void told.push(status)
    const report = await mock.sendWebhook('post', 'letter', { url: receiver.url, speed, onAttempt })
    expect(report).toMatchObject({
      delivered: true,
      attempts: [
        { status: 500, error: 'the receiver has to answer 200 or 204' },
        { status: 500 },
        { status: 204 },
      ],
    })
    expect(report).not.toHaveProperty('pause')
    expect(told).toEqual([500, 500, 204])
  })

  test('is given up when the documented repeats are used up', async () => {
    await using receiver = await startReceiver(() => ({ status: 201 }))
    const report = await mock.sendWebhook('post', 'letter', { url: receiver.url, speed })
    expect(report).toMatchObject({ delivered: false, pause: 60 })
    expect([report.attempts.length, receiver.received.length]).toEqual([4, 4])
  })

  test('is signed anew each time', async () => {
    await using receiver = await startReceiver(() => ({ status: 503 }))
    await mock.sendWebhook('post', 'parcel', { url: receiver.url, secret, speed })
    expect(receiver.received).toHaveLength(4)
    for (const { headers, body } of receiver.received) {
      const content = `v0:${String(headers['x-signed-at'])}:${body}`
      expect(headers['x-signature']).toBe(createHmac('sha256', secret).update(content).digest('base64'))
    }
  })

  test('is not repeated when that is not wanted', async () => {
    await using receiver = await startReceiver(() => ({ status: 500 }))
    const report = await mock.sendWebhook('post', 'letter', { url: receiver.url, retries: false })
    expect(report.attempts).toHaveLength(1)
    expect(report).not.toHaveProperty('pause')
  })

  test('because it is not answered in time says so', async () => {
    await using receiver = await startReceiver(() => undefined)
    const options = { url: receiver.url, retries: false, timeout: 100 }
    const { attempts } = await mock.sendWebhook('post', 'letter', options)
    expect(attempts).toMatchObject([{ error: 'the receiver did not answer in time' }])
  })

  test('because it is sent elsewhere says so, and does not go there', async () => {
    const elsewhere = { status: 302, headers: { location: '/elsewhere' } }
    await using receiver = await startReceiver(({ url }) => (url === '/hook' ? elsewhere : { status: 200 }))
    const { attempts } = await mock.sendWebhook('post', 'letter', { url: receiver.url, retries: false })
    expect(attempts).toMatchObject([{ status: 302, error: 'the receiver has to answer 200 or 204' }])
    expect(receiver.received).toHaveLength(1)
  })

  test('because nobody is there says so', async () => {
    const gone = await startReceiver()
    await gone[Symbol.asyncDispose]()
    const { attempts } = await mock.sendWebhook('post', 'letter', { url: gone.url, retries: false })
    expect(attempts).toMatchObject([{ error: expect.stringContaining('ECONNREFUSED') }])
  })

  test('ends when the test has seen enough, or the mock is closed', async () => {
    await using receiver = await startReceiver(() => ({ status: 500 }))
    const leaving = new AbortController()
    const { url } = receiver
    const sent = mock.sendWebhook('post', 'letter', {
      url,
      speed: 1,
      signal: leaving.signal,
      onAttempt: () => leaving.abort(),
    })
    await expect(sent).rejects.toThrow('aborted')
    const other = await serve({ post }, { listen: false })
    const closed = other.sendWebhook('post', 'letter', { url, speed: 1, onAttempt: () => void other.close() })
    await expect(closed).rejects.toThrow('The mock was closed.')
    expect(receiver.received).toHaveLength(2)
  })
})

test.each<[string, [string, string, object], string]>([
  ['an unknown provider', ['past', 'letter', {}], 'There is no provider "past" here. Did you mean "post"?'],
  ['an unknown webhook', ['post', 'leter', {}], 'post has no webhook "leter". Did you mean "letter"?'],
  [
    'an unknown example',
    ['post', 'letter', { example: 'Late' }],
    '/example is no example of letter; there are Sent, Lost.',
  ],
  [
    'no address',
    ['post', 'letter', { url: 'ftp://x' }],
    '/url must be an http or https address, not "ftp://x".',
  ],
  [
    'a secret of no use',
    ['post', 'subscription', { secret }],
    '/secret is of no use: no signature is documented',
  ],
  ['an empty secret', ['post', 'letter', { secret: '' }], '/secret must NOT have fewer than 1 characters'],
  [
    'an unknown option',
    ['post', 'letter', { retris: true }],
    '/retris is not known here; did you mean "retries"?',
  ],
])('%s is a mistake, and nothing is sent', async (_, [provider, name, options], message) => {
  const sent = mock.sendWebhook(provider, name, { url: 'http://127.0.0.1:1', ...options })
  await expect(sent).rejects.toThrow(message)
})

test('a provider without webhooks has none to send', async () => {
  await using mock = await startMock({ listen: false })
  await expect(mock.sendWebhook('library', 'x', { url: 'http://127.0.0.1:1' })).rejects.toMatchObject({
    code: 'unknown-webhook',
    message: 'library documents no webhooks.',
  })
})
