/** What each kind of message does to its conversation. */
import type { Row, StateCall } from '@parlance/mock/state'
import { tellChannel } from './events.ts'
import { isRow, listOf, merged, rowsOf, textOf } from './fields.ts'
import { participantOf } from './people.ts'

/** Gives the conversation as it is after the message. */
type Effect = (call: StateCall, conversation: Row, message: Row) => Row

/** The conversation after a message. */
export function after(call: StateCall, conversation: Row, message: Row): Row {
  const heard = bySpeaker(call, conversation, message)
  return byType.get(String(message['type']))?.(call, heard, message) ?? heard
}

const byType = new Map<string, Effect>([
  ['command', obey],
  ['mention', mention],
  ['form', changeForms],
  ['field', fillIn],
  ['tag', tag],
  // What a conversation shows as results is what such messages bring [inferred].
  ['results', (_, conversation, { results }) => added(conversation, 'results', listOf(results))],
])

const commands = new Map<string, Effect>([
  ['/accept', (call, conversation, { user }) => accept(call, conversation, user)],
  ['/join', (call, conversation, { user }) => withParticipant(call, conversation, user, { active: true })],
  ['/leave', leave],
  ['/notify', order],
  ['/enqueue', order],
  ['/assign', assign],
  ['/set', remember],
])

/**
 * A consumer who writes to a closed conversation queues it, and a message of the role `agent` accepts it for its sender;
 * within the team, messages wait in the inbox of those who are not there [official].
 */
function bySpeaker(call: StateCall, conversation: Row, { role, type, user }: Row): Row {
  if (role === 'contact')
    return conversation['status'] === 'closed' ? queue(call, conversation) : conversation
  const heard = conversation['type'] === 'contact' ? conversation : waiting(conversation, user)
  // A command is an order, whatever its role [inferred].
  return role === 'agent' && type !== 'command' ? accept(call, heard, user) : heard
}

function waiting(conversation: Row, user: unknown): Row {
  const isAway = (one: Row) => one['active'] !== true && one['user'] !== user
  return { ...conversation, participants: participantsWith(conversation, isAway, { inbox: true }) }
}

function obey(call: StateCall, conversation: Row, message: Row): Row {
  const [word = ''] = wordsOf(message)
  // Those that begin with `>` are for bots.
  return commands.get(word)?.(call, conversation, message) ?? conversation
}

function accept(call: StateCall, conversation: Row, user: unknown): Row {
  const accepted = { active: true, accepted: true, inbox: false }
  return { ...withParticipant(call, conversation, user, accepted), status: 'active' }
}

/**
 * When the last who has accepted leaves, the conversation is closed [official]. That it is queued instead while the
 * consumer is there and has written last is official too, but nothing here tells who is there.
 */
function leave(_call: StateCall, conversation: Row, { user }: Row): Row {
  const isMeant = (one: Row) => one['user'] === user
  const gone = { active: false, accepted: false, inbox: false }
  const left = { ...conversation, participants: participantsWith(conversation, isMeant, gone) }
  return isAccepted(conversation) && !isAccepted(left) ? { ...left, status: 'closed' } : left
}

function isAccepted(conversation: Row): boolean {
  return rowsOf(conversation['participants']).some(({ accepted }) => accepted === true)
}

function order(call: StateCall, conversation: Row, { meta }: Row): Row {
  return queue(call, conversation, isRow(meta) ? meta : {})
}

/** The conversation waits for somebody to accept it; that an active one is nobody's from then on is inferred. */
export function queue(call: StateCall, conversation: Row, meta: Row = {}): Row {
  notify(call, conversation, meta)
  return { ...conversation, status: 'queued', participants: released(conversation, { accepted: false }) }
}

/** The participants, changed where they had accepted. */
export function released(conversation: Row, changes: Row): Row[] {
  return participantsWith(conversation, ({ accepted }) => accepted === true, changes)
}

/**
 * Tells the channels that are named, or all of the organization [official]. Workflows would choose among those; what they
 * hold is not known.
 */
export function notify(call: StateCall, conversation: Row, { channels, organizations }: Row = {}): void {
  const owners = Array.isArray(organizations) ? listOf(organizations) : [conversation['organization']]
  const chosen = Array.isArray(channels)
    ? call.collection('channels').where(({ id }) => listOf(channels).includes(id))
    : owners.flatMap((owner) => call.collection('channels').by('organization', owner))
  for (const channel of chosen) tellChannel(call, channel, conversation)
}

function assign(call: StateCall, conversation: Row, { meta }: Row): Row {
  return inInbox(call, conversation, isRow(meta) ? listOf(meta['users']) : [])
}

/** Puts the conversation into the inbox of users; that a mention makes them take part is inferred. */
function inInbox(call: StateCall, conversation: Row, users: readonly unknown[]): Row {
  return users.reduce<Row>((one, user) => withParticipant(call, one, user, { inbox: true }), conversation)
}

/** One who is mentioned finds it in the inbox; an organization hears of it as if the consumer had written [official]. */
function mention(call: StateCall, conversation: Row, { meta }: Row): Row {
  const { targetUser, targetOrganization } = isRow(meta) ? meta : {}
  const told = inInbox(call, conversation, targetUser === undefined ? [] : [targetUser].flat())
  if (targetOrganization === undefined || told['status'] !== 'closed') return told
  return queue(call, told, { organizations: [targetOrganization] })
}

function remember(_call: StateCall, conversation: Row, message: Row): Row {
  const [, key, ...value] = wordsOf(message)
  if (key === undefined) return conversation
  const meta = isRow(conversation['meta']) ? conversation['meta'] : {}
  return { ...conversation, meta: { ...meta, [key]: value.join(' ') } }
}

/** `+Name` adds a form, `-Name` takes it away [official]. */
function changeForms(call: StateCall, conversation: Row, { text, meta }: Row): Row {
  const id = isRow(meta) ? textOf(meta['form']) : undefined
  const forms = rowsOf(conversation['forms'])
  if (String(text).startsWith('-'))
    return { ...conversation, forms: forms.filter((form) => form['id'] !== id) }
  if (forms.some((form) => form['id'] === id)) return conversation
  const name = call.collection('forms').get(id)?.['name'] ?? String(text).replace(/^\+/, '')
  return { ...conversation, forms: [...forms, { id, name }] }
}

/** `.key value` fills in a field of the form, of the latest when none is named [inferred]. */
function fillIn(_call: StateCall, conversation: Row, { text, meta }: Row): Row {
  const { form, key } = isRow(meta) ? meta : {}
  const forms = rowsOf(conversation['forms'])
  const target = form === undefined ? forms.at(-1) : forms.find(({ id }) => id === form)
  if (target === undefined || key === undefined) return conversation
  const value = String(text).replace(/^\S+\s*/, '')
  const filled = forms.map((one) => (one === target ? merged(one, { [String(key)]: value }) : one))
  return { ...conversation, forms: filled }
}

function tag(_call: StateCall, conversation: Row, { text }: Row): Row {
  const label = textOf(text)?.trim() ?? ''
  const isKnown = label === '' || listOf(conversation['tags']).includes(label)
  return isKnown ? conversation : added(conversation, 'tags', [label])
}

function added(conversation: Row, name: string, more: readonly unknown[]): Row {
  return { ...conversation, [name]: [...listOf(conversation[name]), ...more] }
}

/** A conversation with changes to one who takes part, or does so from now on. */
function withParticipant(call: StateCall, conversation: Row, id: unknown, changes: Row): Row {
  const participants = rowsOf(conversation['participants'])
  const isMeant = ({ user }: Row) => user === id
  if (participants.some(isMeant)) {
    return { ...conversation, participants: participantsWith(conversation, isMeant, changes) }
  }
  const user = call.collection('users').get(textOf(id))
  const joining = user ? participantOf(user, changes) : { user: id, ...changes }
  return { ...conversation, participants: [...participants, joining] }
}

/** The participants, with changes to some of them. */
function participantsWith(conversation: Row, isMeant: (one: Row) => boolean, changes: Row): Row[] {
  return rowsOf(conversation['participants']).map((one) => (isMeant(one) ? merged(one, changes) : one))
}

function wordsOf({ text }: Row): string[] {
  return String(text ?? '')
    .trim()
    .split(/\s+/)
}
