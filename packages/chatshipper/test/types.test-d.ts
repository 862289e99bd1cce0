import { expectTypeOf, test } from 'vitest'
import {
  type Contact,
  type Conversation,
  createClient,
  type CreatedMessages,
  type ErrorBody,
  isApiError,
  type Message,
  type NewMessage,
  type ServiceCreate,
  type TokenResponse,
  type WebhookPayload,
} from '@parlance/chatshipper'
import type { operations, paths } from '@parlance/chatshipper/types'

const chatshipper = createClient({ token: () => Promise.resolve('token') })
const id = '69a7f7daa7c4e1b20902f1df'

test('a call gives the body as the API sends it', async () => {
  expectTypeOf(await chatshipper.conversations.get(id)).toEqualTypeOf<Conversation>()
  expectTypeOf(await chatshipper.conversations.delete(id)).toEqualTypeOf<undefined>()
  expectTypeOf(await chatshipper.contacts.list()).toEqualTypeOf<Contact[]>()
  expectTypeOf(await chatshipper.tokens.refresh({ refreshToken: 'r' })).toEqualTypeOf<TokenResponse>()
  for await (const message of chatshipper.messages.list({ conversation: id })) {
    expectTypeOf(message).toEqualTypeOf<Message>()
  }
})

test('a reference is an id or a record, and a look tells which', () => {
  const { contact, messages = [] } = {} as Conversation
  if (typeof contact === 'string') expectTypeOf(contact).toEqualTypeOf<string>()
  else if (contact) expectTypeOf(contact.profile?.name).toEqualTypeOf<string | undefined>()
  for (const message of messages) {
    if (typeof message === 'object') expectTypeOf(message).toEqualTypeOf<Message>()
  }
  // @ts-expect-error it may be an id
  void (() => contact?.profile)
})

test('one message is answered with one, and several with several', () => {
  const created = {} as CreatedMessages
  if (Array.isArray(created)) expectTypeOf(created).toEqualTypeOf<Message[]>()
  else expectTypeOf(created).toEqualTypeOf<Message>()
})

test('nothing but the id is sure to come, because select leaves fields out', () => {
  expectTypeOf<Conversation['id']>().toEqualTypeOf<string>()
  expectTypeOf<Conversation['createdAt']>().toEqualTypeOf<string | undefined>()
  expectTypeOf<TokenResponse['expiresAt']>().toEqualTypeOf<string | undefined>()
})

test('an unknown status, type or event is possible, a misspelt field is not', () => {
  if (({} as Conversation).status === 'snoozed') throw new Error()
  if (({} as Message).type === 'sticker') throw new Error()
  if (({} as WebhookPayload).event === 'workflow.update') throw new Error()
  // @ts-expect-error there is no such field
  expectTypeOf<Conversation>().toHaveProperty('stauts')
})

test('a new message is closed where its type decides', () => {
  expectTypeOf({ text: 'Hi!' }).toExtend<NewMessage>()
  expectTypeOf({ type: 'command' as const, text: '/leave' }).toExtend<NewMessage>()
  // @ts-expect-error not a type
  void (() => chatshipper.conversations.createMessage(id, { type: 'sticker' }))
  // @ts-expect-error the form is not named
  void (() => chatshipper.conversations.createMessage(id, { type: 'form', text: '+Booking' }))
  // @ts-expect-error the conversation is not named
  void (() => chatshipper.messages.create({ text: 'Hi!' }))
})

test('what a record needs is asked for', () => {
  // @ts-expect-error a service has a type
  expectTypeOf({ name: 'Ears' }).toExtend<ServiceCreate>()
  // @ts-expect-error neither email nor telephone
  void (() => chatshipper.conversations.create({ type: 'contact', contact: { profile: {} }, messages: [{}] }))
  // @ts-expect-error there is no password
  void (() => chatshipper.tokens.create({ email: 'imogen.pryce@spokeandsaddle.example' }))
})

test('filters are text, whatever they filter', () => {
  void (() => chatshipper.contacts.list({ filters: { 'profile.telephone': '+447700900142' } }))
  // @ts-expect-error operators make every value text
  void (() => chatshipper.contacts.list({ filters: { level: 1 } }))
})

test('errors are typed by operation and status', async () => {
  const { error } = await chatshipper.conversations.get(id).safe()
  if (error?.kind === 'api') expectTypeOf(error.body).toEqualTypeOf<ErrorBody>()
  const caught: unknown = error
  if (isApiError(caught, 'conversations.get', 404)) expectTypeOf(caught.status).toEqualTypeOf<404>()
  // @ts-expect-error it never answers so
  isApiError(caught, 'conversations.get', 418)
})

test('a count that somebody else ends is reset by its name', () => {
  void (() => chatshipper.limits.reset('consecutiveBotMessages', id))
  // @ts-expect-error nobody ends that
  void (() => chatshipper.limits.reset('identicalBotMessages', id))
  expectTypeOf(chatshipper.limits().queued).toEqualTypeOf<number>()
})

test('a refused wait is told apart', async () => {
  const { error } = await chatshipper.messages.create({ conversation: id, text: 'Hi!' }).safe()
  if (error?.kind === 'limit') expectTypeOf(error.wait).toEqualTypeOf<number>()
})

test('the types of openapi-typescript are there for those who use openapi-fetch themselves', () => {
  expectTypeOf<paths>().toHaveProperty('/conversations/{id}/messages')
  expectTypeOf<operations>().toHaveProperty('conversations.createMessage')
})
