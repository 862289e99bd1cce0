/** How conversations begin, go on and end. */
import type { Row, StateCall, StateReply } from '@parlance/mock/state'
import { after, notify, queue, released } from './effects.ts'
import { tell, tellMessage } from './events.ts'
import { idOf, isRow, listOf, rowsOf, textOf, without } from './fields.ts'
import { callerOf, categoryOf, fullNameOf, organizationOf, participantOf, pathOf } from './people.ts'

/** Opens a conversation within the team, or with a consumer; one who has it already goes on in it [official]. */
export function openConversation(call: StateCall): StateReply {
  const { messages, contact, ...input } = call.body
  const inputs = rowsOf(messages)
  if (input['type'] !== 'contact' || !isRow(contact)) return opened(call, begin(call, input), inputs)

  const profile = isRow(contact['profile']) ? contact['profile'] : {}
  const organization = input['organization'] ?? organizationOf(call)
  const known = knownContact(call, organization, profile)
  const joined = call.collection('conversations').get(textOf(known?.['conversation']))
  const touchpoint = joined?.['touchpoint'] ?? input['touchpoint'] ?? touchpointOf(call, inputs)
  const medium = touchpoint === undefined ? {} : { touchpoint }
  if (joined) return goneOn(call, call.collection('conversations').patch(idOf(joined), medium), inputs)

  const owner = known ?? call.create('contacts', { organization, profile })
  const id = begin(call, { ...input, organization, ...medium }, owner)
  if (!known) tell(call, 'create', 'contacts', call.require('contacts', idOf(owner)))
  return opened(call, id, inputs)
}

function begin(call: StateCall, input: Row, owner?: Row): string {
  const id = idOf(call.create('conversations', input))
  if (owner) bind(call, owner, id)
  return id
}

function opened(call: StateCall, id: string, inputs: readonly Row[]): StateReply {
  const messages = inputs.map((message) => write(call, id, message))
  const conversation = conversationOf(call, id)
  tell(call, 'create', 'conversations', conversation)
  for (const message of messages) tellMessage(call, message)
  if (conversation['status'] === 'queued') notify(call, conversation)
  return call.show('conversations', conversation, { status: 201 })
}

function goneOn(call: StateCall, conversation: Row, inputs: readonly Row[]): StateReply {
  say(call, idOf(conversation), inputs)
  return call.show('conversations', conversationOf(call, idOf(conversation)), { status: 200 })
}

/** The same telephone number or address in the same organization: what makes two contacts one is inferred. */
function knownContact(call: StateCall, organization: unknown, profile: Row): Row | undefined {
  const contacts = call.collection('contacts')
  const alike = ['telephone', 'email'].flatMap((name) =>
    profile[name] ? contacts.by(`profile.${name}`, profile[name]) : [],
  )
  return alike.find((contact) => contact['organization'] === organization)
}

/** What goes out first names a touchpoint unless the conversation has one [official]; the status is inferred. */
function touchpointOf(call: StateCall, messages: readonly Row[]): unknown {
  const outbound = messages.find(({ role, isBackchannel }) => role === 'agent' && isBackchannel !== true)
  if (outbound && outbound['touchpoint'] === undefined) call.refuse(400, 'touchpoint is required')
  return outbound?.['touchpoint']
}

/** A contact comes with the one conversation that it has [official], on which nobody works yet [inferred]. */
export function createContact(call: StateCall): StateReply {
  const contact = call.create('contacts', call.body)
  const { organization } = contact
  const id = begin(call, { type: 'contact', status: 'closed', organization }, contact)
  const bound = call.require('contacts', idOf(contact))
  tell(call, 'create', 'contacts', bound)
  tell(call, 'create', 'conversations', conversationOf(call, id))
  return call.show('contacts', bound)
}

function bind(call: StateCall, contact: Row, conversation: string): void {
  call.collection('conversations').patch(conversation, { contact: idOf(contact) })
  call.collection('contacts').patch(idOf(contact), { conversation })
}

/** The creator takes part first [observed]; within the team nobody has to accept, as in ConversationTeam [inferred]. */
export function newConversation(call: StateCall, draft: Row): Row {
  const { organization, type = 'agent', participants } = draft
  const isTeam = type !== 'contact'
  const caller = callerOf(call)
  const creator = caller ? [participantOf(caller, { active: true, accepted: isTeam })] : []
  const others = rowsOf(participants).filter(({ user }) => user !== caller?.['id'])
  return {
    status: isTeam ? 'active' : 'queued',
    tags: [],
    meta: {},
    ...draft,
    ...pathOf(call, organization),
    ...categoryOf(call, organization, draft),
    type,
    participants: [...creator, ...others],
    messages: [],
    forms: [],
    results: [],
    url: `https://app.chatshipper.com/conversations/${idOf(draft)}`,
  }
}

/** Whoever had accepted a conversation has left it when it is closed, as in ConversationClosed [inferred]. */
export function changedConversation(call: StateCall, draft: Row, before: Row): Row {
  const conversation = { ...draft, ...categoryOf(call, draft['organization'], call.body) }
  if (draft['status'] === before['status']) return conversation
  if (draft['status'] === 'queued') return queue(call, conversation)
  if (draft['status'] !== 'closed' || call.body['participants'] !== undefined) return conversation
  return { ...conversation, participants: released(conversation, { active: false, accepted: false }) }
}

/** Its messages go with it, and its contact has none [inferred]. */
export function removeConversation(call: StateCall, { id, contact }: Row): void {
  const messages = call.collection('messages')
  for (const message of messages.by('conversation', id)) messages.delete(idOf(message))
  const owner = call.collection('contacts').get(textOf(contact))
  if (owner) call.collection('contacts').put(without(owner, ['conversation']))
}

/** The conversation of a contact goes with it [inferred]. */
export function removeContact(call: StateCall, { conversation }: Row): void {
  const owned = call.collection('conversations').get(textOf(conversation))
  if (!owned) return
  removeConversation(call, without(owned, ['contact']))
  call.collection('conversations').delete(idOf(owned))
}

/** `POST /messages`. */
export function createMessage(call: StateCall): StateReply {
  const [message = {}] = say(call, String(call.body['conversation']), [call.body])
  return call.show('messages', message)
}

/** `POST /conversations/{id}/messages`; that a list is answered with a list is inferred. */
export function createMessages(call: StateCall): StateReply {
  const { id = '' } = call.params
  if (Array.isArray(call.content)) return { body: say(call, id, rowsOf(call.content)) }
  const [message = {}] = say(call, id, [call.body])
  return call.show('messages', message)
}

/** Writes messages, one after the other, and tells of them. */
function say(call: StateCall, id: string, inputs: readonly Row[]): Row[] {
  const before = conversationOf(call, id)
  const messages = inputs.map((input) => write(call, id, input))
  const conversation = conversationOf(call, id)
  for (const message of messages) tellMessage(call, message)
  if (isChanged(before, conversation)) tell(call, 'update', 'conversations', conversation)
  return messages
}

function write(call: StateCall, id: string, input: Row): Row {
  const message = call.create('messages', { ...input, conversation: id })
  const conversation = conversationOf(call, id)
  const messages = [...listOf(conversation['messages']), idOf(message)]
  const heard = { ...conversation, messages, updatedAt: call.time }
  call.collection('conversations').put(after(call, heard, message))
  return message
}

/** The sentence is observed; that it is the same on both paths is inferred. */
function conversationOf(call: StateCall, id: string): Row {
  return call.collection('conversations').get(id) ?? call.refuse(404, 'Conversation not found')
}

/** A new message alone is no change of the conversation [inferred]. */
function isChanged(before: Row, conversation: Row): boolean {
  const [a, b] = [before, conversation].map((row) => JSON.stringify(without(row, ['messages', 'updatedAt'])))
  return a !== b
}

/** Kinds that go out by the medium of the conversation, as in the examples [inferred]. */
const spoken = new Set<unknown>(['chat', 'card', 'postback'])

/** Without a role, a message is for the team [official]. */
export function newMessage(call: StateCall, draft: Row): Row {
  const conversation = conversationOf(call, String(draft['conversation']))
  const caller = callerOf(call)
  const { organization, orgPath, touchpoint } = conversation
  const { role = 'bot', type = 'chat', isBackchannel = false, user = caller?.['id'] } = draft
  const isOutward = role !== 'bot' && isBackchannel !== true && spoken.has(type)
  return {
    contentType: 'text/plain',
    ...(isOutward && touchpoint !== undefined && { touchpoint }),
    actions: [],
    items: [],
    results: [],
    participants: [],
    ...draft,
    ...spelledOut(call, { ...draft, type }),
    ...(caller && { createdBy: caller['id'] }),
    ...(organization !== undefined && { organization }),
    ...(orgPath !== undefined && { orgPath }),
    ...(role !== 'contact' && user !== undefined && { user }),
    type,
    role,
    isBackchannel,
    version: 1,
    path: draft['id'],
    level: 1,
  }
}

/** What the platform reads from the text: whom a mention calls [official], and which field is filled in [observed]. */
function spelledOut(call: StateCall, { type, text, meta }: Row): Row {
  const told = isRow(meta) ? meta : {}
  if (type === 'field') {
    const [, key] = /^\.(\S+)/.exec(String(text)) ?? []
    return { meta: key === undefined ? told : { ...told, key } }
  }
  const name = type === 'mention' ? targetName(call, told) : undefined
  if (name === undefined) return { meta: told }
  const [said, address] = [String(text ?? ''), `@${name}`]
  const words = said.startsWith(address) ? said.slice(address.length).trimStart() : said
  return { meta: { ...told, targetName: name }, ...(text !== undefined && { text: words }) }
}

function targetName(call: StateCall, { targetUser, targetOrganization }: Row): string | undefined {
  const [first] = [targetUser].flat()
  const user = call.collection('users').get(textOf(first))
  if (user) return String(user['displayName'] ?? fullNameOf(user))
  const organization = call.collection('organizations').get(textOf(targetOrganization))
  return textOf(organization?.['displayName']) ?? textOf(organization?.['name'])
}

/** Each change counts, as in MessageEdited [inferred]. */
export function changedMessage(_call: StateCall, draft: Row, before: Row): Row {
  return { ...draft, version: Number(before['version'] ?? 1) + 1 }
}

/** Its conversation no longer has it. */
export function removeMessage(call: StateCall, { id, conversation }: Row): void {
  const owner = call.collection('conversations').get(textOf(conversation))
  const left = listOf(owner?.['messages']).filter((message) => message !== id)
  if (owner) call.collection('conversations').patch(idOf(owner), { messages: left })
}
