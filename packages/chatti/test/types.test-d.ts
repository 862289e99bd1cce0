import { expectTypeOf, test } from 'vitest'
import {
  createClient,
  type ErrorBody,
  isApiError,
  type ListEnvelope,
  type SmsList,
  type SmsMessage,
  type UnsubscribeEvent,
  type Violation,
} from '@parlance/chatti'
import type { operations, paths } from '@parlance/chatti/types'

const chatti = createClient({ apiKey: () => Promise.resolve('key') })
const sms = { to: '+61491570156', from: 'Wattle Paws', message: 'Ready.' }

test('a call gives the body as the API sends it', async () => {
  expectTypeOf(await chatti.sms.send(sms)).toEqualTypeOf<SmsMessage>()
  expectTypeOf(
    await chatti.consent.change({ mobile: '+61491570313', type: 'opt-out' }),
  ).toEqualTypeOf<undefined>()
  expectTypeOf(await chatti.sms.list()).toEqualTypeOf<SmsList>()
})

test('a list is an envelope when awaited, and its items when iterated', async () => {
  expectTypeOf<SmsList>().toExtend<ListEnvelope>()
  expectTypeOf<SmsList['total']>().toEqualTypeOf<number>()
  expectTypeOf<SmsList['next_page_url']>().toEqualTypeOf<string | null>()
  expectTypeOf<SmsList['first_item']>().toEqualTypeOf<number | null>()
  expectTypeOf<SmsList['data']>().toEqualTypeOf<SmsMessage[]>()
  for await (const item of chatti.sms.list()) expectTypeOf(item).toEqualTypeOf<SmsMessage>()
  for await (const page of chatti.sms.list().pages()) expectTypeOf(page.data).toEqualTypeOf<SmsList>()
})

test('an unknown status is possible, a misspelt field is not', () => {
  const { status } = {} as SmsMessage
  if (status === 'sleeping') throw new Error(status)
  // @ts-expect-error there is no such field
  expectTypeOf<SmsMessage>().toHaveProperty('stauts')
})

test('requests are closed where the provider refuses', () => {
  void (() => chatti.sms.send({ ...sms, to: { '61491570156': { first_name: 'Priya' } } }))
  // @ts-expect-error required fields are missing
  void (() => chatti.sms.send({ to: '+61491570156' }))
  // @ts-expect-error not a consent
  void (() => chatti.consent.change({ mobile: '+61491570313', type: 'maybe' }))
  // @ts-expect-error not a page
  void (() => chatti.sms.list({ page: 'first' }))
})

test('errors are typed by operation and status', async () => {
  const { error } = await chatti.sms.send(sms).safe()
  if (error?.kind === 'api') expectTypeOf(error.body).toEqualTypeOf<ErrorBody>()
  const caught: unknown = error
  if (isApiError(caught, 'sms.send', 400)) {
    expectTypeOf(caught.status).toEqualTypeOf<400>()
    expectTypeOf(caught.body.code).toEqualTypeOf<number | undefined>()
  }
  // @ts-expect-error it never answers so
  isApiError(caught, 'sms.send', 418)
})

test('what is not sent tells the rules that it breaks', async () => {
  const { error } = await chatti.sms.send(sms, { checks: true }).safe()
  if (error?.kind === 'check') expectTypeOf(error.violations).toEqualTypeOf<readonly Violation[]>()
})

test('events tell each other apart', () => {
  expectTypeOf<UnsubscribeEvent['eventType']>().toEqualTypeOf<'unsubscribe'>()
})

test('the types of openapi-typescript are there for those who use openapi-fetch themselves', () => {
  expectTypeOf<paths>().toHaveProperty('/sms/send')
  expectTypeOf<operations>().toHaveProperty('sms.send')
})
