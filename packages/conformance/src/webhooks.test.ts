/** What the spec says a provider sends is what its client receives. */
import { listProviders, readProvider } from '@parlance/compiler'
import { describe, expect, test } from 'vitest'

/** What `./webhooks` of a client has, as far as the suite needs it. */
interface Receiver {
  receiveWebhook(source: Delivery | Request, options?: { secret: string }): Promise<unknown>
  signWebhook?(body: string, options: { secret: string }): Promise<Record<string, string>>
  readChallenge?(request: Request): string | undefined
}

interface Delivery {
  headers: Record<string, string>
  body: unknown
}

const secret = 'canary-secret'
const url = 'https://receiver.example/hook'

const providers = listProviders().flatMap((name) => {
  const { webhooks } = readProvider(name).model
  return webhooks ? [{ name, webhooks }] : []
})

test('there are webhooks to receive', () => expect(providers.length).toBeGreaterThan(0))

describe.each(providers)('$name', ({ name, webhooks }) => {
  const { events, eventProperty, signature, challenge } = webhooks
  const examples = events.flatMap((event) => event.examples.map((example) => ({ event, ...example })))
  const receiver = () => import(`@parlance/${name}/webhooks`) as Promise<Receiver>

  test('every webhook has an example', () => {
    expect(events.filter((event) => event.examples.length === 0)).toEqual([])
  })

  describe.each(examples)('the example $name', ({ event, value }) => {
    const body = JSON.stringify(value)

    test('is received as it is, under the name that its webhook has', async () => {
      const { receiveWebhook, signWebhook } = await receiver()
      const headers = (await signWebhook?.(body, { secret })) ?? {}
      const received = await receiveWebhook(new Request(url, { method: 'POST', headers, body }), { secret })
      expect(received).toEqual(value)
      const name = (received as Record<string, unknown>)[eventProperty]
      expect(typeof name).toBe('string')
      expect(event.event ?? name).toBe(name)
    })

    test('is refused as an object, and without the name of its event', async () => {
      const { receiveWebhook, signWebhook } = await receiver()
      const nameless = JSON.stringify({ ...(value as object), [eventProperty]: undefined })
      const headers = (await signWebhook?.(nameless, { secret })) ?? {}
      await expect(receiveWebhook({ headers, body: value }, { secret })).rejects.toThrow(TypeError)
      await expect(receiveWebhook({ headers, body: nameless }, { secret })).rejects.toMatchObject({
        reason: 'no-event',
      })
    })

    if (!signature) return
    test('is refused unsigned, tampered with, or signed by somebody else', async () => {
      const { receiveWebhook, signWebhook } = await receiver()
      const refusal = async (headers: Record<string, string> = {}, sent = body) =>
        receiveWebhook({ headers, body: sent }, { secret }).catch(
          (error: { reason?: string }) => error.reason,
        )
      expect(await refusal()).toBe('no-signature')
      expect(await refusal(await signWebhook?.(body, { secret }), body.replace('{', '{ '))).toBe(
        'wrong-signature',
      )
      expect(await refusal(await signWebhook?.(body, { secret: 'another' }))).toBe('wrong-signature')
    })
  })

  test('signing and challenges are offered where the spec has them', async () => {
    const { signWebhook, readChallenge } = await receiver()
    expect(signWebhook !== undefined).toBe(signature !== undefined)
    expect(readChallenge !== undefined).toBe(challenge !== undefined)
  })

  if (!challenge) return
  test('a challenge is read', async () => {
    const { readChallenge } = await receiver()
    const { where, parameter } = challenge
    const query = new URLSearchParams({ ...where, [parameter]: 'u7Qb2xL0' })
    expect(readChallenge?.(new Request(`${url}?${query}`))).toBe('u7Qb2xL0')
    expect(readChallenge?.(new Request(url))).toBeUndefined()
  })
})
