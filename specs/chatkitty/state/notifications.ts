/** What users are told about messages. The kinds are official; whom they reach is inferred from the examples. */
import type { CollectionRules, Row, StateWorld } from '@parlance/mock/state'
import { linked } from './links.ts'
import { type Message, newId, type User, without } from './records.ts'

export const collections: Record<string, CollectionRules> = {
  notifications: {
    schema: 'Notification',
    show: (_, row) => without(row, 'userId', 'channelId'),
  },
}

/** One piece of news: what it is about, and its headline. */
interface News {
  readonly title: string
  readonly data: Row
}

/** Tells the other members of the channel about a message. */
export function notify(world: StateWorld, message: Message, parent: Row | undefined): void {
  const channel = world.collection('channels').get(message.channelId) ?? {}
  const members = world.collection('memberships').by('channelId', channel['id'])
  for (const userId of members.map((row) => row['userId'])) {
    if (userId === message.user?.id) continue
    for (const { title, data } of newsFor(world, userId as number, { message, parent, channel })) {
      const shown = { channelId: channel['id'], message: without(message, 'threadId') }
      const row = {
        id: newId(world, 'notifications'),
        userId,
        channelId: channel['id'],
        title,
        body: summaryOf(message),
        channel,
        data: { ...data, ...shown },
        muted: false,
        createdTime: world.time,
      }
      world.collection('notifications').put(linked('notifications', row))
    }
  }
}

interface Said {
  readonly message: Message
  readonly parent: Row | undefined
  readonly channel: Row
}

function newsFor(world: StateWorld, userId: number, { message, parent, channel }: Said): News[] {
  const { user: sender } = message
  if (!sender) return [{ title: titleOf(channel), data: { type: 'SYSTEM:SENT:MESSAGE' } }]
  const { displayName: title } = sender
  const isReply = parent !== undefined && (parent['user'] as User | undefined)?.id === userId
  const data = isReply
    ? { type: 'USER:REPLIED_TO:MESSAGE', parent: without(parent, 'threadId') }
    : { type: 'USER:SENT:MESSAGE' }
  return [{ title, data }, ...mentionsFor(world, userId, message, title)]
}

function mentionsFor(world: StateWorld, userId: number, message: Message, sender: string): News[] {
  const mentions = (message['mentions'] ?? []) as { user?: User; channel?: Row }[]
  return mentions.flatMap(({ user, channel }): News[] => {
    if (channel) {
      const mentionedChannel = world.collection('channels').get(channel['id'] as number)
      const title = `${sender} mentioned ${titleOf(channel)}`
      return [{ title, data: { type: 'USER:MENTIONED:CHANNEL', mentionedChannel } }]
    }
    if (user?.id !== userId) return []
    const mentionedUser = world.collection('users').get(userId)
    return [{ title: `${sender} mentioned you`, data: { type: 'USER:MENTIONED:USER', mentionedUser } }]
  })
}

function titleOf({ displayName, members = [] }: Row): string {
  return typeof displayName === 'string'
    ? displayName
    : (members as User[]).map((member) => member.displayName).join(', ')
}

function summaryOf({ body, file }: Message): string {
  return String(body ?? (file as Row)['name'])
}
