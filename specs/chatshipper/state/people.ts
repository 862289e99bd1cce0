/** Who calls, for which organization, and the tree in which organizations stand. */
import type { Row, StateCall, StateWorld } from '@parlance/mock/state'
import { idOf, listOf, merged, rowsOf, textOf } from './fields.ts'

/**
 * The user to whom the token belongs. A token that names nobody is one of those that never expire, which bot users have
 * [official]; the mock takes it for that of the first bot.
 */
export function callerOf(call: StateCall): Row | undefined {
  const users = call.collection('users')
  const named = users.get(textOf(call.claims?.['_id']))
  return named ?? users.find((user) => roleOf(user) === 'bot') ?? users.rows()[0]
}

/** The organization of the caller. */
export function organizationOf(call: StateCall): string | undefined {
  const claimed = textOf(call.claims?.['organization'])
  if (claimed !== undefined) return claimed
  const caller = callerOf(call)
  return textOf(caller && membershipOf(caller)?.['organization'])
}

/** The membership in use. */
export function membershipOf(user: Row): Row | undefined {
  const memberships = rowsOf(user['organizations'])
  return memberships.find(({ selected }) => selected === true) ?? memberships[0]
}

export function roleOf(user: Row): string | undefined {
  return textOf(membershipOf(user)?.['role']) ?? textOf(user['role'])
}

/** The name under which a user is known in the house. */
export function fullNameOf({ name, givenName, familyName, displayName, email }: Row): string {
  const parts = [givenName, familyName].filter((part) => part !== undefined)
  return String(name ?? (parts.length > 0 ? parts.join(' ') : (displayName ?? email)))
}

/** A user as one who takes part in a conversation. */
export function participantOf(user: Row, state: Row): Row {
  const organization = membershipOf(user)?.['organization']
  const role = roleOf(user)
  return {
    user: idOf(user),
    name: user['displayName'] ?? fullNameOf(user),
    ...(role !== undefined && { role }),
    ...(organization !== undefined && { organization }),
    active: false,
    accepted: false,
    inbox: false,
    ...state,
  }
}

/** Where an organization stands: the ids from the root to it. */
export function pathOf(world: StateWorld, organization: unknown): Row {
  const path = world.collection('organizations').get(textOf(organization))?.['path']
  return path === undefined ? {} : { orgPath: path }
}

/** A user of the caller's organization, unless the request names others [official]. */
export function newUser(call: StateCall, draft: Row): Row {
  const organization = organizationOf(call)
  const usual = organization === undefined ? [] : [{ organization, selected: true, role: 'agent' }]
  const user = { status: 'active', avatar: '/images/avatar.png', organizations: usual, ...draft }
  const displayName = draft['displayName'] ?? draft['name']
  return {
    ...withPaths(call, user),
    // As in the example UserBot [inferred].
    ...(displayName !== undefined && { displayName }),
    // The address of a bot is made of its id [observed].
    ...(roleOf(user) === 'bot' && { email: `bot+${idOf(draft)}@chatshipper.com` }),
  }
}

/** A user whose memberships know where their organizations stand. */
export function withPaths(world: StateWorld, user: Row): Row {
  const organizations = rowsOf(user['organizations']).map((membership) =>
    merged(membership, pathOf(world, membership['organization'])),
  )
  return { ...user, organizations }
}

/** An organization below its parent, or below that of the caller [official]. */
export function newOrganization(call: StateCall, draft: Row): Row {
  const parent = draft['parent'] ?? organizationOf(call)
  const usual = { email: '', status: 'active', stopwords: [], categories: [] }
  return { ...usual, ...draft, ...placeBelow(call, idOf(draft), parent) }
}

/** An organization may move, and those below it move along [inferred]. */
export function movedOrganization(call: StateCall, draft: Row, before: Row): Row {
  if (draft['parent'] === before['parent']) return draft
  const moved = { ...draft, ...placeBelow(call, idOf(draft), draft['parent']) }
  moveBelow(call, moved)
  return moved
}

function moveBelow(call: StateCall, { id, path, level }: Row): void {
  const organizations = call.collection('organizations')
  for (const child of organizations.by('parent', id)) {
    moveBelow(call, organizations.patch(idOf(child), placeUnder(call, idOf(child), { path, level })))
  }
}

/** That there must be such a parent is inferred. */
function placeBelow(call: StateCall, id: string, parent: unknown): Row {
  if (parent === undefined) return { path: id, level: 1 }
  const above = call.collection('organizations').get(textOf(parent))
  if (!above) return call.refuse(422, `There is no organization ${String(parent)} to be the parent`)
  if (String(above['path']).split('#').includes(id))
    call.refuse(422, 'An organization cannot be below itself')
  return { parent, ...placeUnder(call, id, above) }
}

/** There are three levels [official]; how a fourth is refused is inferred. */
function placeUnder(call: StateCall, id: string, above: Row): Row {
  const level = Number(above['level']) + 1
  if (level > 3) call.refuse(422, 'A sub-organization cannot have organizations below it')
  return { path: `${String(above['path'])}#${id}`, level }
}

/** Ascending; each includes those before it [official]. */
const scopes = ['guest', 'agent', 'bot', 'admin']

/** Any token will do for the record of its own user; that of another one needs more [official]. */
export function ownOr(call: StateCall, needed: string): void {
  const granted = textOf(call.claims?.['scope'])
  if (granted === undefined || call.claims?.['_id'] === call.params['id']) return
  const height = Math.max(...granted.split(' ').map((scope) => scopes.indexOf(scope)))
  if (height < scopes.indexOf(needed)) call.refuse(403, 'Permission Denied')
}

/** The name of an organization's category, or its place, when the request gives the other only [inferred]. */
export function categoryOf(world: StateWorld, organization: unknown, { category, categoryIndex }: Row): Row {
  const all = listOf(world.collection('organizations').get(textOf(organization))?.['categories'])
  const names = rowsOf(all).map(({ name }) => name)
  if (category === undefined && categoryIndex !== undefined) {
    const name = names[Number(categoryIndex)]
    return name === undefined ? {} : { category: name }
  }
  const index = category === undefined || categoryIndex !== undefined ? -1 : names.indexOf(category)
  return index === -1 ? {} : { categoryIndex: index }
}
