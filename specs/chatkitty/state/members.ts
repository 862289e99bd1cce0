/** Who belongs to a channel, moderates it, has it open, or is invited. */
import type {
  CollectionRules,
  Row,
  StateCall,
  StateHandler,
  StateReply,
  StateWorld,
} from '@parlance/mock/state'
import { linked } from './links.ts'
import { asked, type Channel, hiding, newId, of } from './records.ts'
import { referred } from './users.ts'

export const collections: Record<string, CollectionRules> = {
  memberships: {
    schema: 'ChannelMembership',
    order: 'oldest',
    show: hiding('id', 'channelId', 'userId', 'isModerator'),
  },
  invites: { schema: 'ChannelInvite', order: 'oldest', show: hiding('id', 'channelId', 'userId') },
}

export const operations: Record<string, StateHandler> = {
  'channels.listMemberships': (call) => call.list('memberships', ofChannel(call)),
  'channels.listMembers': (call) => listUsers(call, 'memberships', ofChannel(call)),
  'channels.addMember': addMember,
  'channels.removeMember': removeMember,
  'channels.listModerators': listModerators,
  'channels.addModerator': addModerator,
  'channels.removeModerator': removeModerator,
  'channels.listParticipants': listParticipants,
  'channels.listInvites': (call) => call.list('invites', ofChannel(call)),
  'channels.sendInvite': sendInvite,
}

/** Lets a user belong to a channel. That nothing changes for somebody who does already is inferred. */
export function join(world: StateWorld, channelId: number, userId: number): void {
  const memberships = world.collection('memberships')
  const id = membershipKey(channelId, userId)
  if (memberships.get(id)) return
  const row = { id, channelId, userId, isModerator: false, createdTime: world.time }
  memberships.put(linked('memberships', row))
}

function ofChannel(call: StateCall) {
  return of('channelId', asked<Channel>(call, 'channels').id)
}

/** Users whom some records are about. */
function listUsers(call: StateCall, collection: string, condition: (row: Row) => boolean): StateReply {
  const ids = new Set(
    call
      .collection(collection)
      .where(condition)
      .map((row) => row['userId']),
  )
  return call.list('users', ({ id }) => ids.has(id))
}

function listModerators(call: StateCall): StateReply {
  const isHere = ofChannel(call)
  return listUsers(call, 'memberships', (row) => isHere(row) && row['isModerator'] === true)
}

function listParticipants(call: StateCall): StateReply {
  const isHere = ofChannel(call)
  return listUsers(call, 'chatSessions', (row) => isHere(row) && row['state'] === 'ACTIVE')
}

function membershipKey(channelId: number, userId: number | string | undefined): string {
  return `${channelId}-${userId}`
}

/** Members of a direct channel are fixed. */
function groupOf(call: StateCall): Channel {
  const channel = asked<Channel>(call, 'channels')
  return channel.type === 'DIRECT'
    ? call.refuse(400, 'Members of a direct channel cannot be changed.')
    : channel
}

function addMember(call: StateCall): StateReply {
  const channel = groupOf(call)
  join(call, channel.id, referred(call, call.body).id)
  return call.show('channels', channel)
}

/** That 404 answers for somebody who does not belong to the channel is inferred. */
function removeMember(call: StateCall): StateReply {
  const channel = groupOf(call)
  const { id } = call.require('memberships', membershipKey(channel.id, call.params['user_id']))
  call.collection('memberships').delete(id as string)
  return call.show('channels', channel)
}

/** That only members can moderate is inferred: the operation asks for the scope to read memberships. */
function addModerator(call: StateCall): StateReply {
  const channel = groupOf(call)
  const user = referred(call, call.body)
  moderate(call, membershipKey(channel.id, user.id), true)
  return call.show('users', user)
}

/** That a member who does not moderate stays as they are is inferred. */
function removeModerator(call: StateCall): StateReply {
  const channel = groupOf(call)
  moderate(call, membershipKey(channel.id, call.params['user_id']), false)
  return call.show('channels', channel)
}

function moderate(call: StateCall, key: string, isModerator: boolean): void {
  call.require('memberships', key)
  call.collection('memberships').patch(key, { isModerator })
}

function sendInvite(call: StateCall): StateReply {
  const channel = asked<Channel>(call, 'channels')
  const { id: userId } = referred(call, call.body['user'])
  const invite = { id: newId(call, 'invites'), channelId: channel.id, userId, createdTime: call.time }
  return call.show('invites', call.collection('invites').put(linked('invites', invite)))
}
