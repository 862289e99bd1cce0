/** What becomes of the rows of an import. Each says whether it came through. */
import type { Row, StateWorld } from '@parlance/mock/state'
import { type ChannelWish, mainThread, openChannel } from './channels.ts'
import { join } from './members.ts'
import { addMessage } from './messages.ts'
import { type Channel, isObject, type User } from './records.ts'
import { addUser, userCalled } from './users.ts'

/** Imports a row. The job says what the rows have in common. */
type TakeRow = (world: StateWorld, row: Row, job: Row) => boolean

/** By type of job. */
const imports: Readonly<Record<string, TakeRow>> = {
  USER_IMPORT: importUser,
  CHANNEL_IMPORT: importChannel,
  CHANNEL_MEMBERS_IMPORT: importMember,
  MESSAGE_IMPORT: importMessage,
}

/**
 * Whether all rows came through, now or in an earlier import that had them under the same key. That the others are
 * imported all the same when one does not is inferred from repeating being the remedy.
 */
export function importRows(world: StateWorld, rows: readonly unknown[], job: Row): boolean {
  const take = imports[job['type'] as string]
  const results = rows.map((row) => isObject(row) && take !== undefined && importRow(world, row, job, take))
  return results.every(Boolean)
}

function importRow(world: StateWorld, row: Row, job: Row, take: TakeRow): boolean {
  const { idempotencyKey } = row
  const known = world.collection('importedRows')
  const id = `${job['type']}/${idempotencyKey}`
  if (idempotencyKey !== undefined && known.get(id)) return true
  const isThrough = take(world, row, job)
  if (isThrough && idempotencyKey !== undefined) known.put({ id })
  return isThrough
}

/** That a taken username fails is inferred. */
function importUser(world: StateWorld, row: Row): boolean {
  const { name, displayName, isGuest, guest, properties, displayPicture } = row
  if (!isText(name) || !isText(displayName) || !isObject(properties)) return false
  if (userCalled(world, name)) return false
  const hasPicture = displayPicture !== undefined
  addUser(world, { name, displayName, isGuest: (isGuest ?? guest) === true, properties, hasPicture })
  return true
}

/** A channel that is there already came through, as when it is created. */
function importChannel(world: StateWorld, row: Row): boolean {
  const { type, name, displayName, creator, members = [], properties = {} } = row
  if (!['PUBLIC', 'PRIVATE', 'DIRECT'].includes(type as string) || !isObject(properties)) return false
  const names = Array.isArray(members) ? members : []
  const people = names.map((member) => userCalled(world, member)).filter((user) => user !== undefined)
  const author = userCalled(world, creator)
  if (people.length < names.length || (creator !== undefined && !author)) return false
  const channel = openChannel(world, {
    type: type as ChannelWish['type'],
    ...(isText(name) && { name }),
    ...(isText(displayName) && { displayName }),
    creator: author,
    members: people,
    properties,
  })
  return typeof channel !== 'string'
}

function importMember(world: StateWorld, { username }: Row, { channelId }: Row): boolean {
  const channel = world.collection('channels').get(channelId as number) as Channel | undefined
  const user = userCalled(world, username)
  if (!channel || channel.type === 'DIRECT' || !user) return false
  join(world, channel.id, user.id)
  return true
}

/** That a row of a text without a user is one of the application, and that nobody is notified, is inferred. */
function importMessage(world: StateWorld, row: Row): boolean {
  const { type, channelId, user, body, groupTag, properties = {} } = row
  if (!['TEXT', 'SYSTEM_TEXT'].includes(type as string) || !isText(body) || !isObject(properties))
    return false
  const sender: User | undefined = userCalled(world, user)
  const isKnown = world.collection('channels').get(channelId as number) !== undefined
  if (!isKnown || (user !== undefined && !sender)) return false
  const thread = mainThread(world, channelId as number)
  addMessage(world, thread, {
    user: sender,
    body,
    properties,
    groupTag: isText(groupTag) ? groupTag : undefined,
  })
  return true
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}
