import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { UsageError } from '../errors.ts'
import type { WebhookSource } from './definition.ts'
import { receive } from './receive.ts'
import { hub, hubHeaders, refusal, request, secret, unsigned } from './testing.ts'

const event = { event: 'message.create', text: 'Grüezi 👋🏽 — “ça va?” \u2028 \u0000' }
const body = JSON.stringify(event)
const headers = hubHeaders(body)
const bytes = new TextEncoder().encode(body)

async function* chunked(size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

describe('a signed delivery is received', () => {
  test.each<[string, () => WebhookSource]>([
    ['as a Request', () => request(body, headers)],
    ['as text', () => ({ headers, body })],
    ['as bytes', () => ({ headers, body: bytes })],
    ['as a Buffer', () => ({ headers, body: Buffer.from(body) })],
    ['as an ArrayBuffer', () => ({ headers, body: bytes.slice().buffer })],
    ['as a stream that splits its characters', () => ({ headers, body: chunked(1) })],
    ['as a web stream', () => ({ headers, body: new Blob([body]).stream() })],
    ['as a stream of text', () => ({ headers, body: streamOf(body) })],
    ['as its own stream', () => Object.assign(chunked(7), { headers })],
    ['with Headers', () => ({ headers: new Headers(headers), body })],
    [
      'with headers in any case',
      () => ({ headers: { 'X-HUB-Signature': headers['x-hub-signature'] }, body }),
    ],
    ['with a list for a header', () => ({ headers: { 'x-hub-signature': Object.values(headers) }, body })],
  ])('%s', async (_, source) => {
    expect(await receive(hub, source(), { secret })).toEqual(event)
  })

  test('and what is received is what was sent, byte for byte, though a stranger way of writing it was chosen', async () => {
    const strange = `\n { "event" : "a\\u002eb", "n": 1.0e3 }\r\n`
    expect(await receive(hub, request(strange, hubHeaders(strange)), { secret })).toEqual({
      event: 'a.b',
      n: 1000,
    })
  })

  test('and an event that nobody has described, too', async () => {
    const other = '{"event":"moon.landed","crew":3}'
    expect(await receive(hub, request(other, hubHeaders(other)), { secret })).toEqual(JSON.parse(other))
  })

  test('and a second time when it comes a second time, since the scheme has no time', async () => {
    expect(await receive(hub, request(body, headers), { secret })).toEqual(event)
    expect(await receive(hub, request(body, headers), { secret })).toEqual(event)
  })
})

test('a delivery of a provider that signs nothing is received without a secret', async () => {
  expect(await receive(unsigned, request('{"type":"opened"}'))).toEqual({ type: 'opened' })
})

describe('a delivery is refused', () => {
  const tampered = body.replace('message.create', 'message.delete')
  test.each<[string, string, WebhookSource, number]>([
    ['without a signature', 'no-signature', { headers: {}, body }, 403],
    ['with an empty signature', 'no-signature', { headers: { 'x-hub-signature': '' }, body }, 403],
    ['with the signature of another body', 'wrong-signature', { headers, body: tampered }, 403],
    [
      'with the signature of another secret',
      'wrong-signature',
      { headers: hubHeaders(body, 'x'), body },
      403,
    ],
    ['with a body written anew', 'wrong-signature', { headers, body: JSON.stringify(event, null, 1) }, 403],
    ['with one character more', 'wrong-signature', { headers, body: `${body} ` }, 403],
    ['without its body', 'wrong-signature', { headers }, 403],
    ['with null for a body', 'wrong-signature', { headers, body: null }, 403],
    ['when it is not JSON', 'not-json', signed('event=message.create'), 400],
    ['when it is empty', 'not-json', signed(''), 400],
    ['when it is not UTF-8', 'not-json', signed(Buffer.from('{"event":"caf\u00e9"}', 'latin1')), 400],
    ['when it names no event', 'no-event', signed('{"type":"message.create"}'), 400],
    ['when its event is no name', 'no-event', signed('{"event":{}}'), 400],
    ['when its event has no letters', 'no-event', signed('{"event":""}'), 400],
    ['when it is null', 'no-event', signed('null'), 400],
    ['when it is a list', 'no-event', signed('[{"event":"a"}]'), 400],
  ])('%s: %s', async (_, reason, source, status) => {
    expect(await refusal(receive(hub, source, { secret }))).toMatchObject({ reason, status })
  })

  test.each([
    ['without its prefix', (hex: string) => hex],
    ['with another prefix', (hex: string) => `sha256=${hex}`],
    ['with a digit too few', (hex: string) => `sha1=${hex.slice(1)}`],
    ['with a digit too many', (hex: string) => `sha1=${hex}0`],
    ['with something that is no digit', (hex: string) => `sha1=${hex.slice(1)}g`],
    ['twice', (hex: string) => `sha1=${hex}, sha1=${hex}`],
    ['in Base64', (hex: string) => `sha1=${Buffer.from(hex, 'hex').toString('base64')}`],
  ])('with a signature %s', async (_, write) => {
    const hex = headers['x-hub-signature']!.slice('sha1='.length)
    const source = { headers: { 'x-hub-signature': write(hex) }, body }
    const error = await refusal(receive(hub, source, { secret }))
    expect(error.reason).toBe('malformed-signature')
    expect(error.message).toBe('The header `X-Hub-Signature` is not `sha1=` and 40 hexadecimal digits.')
  })

  function signed(text: string | Uint8Array): WebhookSource {
    return { headers: hubHeaders(text), body: text }
  }
})

describe('a body that is too large is refused', () => {
  const maxBytes = 100

  test('by its declared length, unread', async () => {
    const source = { headers: { ...headers, 'content-length': '101' }, body: neverRead() }
    const error = await refusal(receive(hub, source, { secret, maxBytes }))
    expect(error).toMatchObject({ reason: 'too-large', status: 413 })
  })

  test('as text and bytes, counted as bytes', async () => {
    const smileys = '😀'.repeat(26)
    expect(smileys.length).toBeLessThan(maxBytes)
    for (const large of [smileys, Buffer.from(smileys)]) {
      const source = { headers: hubHeaders(large), body: large }
      expect((await refusal(receive(hub, source, { secret, maxBytes }))).reason).toBe('too-large')
    }
  })

  test('as a stream, of which no more is read than shows it', async () => {
    let read = 0
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        read += 1
        yield new Uint8Array(30)
      }
    }
    expect((await refusal(receive(unsigned, { headers: {}, body: endless() }, { maxBytes }))).reason).toBe(
      'too-large',
    )
    expect(read).toBe(4)
  })

  test('as a web stream, which is told that no more is wanted', async () => {
    let cancelled = false
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(30)),
      cancel: () => void (cancelled = true),
    })
    await refusal(receive(unsigned, { headers: {}, body: endless }, { maxBytes }))
    expect(cancelled).toBe(true)
  })

  test('but not one that is just as large', async () => {
    const exact = JSON.stringify({ type: 'a'.repeat(89) })
    expect(exact).toHaveLength(maxBytes)
    expect(await receive(unsigned, request(exact), { maxBytes })).toEqual(JSON.parse(exact))
  })

  test('from a million bytes on, unless told otherwise', async () => {
    const large = (size: number) => JSON.stringify({ type: 'a'.repeat(size - '{"type":""}'.length) })
    expect(await receive(unsigned, request(large(1_000_000)))).toHaveProperty('type')
    expect((await refusal(receive(unsigned, request(large(1_000_001))))).reason).toBe('too-large')
    expect(await receive(unsigned, request(large(1_000_001)), { maxBytes: Infinity })).toHaveProperty('type')
  })
})

test('the body of a delivery without a signature is not read', async () => {
  const source = { headers: {}, body: neverRead() }
  expect((await refusal(receive(hub, source, { secret }))).reason).toBe('no-signature')
})

describe('a wrong call is told apart from a wrong delivery', () => {
  test.each<[string, unknown]>([
    ['an object', event],
    ['a list', [event]],
    ['a number', 7],
  ])('a body that was parsed to %s is refused, with the reason', async (_, parsed) => {
    const source = { headers, body: parsed } as WebhookSource
    const received = receive(hub, source, { secret })
    await expect(received).rejects.toThrow(UsageError)
    await expect(received).rejects.toThrow(/bytes that were sent and signed cannot be had back from it/)
  })

  test('so is a stream of objects', async () => {
    const source = { headers, body: streamOf(event) } as unknown as WebhookSource
    await expect(receive(hub, source, { secret })).rejects.toThrow(UsageError)
  })

  test('so is a request that something has read before', async () => {
    const read = request(body, headers)
    await read.text()
    await expect(receive(hub, read, { secret })).rejects.toThrow(/has been read already/)
    const stream = request(body, headers).body!
    stream.getReader()
    await expect(receive(hub, { headers, body: stream }, { secret })).rejects.toThrow(/has been read already/)
  })

  test.each([undefined, null, 'body', {}])('so is %j instead of a request', async (source) => {
    await expect(receive(hub, source as unknown as WebhookSource, { secret })).rejects.toThrow(UsageError)
  })

  test.each([0, -1, Number.NaN])('so is a limit of %d', async (maxBytes) => {
    await expect(receive(unsigned, request(body), { maxBytes })).rejects.toThrow(
      '`maxBytes` must be a number',
    )
  })

  test.each<[string, unknown]>([
    ['missing', undefined],
    ['empty', ''],
    ['an empty list', []],
    ['empty in part', ['old', '']],
    ['missing in part', ['old', undefined]],
    ['missing when it is needed', () => Promise.resolve()],
  ])('a secret that is %s is never taken for one', async (_, none) => {
    const forged = hubHeaders(body, '')
    const received = receive(hub, { headers: forged, body }, { secret: none as string })
    await expect(received).rejects.toThrow(UsageError)
    await expect(received).rejects.toThrow('is the environment variable set?')
  })
})

test('what a stream fails with is not hidden', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield bytes
    throw new Error('the line broke')
  }
  await expect(receive(hub, { headers, body: broken() }, { secret })).rejects.toThrow('the line broke')
})

test('no error shows the secret, the signature or the body', async () => {
  const canaries = [secret, hubHeaders(body)['x-hub-signature']!.slice(5), 'canary-body']
  const sources: WebhookSource[] = [
    { headers: {}, body },
    { headers: hubHeaders(body, 'other'), body },
    { headers: { 'x-hub-signature': `${hubHeaders(body)['x-hub-signature']}0` }, body },
    ...['canary-body', '{"canary-body":1}', '"canary-body"'].map((text) => ({
      headers: hubHeaders(text),
      body: text,
    })),
    { headers, body: { text: 'canary-body' } as unknown as string },
    { headers: { ...headers, 'content-length': '9999999' }, body },
  ]
  for (const source of sources) {
    const error: unknown = await receive(hub, source, { secret: [secret, `${secret}-2`] }).catch(
      (reason: unknown) => reason,
    )
    expect(error).toBeInstanceOf(Error)
    const shown = [
      inspect(error, { depth: 9, showHidden: true }),
      JSON.stringify(error),
      String(error),
      (error as Error).stack,
    ].join('\n')
    for (const canary of canaries) expect(shown).not.toContain(canary)
  }
})

async function* streamOf<T>(...chunks: T[]): AsyncGenerator<T> {
  yield* chunks
}

function neverRead(): AsyncIterable<Uint8Array> {
  const read = () => {
    throw new Error('The body was read.')
  }
  return { [Symbol.asyncIterator]: read }
}
