import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { UsageError } from '../errors.ts'
import type { WebhookDefinition } from './definition.ts'
import { receive, sign } from './receive.ts'
import { hub, hubHeaders, refusal, request, secret, timed, unsigned } from './testing.ts'

const body = '{"event":"a","type":"a","text":"Smørrebrød 🥪"}'

describe('a signature is the HMAC that anybody else would make', () => {
  const hashes = { 'hmac-sha1': 'sha1', 'hmac-sha256': 'sha256' } as const
  const cases = (['hmac-sha1', 'hmac-sha256'] as const).flatMap((algorithm) =>
    (['hex', 'base64'] as const).flatMap((encoding) =>
      ['', 'v1='].map((prefix) => [algorithm, encoding, prefix] as const),
    ),
  )
  test.each(cases)('%s, %s, prefix %j', async (algorithm, encoding, prefix) => {
    const definition: WebhookDefinition = {
      event: 'event',
      signature: { header: 'X-Mac', algorithm, encoding, prefix },
    }
    for (const key of [secret, 'Schlüssel-🔑', 'k'.repeat(200)]) {
      const mac = createHmac(hashes[algorithm], key).update(body).digest(encoding)
      const headers = await sign(definition, body, { secret: key })
      expect(headers).toEqual({ 'Content-Type': 'application/json', 'X-Mac': prefix + mac })
      expect(await receive(definition, request(body, headers), { secret: key })).toHaveProperty('text')
    }
  })

  test('RFC 2202 and RFC 4231 say so too', async () => {
    const data = 'what do ya want for nothing?'
    const of = async (algorithm: 'hmac-sha1' | 'hmac-sha256') => {
      const signature = { header: 'mac', algorithm, encoding: 'hex' } as const
      return (await sign({ event: 'e', signature }, data, { secret: 'Jefe' }))['mac']
    }
    expect(await of('hmac-sha1')).toBe('effcdf6ae5eb2fa2d27416d5f184df9c259a7c79')
    expect(await of('hmac-sha256')).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843')
  })

  test('of bytes as well as of text', async () => {
    expect(await sign(hub, Buffer.from(body), { secret })).toEqual(await sign(hub, body, { secret }))
  })
})

describe('while a secret is replaced', () => {
  test.each([
    ['the old', 'old'],
    ['the new', 'new'],
  ])('%s one fits', async (_, key) => {
    const delivery = request(body, hubHeaders(body, key))
    expect(await receive(hub, delivery, { secret: ['new', 'old'] })).toHaveProperty('event')
  })

  test('a third does not', async () => {
    const error = await refusal(
      receive(hub, request(body, hubHeaders(body, 'third')), { secret: ['new', 'old'] }),
    )
    expect(error.reason).toBe('wrong-signature')
    expect(error.message).toContain('any of the secrets')
  })

  test('a function may give them, at once or later', async () => {
    const suppliers = [() => 'new', () => ['old', 'new'], async () => ['new'] as const]
    for (const supplier of suppliers) {
      const delivery = request(body, hubHeaders(body, 'new'))
      expect(await receive(hub, delivery, { secret: supplier })).toHaveProperty('event')
    }
  })

  test('the first one signs', async () => {
    expect(await sign(hub, body, { secret: ['new', 'old'] })).toEqual(
      await sign(hub, body, { secret: 'new' }),
    )
  })
})

describe('where the time is signed', () => {
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1000)

  test('it is part of what is signed, as anybody else would write it', async () => {
    const at = new Date('2026-03-04T09:14:04.999Z')
    const mac = createHmac('sha256', secret).update(`v0:1772615644:${body}`).digest('base64')
    expect(await sign(timed, body, { secret, at })).toMatchObject({
      'X-Signature': mac,
      'X-Signed-At': '1772615644',
    })
  })

  test('a delivery of now is received', async () => {
    expect(await receive(timed, request(body, await sign(timed, body, { secret })), { secret })).toEqual(
      JSON.parse(body),
    )
  })

  test.each([
    ['old', 3600],
    ['of the future', -3600],
  ])('one that is %s is stale', async (_, seconds) => {
    const headers = await sign(timed, body, { secret, at: ago(seconds) })
    const error = await refusal(receive(timed, request(body, headers), { secret }))
    expect(error).toMatchObject({ reason: 'stale', status: 403 })
  })

  test('an old one is not made young by another time', async () => {
    const old = await sign(timed, body, { secret, at: ago(3600) })
    const { 'X-Signed-At': now = '' } = await sign(timed, body, { secret })
    const delivery = request(body, { ...old, 'X-Signed-At': now })
    expect((await refusal(receive(timed, delivery, { secret }))).reason).toBe('wrong-signature')
  })

  test('an old one with another secret’s signature does not learn that it is old', async () => {
    const headers = await sign(timed, body, { secret: 'other', at: ago(3600) })
    expect((await refusal(receive(timed, request(body, headers), { secret }))).reason).toBe('wrong-signature')
  })

  test.each([
    ['no-signature', undefined],
    ['malformed-signature', 'yesterday'],
    ['malformed-signature', '1e9'],
    ['malformed-signature', '-1'],
  ])('%s is the fault of a time that is %s', async (reason, time) => {
    const { 'X-Signed-At': _, ...headers } = await sign(timed, body, { secret })
    const delivery = request(body, time === undefined ? headers : { ...headers, 'X-Signed-At': time })
    expect((await refusal(receive(timed, delivery, { secret }))).reason).toBe(reason)
  })

  test.each(['####', 'AAAA', 'A'.repeat(45)])('%s is no signature in Base64', async (mac) => {
    const headers = { ...(await sign(timed, body, { secret })), 'X-Signature': mac }
    const error = await refusal(receive(timed, request(body, headers), { secret }))
    expect(error.message).toBe('The header `X-Signature` is not 32 bytes in Base64.')
  })
})

test('an object cannot be signed, because nobody knows how it will be written', async () => {
  await expect(sign(hub, { event: 'a' } as unknown as string, { secret })).rejects.toThrow(UsageError)
})

test('nothing can be signed without a secret or a scheme', async () => {
  await expect(sign(hub, body, { secret: '' })).rejects.toThrow(UsageError)
  await expect(sign(unsigned, body, { secret })).rejects.toThrow('These webhooks are not signed.')
})
