/** Channels, and what is sent into them without being kept. */
import type {
  CollectionRules,
  Row,
  StateCall,
  StateHandler,
  StateReply,
  StateWorld,
} from '@parlance/mock/state'
import { linked } from './links.ts'
import { channelFilters } from './lists.ts'
import { join } from './members.ts'
import {
  application,
  asked,
  type Channel,
  changing,
  drop,
  filled,
  newId,
  of,
  type Thread,
  type User,
  without,
} from './records.ts'
import { embedded, referred } from './users.ts'

/** The most members of a direct channel: told with the concepts of the platform, so official. */
const mostDirectMembers = 10

export const collections: Record<string, CollectionRules> = {
  channels: { order: 'oldest', update, show: shown, filters: channelFilters },
}

export const operations: Record<string, StateHandler> = {
  'channels.create': create,
  'channels.delete': remove,
  'channels.sendEvent': sendEvent,
  'channels.sendKeystrokes': keystrokes('channels'),
  'threads.sendKeystrokes': keystrokes('threads'),
}

/** What a new channel is made of, with users instead of references. */
export interface ChannelWish {
  readonly type: Channel['type']
  readonly name?: string
  readonly displayName?: string
  readonly creator?: User | undefined
  readonly members: readonly User[]
  readonly properties?: Row
}

/** The channel that is wished for, new or there already; or why there is none. */
export function openChannel(world: StateWorld, wish: ChannelWish): Channel | string {
  const { creator, members } = wish
  // That whoever creates a channel belongs to it is inferred.
  const people = [
    ...new Map([...members, ...(creator ? [creator] : [])].map((user) => [user.id, user])).values(),
  ]
  return wish.type === 'DIRECT' ? openDirect(world, wish, people) : openGroup(world, wish, people)
}

/** There is one direct channel for each set of users: told with the concepts of the platform, so official. */
function openDirect(world: StateWorld, wish: ChannelWish, people: readonly User[]): Channel | string {
  if (wish.members.length === 0) return 'A direct channel needs members.'
  if (people.length > mostDirectMembers) return `A direct channel has ${mostDirectMembers} members at most.`
  const ids = new Set(people.map(({ id }) => id))
  const known = world.collection('channels').find(({ members }) => {
    const theirs = new Set(((members ?? []) as User[]).map(({ id }) => id))
    return theirs.size === ids.size && theirs.isSubsetOf(ids)
  })
  if (known) return known as Channel
  return addChannel(world, wish, people, { members: people.map((user) => embedded(world, user)) })
}

/** That the same name and type make channels equivalent, and that another type is refused, is inferred. */
function openGroup(world: StateWorld, wish: ChannelWish, people: readonly User[]): Channel | string {
  const { type, name = uuid(world), displayName = name } = wish
  const known = world.collection('channels').by('name', name)[0] as Channel | undefined
  if (known) return known.type === type ? known : 'The name is taken.'
  return addChannel(world, wish, people, { name, displayName })
}

function addChannel(world: StateWorld, wish: ChannelWish, people: readonly User[], own: Row): Channel {
  const { type, creator, properties = {} } = wish
  const who = creator && { creator: embedded(world, creator) }
  const row = { id: newId(world, 'channels'), type, ...own, ...who, createdTime: world.time, properties }
  const kind = type === 'DIRECT' ? 'directChannels' : 'groupChannels'
  const channel = world.collection('channels').put(linked(kind, row)) as Channel
  mainThread(world, channel.id)
  for (const { id } of people) join(world, channel.id, id)
  return channel
}

/** The thread of what is said in a channel itself. */
export function mainThread(world: StateWorld, channelId: number): Thread {
  const threads = world.collection('threads')
  const known = threads.by('channelId', channelId).find((row) => row['type'] === 'MAIN')
  return (known ?? threads.put(linked('threads', newMainThread(world, channelId)))) as Thread
}

function newMainThread(world: StateWorld, channelId: number): Row {
  const id = newId(world, 'threads')
  return { id, type: 'MAIN', channelId, createdTime: world.time, properties: {} }
}

/** Chooses what is said in a channel itself. */
export function inChannel(channelId: number) {
  return (row: Row): boolean => row['channelId'] === channelId && row['threadId'] === undefined
}

function create(call: StateCall): StateReply {
  const { creator, members = [], ...rest } = filled(call, call.body) as { creator?: Row; members?: Row[] }
  const channel = openChannel(call, {
    ...(rest as unknown as Pick<ChannelWish, 'type' | 'name' | 'displayName' | 'properties'>),
    creator: creator && referred(call, creator),
    members: members.map((reference) => referred(call, reference)),
  })
  return typeof channel === 'string' ? call.refuse(400, channel) : call.show('channels', channel)
}

/** A direct channel has no name for users to see. */
function update(call: StateCall, draft: Row, before: Row): Row {
  const keys = before['type'] === 'DIRECT' ? ['properties'] : ['displayName', 'properties']
  return changing(...keys)(call, draft, before)
}

/** Everything in a channel goes with it; inferred. */
function remove(call: StateCall): StateReply | undefined {
  const { id } = asked<Channel>(call, 'channels')
  const said = new Set(
    call
      .collection('messages')
      .where(of('channelId', id))
      .map((row) => row['id']),
  )
  drop(call, ['receipts'], (row) => said.has(row['messageId']))
  const inside = ['messages', 'threads', 'memberships', 'invites', 'chatSessions', 'notifications']
  drop(call, inside, of('channelId', id))
  drop(call, ['channels'], of('id', id))
  return application(call)
}

/** A channel with its people as they are now, and the newest message in it; that replies do not count is inferred. */
function shown(call: StateCall, row: Row): Row {
  const { id, creator, members } = row as Channel & { creator?: User; members?: User[] }
  const newest = call.collection('messages').rows().findLast(inChannel(id))
  return {
    ...row,
    ...(creator && { creator: embedded(call, creator) }),
    ...(members && { members: members.map((user) => embedded(call, user)) }),
    ...(newest && { lastReceivedMessage: without(newest, '_links', 'threadId') }),
  }
}

/** Nothing of an event is kept. */
function sendEvent(call: StateCall): StateReply {
  asked(call, 'channels')
  const { type, properties } = filled(call, call.body, 'type')
  return { body: linked('events', { type, properties }) }
}

/** Nothing of what somebody is typing is kept. */
function keystrokes(collection: 'channels' | 'threads'): StateHandler {
  return (call) => {
    asked(call, collection)
    const { keys, user } = call.body
    return { body: { keys, username: referred(call, user).name } }
  }
}

function uuid(world: StateWorld): string {
  const hex = (length: number) => world.randomText(length, '0123456789abcdef')
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${world.randomText(1, '89ab')}${hex(3)}-${hex(12)}`
}
