import { expectTypeOf, test } from 'vitest'
import {
  type ApiError,
  type ApiErrorBody,
  type Application,
  type ApplicationSettings,
  type AuthenticationError,
  type Channel,
  type ChannelMembership,
  type ChannelPage,
  type ChannelsListMembersError,
  type ChannelsListModeratorsError,
  type ChannelsListParticipantsError,
  type ChatSession,
  createClient,
  type DirectChannel,
  type EmbeddedUser,
  isApiError,
  type Message,
  type MessagePage,
  type NotificationData,
  type PublicChannel,
  type Thread,
  type User,
  type UserPage,
  type UsersListError,
} from '@parlance/chatkitty'
import { follow } from '@parlance/chatkitty/operations'
import type { operations, paths } from '@parlance/chatkitty/types'

const chatkitty = createClient({ accessToken: () => Promise.resolve('token') })

test('a call gives the body as the API sends it', async () => {
  expectTypeOf(await chatkitty.users.get(73102)).toEqualTypeOf<User>()
  expectTypeOf(await chatkitty.users.check({ name: 'tomasz' })).toEqualTypeOf<undefined>()
  expectTypeOf(await chatkitty.channels.listMessages(51202)).toEqualTypeOf<MessagePage>()
})

test('deleting gives what the deleted thing belonged to', async () => {
  expectTypeOf(await chatkitty.users.delete(73102)).toEqualTypeOf<Application>()
  expectTypeOf(await chatkitty.messages.delete(902001)).toEqualTypeOf<Thread>()
  expectTypeOf(await chatkitty.channels.removeMember(51202, 73102)).toEqualTypeOf<Channel>()
})

test('the type of a message tells its fields', () => {
  const message = {} as Message
  // @ts-expect-error only texts have one
  void message.body
  if (message.type === 'TEXT' || message.type === 'SYSTEM_TEXT') {
    expectTypeOf(message.body).toEqualTypeOf<string>()
  } else {
    expectTypeOf(message.file.url).toEqualTypeOf<string>()
  }
  if (message.type === 'FILE') expectTypeOf(message.user.displayName).toEqualTypeOf<string>()
  // @ts-expect-error nobody sent it
  if (message.type === 'SYSTEM_FILE') void message.user
})

test('the type of a channel tells it apart', () => {
  const channel = {} as Channel
  if (channel.type === 'DIRECT') expectTypeOf(channel).toEqualTypeOf<DirectChannel>()
  if (channel.type === 'PUBLIC') expectTypeOf(channel).toEqualTypeOf<PublicChannel>()
})

test('the type of a notification tells its data, down to the message', () => {
  const data = {} as NotificationData
  if (data.type === 'USER:REPLIED_TO:MESSAGE') expectTypeOf(data.parent).toEqualTypeOf<Message>()
  if (data.type === 'USER:MENTIONED:USER') expectTypeOf(data.mentionedUser).toEqualTypeOf<User>()
  if (data.type === 'SYSTEM:SENT:MESSAGE') {
    expectTypeOf(data.message.type).toEqualTypeOf<'SYSTEM_TEXT' | 'SYSTEM_FILE'>()
  }
})

test('cursors are text, ids are numbers, blank fields may be missing and are never null', () => {
  expectTypeOf<MessagePage['page']['next']>().toEqualTypeOf<string | undefined>()
  expectTypeOf<User['id']>().toEqualTypeOf<number>()
  expectTypeOf<User['isGuest']>().toEqualTypeOf<boolean | undefined>()
})

test('an unknown presence is possible, a misspelt field is not', () => {
  const { presence } = {} as User
  if (presence.status === 'At the bench') throw new Error(presence.status)
  // @ts-expect-error there is no such field
  expectTypeOf<User>().toHaveProperty('dispalyName')
})

test('requests are closed where the provider refuses', () => {
  // @ts-expect-error not a kind of channel
  void (() => chatkitty.channels.create({ type: 'OPEN' }))
  // @ts-expect-error a direct channel needs members
  void (() => chatkitty.channels.create({ type: 'DIRECT' }))
  // @ts-expect-error messages become system messages by themselves
  void (() => chatkitty.channels.sendMessage(51202, { type: 'SYSTEM_TEXT', body: 'Ready' }))
  // @ts-expect-error a user is named by id or username
  void (() => chatkitty.channels.addMember(51202, { name: 'tomasz' }))
  // @ts-expect-error not a state
  void (() => chatkitty.userSessions.list({ state: 'PAUSED' }))
  // @ts-expect-error a file is a Blob
  void (() => chatkitty.imports.importUsers({ file: '[]' }))
})

test('errors are typed by operation and status', async () => {
  const { error } = await chatkitty.users.get(73102).safe()
  const caught: unknown = error
  if (isApiError(caught, 'users.get', 404)) expectTypeOf(caught.body).toEqualTypeOf<ApiErrorBody>()
  if (isApiError(caught, 'users.get', 401)) expectTypeOf(caught.body).toEqualTypeOf<AuthenticationError>()
  // @ts-expect-error only errors about credentials have one
  if (isApiError(caught, 'users.get', 400)) void caught.body.error_description
})

test('following a link is typed like a call of the operation it leads to', async () => {
  const user = {} as User
  expectTypeOf(await chatkitty.follow(user, 'self')).toEqualTypeOf<User>()
  expectTypeOf(chatkitty.follow(user, 'application')).toEqualTypeOf(chatkitty.application.get())
  expectTypeOf(chatkitty.follow(user, 'channels')).toEqualTypeOf(chatkitty.users.listChannels(73102))
  expectTypeOf(chatkitty.follow({} as Application, 'channels')).toEqualTypeOf(chatkitty.channels.list())
  for await (const channel of chatkitty.follow(user, 'channels', { size: 2 }, { timeout: 5_000 })) {
    expectTypeOf(channel).toEqualTypeOf<Channel>()
  }
})

test('a function follows links with the same types', () => {
  const messages = follow(chatkitty.kernel, {} as Channel, 'messages', { query: 'brake' })
  expectTypeOf(messages).toEqualTypeOf(chatkitty.channels.listMessages(51202))
})

test('a union has the links that all its members have', () => {
  const channel = {} as Channel
  expectTypeOf(chatkitty.follow(channel, 'messages')).toEqualTypeOf(chatkitty.channels.listMessages(51202))
  // @ts-expect-error direct channels have none
  void (() => chatkitty.follow(channel, 'members'))
  if (channel.type !== 'DIRECT') chatkitty.follow(channel, 'members')
  const message = {} as Message
  expectTypeOf(chatkitty.follow(message, 'channel')).toEqualTypeOf(chatkitty.channels.get(51202))
  // @ts-expect-error nobody sent a message of the system
  void (() => chatkitty.follow(message, 'user'))
})

test('only reads that the resource links to can be followed', () => {
  const user = {} as User
  // @ts-expect-error misspelt
  void (() => chatkitty.follow(user, 'chanels'))
  // @ts-expect-error users have no such link
  void (() => chatkitty.follow(user, 'messages'))
  // @ts-expect-error posts
  void (() => chatkitty.follow(user, 'displayPicture'))
  // @ts-expect-error deletes
  void (() => chatkitty.follow({} as ChannelMembership, 'member'))
  // @ts-expect-error no operation reads it
  void (() => chatkitty.follow({} as ChatSession, 'session'))
  // @ts-expect-error no relation of the settings is known
  void (() => chatkitty.follow({} as ApplicationSettings, 'self'))
  // @ts-expect-error embedded, and therefore without links
  void (() => chatkitty.follow({} as EmbeddedUser, 'self'))
  // @ts-expect-error the operation has no such parameter
  void (() => chatkitty.follow(user, 'channels', { sise: 2 }))
  // @ts-expect-error one user is no list
  void (async () => Array.fromAsync(chatkitty.follow(user, 'self')))
})

test('a page leads to pages of its kind, whichever list it is of', async () => {
  const page = await chatkitty.channels.listMembers(51202)
  const rest = chatkitty.follow(page, 'next')
  expectTypeOf(await rest).toEqualTypeOf<UserPage>()
  for await (const user of rest) expectTypeOf(user).toEqualTypeOf<User>()
  expectTypeOf(
    await chatkitty.follow(await rest, 'prev', { size: 5 }, { timeout: 5_000 }),
  ).toEqualTypeOf<UserPage>()
  const { error } = await rest.safe()
  type Errors = UsersListError | ChannelsListMembersError | ChannelsListModeratorsError
  expectTypeOf<Extract<typeof error, ApiError>>().toEqualTypeOf<Errors | ChannelsListParticipantsError>()
  expectTypeOf(await follow(chatkitty.kernel, {} as ChannelPage, 'last')).toEqualTypeOf<ChannelPage>()
})

test('a page has the links of its kind of paging', () => {
  void (() => chatkitty.follow({} as UserPage, 'first'))
  // @ts-expect-error cursors know neighbours only
  void (() => chatkitty.follow({} as MessagePage, 'first'))
  // @ts-expect-error misspelt
  void (() => chatkitty.follow({} as UserPage, 'nxt'))
  // @ts-expect-error a user is no page
  void (() => chatkitty.follow({} as User, 'next'))
  // @ts-expect-error no list of users has such a parameter
  void (() => chatkitty.follow({} as UserPage, 'next', { sise: 2 }))
})

test('the types of openapi-typescript are there for those who use openapi-fetch themselves', () => {
  expectTypeOf<paths>().toHaveProperty('/v1/channels/{id}/messages')
  expectTypeOf<operations>().toHaveProperty('channels.sendMessage')
})
