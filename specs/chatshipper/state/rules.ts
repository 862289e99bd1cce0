/**
 * What ChatShipper does with its data: every resource is listed, created, changed and deleted in the same way, and tells of
 * it; conversations have a life of their own. What no source says is marked [inferred].
 */
import {
  type CollectionRules,
  defineState,
  type Row,
  type StateCall,
  type StateHandler,
  type StateReply,
  type StateWorld,
} from '@parlance/mock/state'
import {
  changedConversation,
  changedMessage,
  createContact,
  createMessage,
  createMessages,
  newConversation,
  newMessage,
  openConversation,
  removeContact,
  removeConversation,
  removeMessage,
} from './conversations.ts'
import { type Action, replied, subscribers, tell, tellLater } from './events.ts'
import { isRow } from './fields.ts'
import { byField, bySort, shown } from './lists.ts'
import {
  movedOrganization,
  newOrganization,
  newUser,
  organizationOf,
  ownOr,
  pathOf,
  withPaths,
} from './people.ts'
import { createToken, refreshToken } from './tokens.ts'

/** What belongs to an organization: to that of the caller, when the request names none. */
const owned =
  'conversations contacts kbitems forms services channels workflows kbases articles orggroups botinstances'.split(
    ' ',
  )

/** What belongs to nobody, or is known by name only. */
const others =
  'organizations users messages bots files locations watemplates partners metrics points tests testresults links'.split(
    ' ',
  )

/** What only the platform writes: in the body of an update it is passed over [observed]. */
const fixed: Readonly<Record<string, readonly string[]>> = {
  organizations: ['path', 'level'],
  conversations: ['type', 'organization', 'orgPath', 'contact', 'messages', 'forms', 'results', 'url'],
  messages: ['conversation', 'organization', 'orgPath', 'createdBy', 'type', 'version', 'path', 'level'],
  contacts: ['conversation', 'presences'],
  botinstances: ['orgPath'],
}

/** What resources do beside what all do. */
const special: Readonly<Record<string, CollectionRules>> = {
  organizations: { create: newOrganization, update: movedOrganization },
  users: { create: newUser, update: withPaths },
  conversations: { create: newConversation, update: changedConversation, remove: removeConversation },
  messages: { create: newMessage, update: changedMessage, remove: removeMessage },
  contacts: { create: (_, draft) => ({ ...draft, presences: [] }), remove: removeContact },
  services: { create: withPort, update: withPort },
  bots: { create: inUse },
  botinstances: { create: (call, draft) => inUse(call, placed(call, draft)), update: placed },
}

function rulesOf(resource: string): CollectionRules {
  const { create, update, ...more } = special[resource] ?? {}
  const kept = ['createdAt', ...(fixed[resource] ?? [])]
  return {
    // The order without `sort` is not documented.
    order: 'oldest',
    newKey: newId,
    show: shown,
    create(call, draft) {
      const row = owned.includes(resource) ? { organization: organizationOf(call), ...draft } : draft
      return create?.(call, row) ?? row
    },
    update(call, draft, before) {
      const row = withFixed(draft, before, kept)
      return update?.(call, row, before) ?? row
    },
    ...more,
  }
}

function withFixed(draft: Row, before: Row, names: readonly string[]): Row {
  const row: Record<string, unknown> = { ...draft }
  for (const name of names) {
    if (Object.hasOwn(before, name)) row[name] = before[name]
    else delete row[name]
  }
  return row
}

/** 24 hexadecimal digits, as in the examples: seconds, where it was made, and a number. */
function newId(world: StateWorld): string {
  const seconds = Math.floor(world.now.getTime() / 1000).toString(16)
  return `${seconds.padStart(8, '0')}a7c4e1b209${(0x02_f7_00 + world.next('id')).toString(16).padStart(6, '0')}`
}

/** The port comes back when settings are replaced without it [official]. */
function withPort(_call: StateCall, draft: Row): Row {
  const { type, params } = draft
  return type === 'smartsupp' && isRow(params) ? { ...draft, params: { port: 5222, ...params } } : draft
}

function inUse(_call: StateCall, draft: Row): Row {
  return { ...draft, status: 'active' }
}

function placed(call: StateCall, draft: Row): Row {
  return { ...draft, ...pathOf(call, draft['organization']) }
}

/** Does what the document says, and tells of it. */
function telling(resource: string, action: Action): StateHandler {
  return (call) => {
    const before = call.collection(resource).get(call.params['id'])
    const reply = call.usual()
    const row = action === 'delete' ? before : reply.body
    if (isRow(row)) tell(call, action, resource, row)
    return reply
  }
}

/** A webhook is asked once whether it wants to be one, when it is created [official]. */
function subscribe(call: StateCall): StateReply {
  const { type, params } = call.body
  if (type === 'webhook' && isRow(params))
    call.emit({ webhook: 'subscription', body: { url: params['url'] } })
  return createService(call) ?? {}
}

const resources = [...owned, ...others]
const updateUser = telling('users', 'update')
const createService = telling('services', 'create')

export default defineState({
  collections: Object.fromEntries(resources.map((resource) => [resource, rulesOf(resource)])),
  operations: {
    ...Object.fromEntries(
      resources.flatMap((resource) => [
        [`${resource}.create`, telling(resource, 'create')],
        [`${resource}.update`, telling(resource, 'update')],
        [`${resource}.delete`, telling(resource, 'delete')],
      ]),
    ),
    'users.get': (call) => {
      ownOr(call, 'bot')
      return call.usual()
    },
    'users.update': (call) => {
      ownOr(call, 'admin')
      return updateUser(call)
    },
    'conversations.create': openConversation,
    'conversations.createMessage': createMessages,
    'messages.create': createMessage,
    'contacts.create': createContact,
    'services.create': subscribe,
    'tokens.create': createToken,
    'tokens.refresh': refreshToken,
  },
  timers: { tell: tellLater },
  subscribers,
  replied,
  filters: { '*': byField },
  order: bySort,
})
