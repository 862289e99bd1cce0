import { expectTypeOf, test } from 'vitest'
import type { IncomingMessage } from 'node:http'
import type { Message } from '@parlance/chatshipper'
import {
  readChallenge,
  receiveWebhook,
  type ReceivedEvent,
  signWebhook,
  type WebhookError,
  type WebhookPayload,
} from '@parlance/chatshipper/webhooks'

const secret = 'secret'
declare const request: Request

test('an event is the payload, and its name completes without being closed', () => {
  expectTypeOf<ReceivedEvent>().toEqualTypeOf<WebhookPayload>()
  expectTypeOf<ReceivedEvent['event']>().toExtend<string>()
  void (async () => {
    const event = await receiveWebhook(request, { secret })
    if (event.event === 'message.create.contact.chat') {
      expectTypeOf(event.data?.message).toEqualTypeOf<Message | undefined>()
    }
    if (event.event === 'moon.landed') throw new Error()
    // @ts-expect-error there is no such field
    return event.evnet
  })
})

test('every way that servers hand a request over is taken', () => {
  void (() => receiveWebhook(request, { secret }))
  void ((incoming: IncomingMessage) => receiveWebhook(incoming, { secret }))
  void ((headers: Headers, body: ReadableStream<Uint8Array>) => receiveWebhook({ headers, body }, { secret }))
  void ((body: Buffer) => receiveWebhook({ headers: { 'x-hub-signature': 'sha1=' }, body }, { secret }))
  void (({ headers }: IncomingMessage, body: string) => receiveWebhook({ headers, body }, { secret }))
})

test('what has been parsed is not', () => {
  // @ts-expect-error an object is not what was signed
  void ((headers: Headers, body: WebhookPayload) => receiveWebhook({ headers, body }, { secret }))
  // @ts-expect-error nor can it be signed
  void ((body: WebhookPayload) => signWebhook(body, { secret }))
})

test('a secret is one, several, or a function that gives them', () => {
  void (() => receiveWebhook(request, { secret: ['new', 'old'] as const, maxBytes: 10_000 }))
  void (() => receiveWebhook(request, { secret: () => Promise.resolve(['new', 'old']) }))
  // @ts-expect-error there is no secret
  void (() => receiveWebhook(request))
  // @ts-expect-error perhaps there is none
  void (() => receiveWebhook(request, { secret: process.env['SECRET'] }))
})

test('a challenge is text, or not there', () => {
  expectTypeOf(readChallenge).returns.toEqualTypeOf<string | undefined>()
  void ((incoming: IncomingMessage) => readChallenge(incoming))
})

test('a refusal says why, in one of these words', () => {
  expectTypeOf<WebhookError['reason']>().toEqualTypeOf<
    | 'too-large'
    | 'no-signature'
    | 'malformed-signature'
    | 'wrong-signature'
    | 'stale'
    | 'not-json'
    | 'no-event'
  >()
  expectTypeOf<WebhookError['status']>().toEqualTypeOf<400 | 403 | 413>()
})

test('the scheme has no time, so none can be given', () => {
  // @ts-expect-error nobody would see it
  void (() => signWebhook('{}', { secret, at: new Date() }))
})
