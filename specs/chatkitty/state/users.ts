/** Users, their pictures and their secrets. */
import type {
  CollectionRules,
  Row,
  StateCall,
  StateHandler,
  StateReply,
  StateWorld,
} from '@parlance/mock/state'
import { linked, server } from './links.ts'
import {
  application,
  asked,
  changing,
  drop,
  filled,
  hiding,
  newId,
  of,
  type User,
  without,
} from './records.ts'

export const collections: Record<string, CollectionRules> = {
  users: { order: 'oldest', update },
  secrets: { schema: 'UserSecret', show: hiding('id', 'userId') },
}

export const operations: Record<string, StateHandler> = {
  'users.create': create,
  'users.check': check,
  'users.delete': remove,
  'users.setDisplayPicture': setDisplayPicture,
  'users.listChannels': listChannels,
  'users.listMessages': listMessages,
  'users.listNotifications': (call) =>
    call.list('notifications', of('userId', asked<User>(call, 'users').id)),
  'users.getSecret': (call) => call.show('secrets', secretOf(call)),
  'users.setSecret': setSecret,
  'users.deleteSecret': deleteSecret,
}

/** A user by username. */
export function userCalled(world: StateWorld, name: unknown): User | undefined {
  return world.collection('users').by('name', name)[0] as User | undefined
}

/** The user whom a request names by id or username. That 404 answers for somebody unknown is inferred. */
export function referred(call: StateCall, reference: unknown): User {
  const { id, username } = reference as { id?: number; username?: string }
  if (id !== undefined) return call.require('users', id) as User
  return userCalled(call, username) ?? call.refuse(404, `No user has the name ${username}.`)
}

/** A user as part of something else: as they are now, or as they last were. */
export function embedded(world: StateWorld, user: User): Row {
  return without(world.collection('users').get(user.id) ?? user, '_links')
}

/** What a new user is made of; who has a picture is shown with it. */
export interface UserWish {
  readonly name: string
  readonly displayName: string
  readonly isGuest?: boolean
  readonly properties?: Row
  readonly hasPicture?: boolean
}

/** Creates a user who has not been online so far. */
export function addUser(world: StateWorld, wish: UserWish): User {
  const { name, displayName, isGuest = false, properties = {}, hasPicture = false } = wish
  const id = newId(world, 'users')
  const user = {
    id,
    type: 'PERSON',
    name,
    displayName,
    displayPictureUrl: hasPicture ? newPicture(world, id) : generatedPicture(id, displayName),
    isGuest,
    presence: { status: 'UNAVAILABLE', online: false },
    callStatus: 'AVAILABLE',
    properties,
  }
  return world.collection('users').put(linked('users', user)) as User
}

function generatedPicture(id: number, displayName: string): string {
  const words = displayName.toLowerCase().match(/[a-z0-9]+/g) ?? [id]
  return `${server}/v1/picture/${words.join('-')}`
}

function newPicture(world: StateWorld, id: number): string {
  return `${server}/v1/picture/${id}-${world.randomText(4, '0123456789abcdef')}`
}

/** What a taken username leads to is not documented; that it is refused is inferred from names being unique. */
function create(call: StateCall): StateReply {
  const wish = filled(call, call.body, 'name', 'displayName') as unknown as UserWish
  if (userCalled(call, wish.name)) call.refuse(400, 'The name is taken.')
  return call.show('users', addUser(call, wish))
}

/** Of the presence only the status can be changed. */
function update(call: StateCall, draft: Row, before: Row): Row {
  const presence = changing('status')(call, draft['presence'] as Row, before['presence'] as Row)
  return { ...changing('displayName', 'isGuest', 'properties')(call, draft, before), presence }
}

function check(call: StateCall): StateReply {
  const name = call.one('name')
  return userCalled(call, name) ? { status: 200 } : call.refuse(404, `No user has the name ${name}.`)
}

/** That messages of the user stay, and all else that was theirs goes, is inferred. */
function remove(call: StateCall): StateReply | undefined {
  const { id } = asked<User>(call, 'users')
  const theirs = ['memberships', 'invites', 'userSessions', 'chatSessions', 'notifications', 'secrets']
  drop(call, theirs, of('userId', id))
  drop(call, ['users'], of('id', id))
  return application(call)
}

function setDisplayPicture(call: StateCall): StateReply {
  const { id } = asked<User>(call, 'users')
  return call.show('users', call.collection('users').patch(id, { displayPictureUrl: newPicture(call, id) }))
}

function listChannels(call: StateCall): StateReply {
  const { id } = asked<User>(call, 'users')
  const joined = new Set(
    call
      .collection('memberships')
      .where(of('userId', id))
      .map((row) => row['channelId']),
  )
  const hasCreated = ({ creator }: Row) => (creator as User | undefined)?.id === id
  return call.list('channels', (row) => joined.has(row['id']) || hasCreated(row))
}

function listMessages(call: StateCall): StateReply {
  const { id } = asked<User>(call, 'users')
  return call.list('messages', ({ user }) => (user as User | undefined)?.id === id)
}

function secretOf(call: StateCall): Row {
  return call.require('secrets', secretKey(call))
}

function secretKey(call: StateCall): string {
  return `${asked<User>(call, 'users').id}/${call.params['name']}`
}

function setSecret(call: StateCall): StateReply {
  const user = asked<User>(call, 'users')
  const { secret } = filled(call, call.body)
  call
    .collection('secrets')
    .put({ id: secretKey(call), userId: user.id, ...(secret !== undefined && { secret }) })
  return call.show('users', user)
}

function deleteSecret(call: StateCall): StateReply {
  call.collection('secrets').delete(secretOf(call)['id'] as string)
  return call.show('users', asked(call, 'users'))
}
