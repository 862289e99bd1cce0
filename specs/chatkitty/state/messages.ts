/** Messages and the threads that they are in. */
import type {
  CollectionRules,
  Row,
  StateCall,
  StateHandler,
  StateReply,
  StateWorld,
} from '@parlance/mock/state'
import { inChannel, mainThread } from './channels.ts'
import { linked, server } from './links.ts'
import { messageFilters } from './lists.ts'
import { notify } from './notifications.ts'
import {
  application,
  asked,
  type Channel,
  drop,
  filled,
  hiding,
  type Message,
  newId,
  objectIn,
  of,
  type Thread,
  type User,
  without,
} from './records.ts'
import { found } from './text.ts'
import { embedded, referred } from './users.ts'

export const collections: Record<string, CollectionRules> = {
  messages: { update, show: shown, filters: messageFilters },
  threads: { show: hiding('channelId', 'messageId') },
  receipts: { schema: 'ReadReceipt', show: receipt },
}

export const operations: Record<string, StateHandler> = {
  'messages.delete': remove,
  'messages.deleteAll': removeAll,
  'messages.listReadReceipts': (call) =>
    call.list('receipts', of('messageId', asked<Message>(call, 'messages').id)),
  'channels.listMessages': (call) => call.list('messages', inChannel(asked<Channel>(call, 'channels').id)),
  'channels.sendMessage': (call) => send(call, mainThread(call, asked<Channel>(call, 'channels').id)),
  'threads.listMessages': (call) => call.list('messages', inThread(asked(call, 'threads'))),
  'threads.sendMessage': (call) => send(call, asked(call, 'threads')),
}

/** What a new message is made of. */
export interface MessageWish {
  /** Who sends it; nobody is the application. */
  readonly user?: User | undefined
  readonly body?: string
  readonly file?: Row
  readonly groupTag?: string | undefined
  readonly properties?: Row | undefined
}

/** Adds a message to a thread. */
export function addMessage(world: StateWorld, thread: Thread, wish: MessageWish): Message {
  const { user, body, file, groupTag, properties = {} } = wish
  const id = newId(world, 'messages')
  const type = `${user ? '' : 'SYSTEM_'}${file ? 'FILE' : 'TEXT'}`
  const parent = parentOf(world, thread)
  const row = {
    id,
    type,
    channelId: thread.channelId,
    ...(thread['type'] !== 'MAIN' && { threadId: thread.id }),
    ...(user && { user: embedded(world, user) }),
    ...(file ? { file: 'url' in file ? file : hosted(id, file) } : textOf(world, body ?? '')),
    createdTime: world.time,
    ...(groupTag !== undefined && { groupTag }),
    nestedLevel: parent ? Number(parent['nestedLevel'] ?? 0) + 1 : 0,
    properties,
  }
  const message = world.collection('messages').put(linked(user ? 'userMessages' : 'systemMessages', row))
  countReplies(world, parent, thread)
  return message as Message
}

/** A file that was uploaded, with an address of the form that the examples have. */
function hosted(id: number, file: Row): Row {
  return { ...file, url: `${server}/v1/files/${id}/${encodeURIComponent(String(file['name']))}` }
}

function textOf(world: StateWorld, body: string): Row {
  return { body, ...found(world, body) }
}

/** What the messages of a thread reply to. */
function parentOf(world: StateWorld, { messageId }: Thread): Row | undefined {
  return world.collection('messages').get(messageId)
}

/** A message without replies does not say so: blank fields are left out. */
function countReplies(world: StateWorld, parent: Row | undefined, thread: Thread): void {
  if (!parent) return
  const messages = world.collection('messages')
  const repliesCount = messages.where(inThread(thread)).length
  messages.put({ ...without(parent, 'repliesCount'), ...(repliesCount > 0 && { repliesCount }) })
}

/** A message whose sender is as they are now. */
function shown(call: StateCall, row: Row): Row {
  const { user } = row as Message
  return { ...without(row, 'threadId'), ...(user && { user: embedded(call, user) }) }
}

function receipt(call: StateCall, row: Row): Row {
  return { ...without(row, 'id', 'messageId'), user: embedded(call, row['user'] as User) }
}

function inThread({ id, type, channelId }: Thread) {
  return type === 'MAIN' ? inChannel(channelId) : of('threadId', id)
}

function send(call: StateCall, thread: Thread): StateReply {
  const message = addMessage(call, thread, isUpload(call) ? uploadOf(call) : wishOf(call))
  notify(call, message, parentOf(call, thread))
  return call.show('messages', message)
}

function wishOf(call: StateCall): MessageWish {
  const { user, file, ...rest } = filled(call, call.body, call.body['type'] === 'TEXT' ? 'body' : 'file')
  const sender = user === undefined ? undefined : referred(call, user)
  const external =
    file === undefined
      ? {}
      : { file: { type: 'EXTERNAL', ...filled(call, file as Row, 'name', 'contentType') } }
  return { ...rest, ...external, user: sender }
}

/** Only a form has a file that is text here, or bytes. */
function isUpload(call: StateCall): boolean {
  return typeof call.body['file'] === 'string'
}

/** Uploads into threads have no sender: their form does not ask for one. */
function uploadOf(call: StateCall): MessageWish {
  const { groupTag, username, properties } = filled(call, call.body) as Record<string, string | undefined>
  const hasSender = call.operation === 'channels.sendMessage' && username !== undefined
  return {
    user: hasSender ? referred(call, { username }) : undefined,
    file: { type: 'HOSTED', ...call.upload('file') },
    groupTag,
    properties: propertiesOf(call, properties),
  }
}

/** A form has them as text. */
function propertiesOf(call: StateCall, text: string | undefined): Row | undefined {
  if (text === undefined) return undefined
  return objectIn(text) ?? call.refuse(400, 'The properties are no JSON object.')
}

/** Only a text has a body to change; that links and mentions are found anew is inferred. */
function update(call: StateCall, draft: Row, before: Row): Row {
  const isText = before['body'] !== undefined
  const kept = isText ? without(before, 'body', 'links', 'mentions') : before
  return {
    ...kept,
    ...(isText && textOf(call, (draft['body'] || before['body']) as string)),
    properties: draft['properties'],
    lastEditedTime: call.time,
  }
}

function remove(call: StateCall): StateReply {
  const message = asked<Message>(call, 'messages')
  const thread = threadOf(call, message)
  removeMessage(call, message.id)
  countReplies(call, parentOf(call, thread), thread)
  return call.show('threads', thread)
}

function threadOf(call: StateCall, { threadId, channelId }: Message): Thread {
  return threadId === undefined ? mainThread(call, channelId) : (call.require('threads', threadId) as Thread)
}

/** That replies go with what they reply to is inferred. */
function removeMessage(world: StateWorld, id: number): void {
  for (const thread of world.collection('threads').by('messageId', id) as Thread[]) {
    for (const reply of world.collection('messages').where(inThread(thread)) as Message[]) {
      removeMessage(world, reply.id)
    }
    world.collection('threads').delete(thread.id)
  }
  drop(world, ['receipts'], of('messageId', id))
  world.collection('messages').delete(id)
}

function removeAll(call: StateCall): StateReply | undefined {
  drop(call, ['messages', 'receipts'], () => true)
  drop(call, ['threads'], (row) => row['type'] === 'MESSAGE')
  return application(call)
}
