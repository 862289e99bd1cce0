/** What the platform tells of what happens, and to whom: the webhook `event`. */
import type { Row, StateCall, StateEvent, StateRequest, StateWorld, Subscriber } from '@parlance/mock/state'
import { idOf, isRow, listOf, rowsOf, textOf } from './fields.ts'
import { callerOf, fullNameOf, organizationOf } from './people.ts'

const pastTense = { create: 'created', update: 'updated', delete: 'deleted' }

export type Action = keyof typeof pastTense

/** What a record is called in the names and data of events: `botinstance` for one of `botinstances`. */
function singular(resource: string): string {
  return resource.slice(0, -1)
}

/** Tells that a record has come, changed or gone. */
export function tell(call: StateCall, action: Action, resource: string, row: Row): void {
  if (!isHeard(call)) return
  const [one, summary] = [singular(resource), `${pastTense[action]} ${withArticle(singular(resource))}`]
  call.emit(eventOf(call, `${one}.${action}`, { resource, row, summary, type: capitalized(action) }))
}

function isHeard(world: StateWorld): boolean {
  return world.isListened || world.collection('services').by('type', 'webhook').length > 0
}

/** A century, in seconds: how long messages may be held back is not documented. */
const longestDelay = 100 * 365 * 86_400

/** Tells of a message; of one that is delayed, when its time has come [inferred]. */
export function tellMessage(call: StateCall, row: Row): void {
  if (!isHeard(call)) return
  const conversation = call.collection('conversations').get(textOf(row['conversation']))
  const contact = call.collection('contacts').get(textOf(conversation?.['contact']))
  const { enabled, status } = instanceOf(call, row) ?? {}
  const event = eventOf(call, `message.create.${String(conversation?.['type'])}.${String(row['type'])}`, {
    resource: 'messages',
    row: enabled === undefined ? row : { ...row, instance: { enabled, status } },
    more: { ...(conversation && { conversation }), ...(contact && { contact }) },
    summary: `created a ${String(row['type'])} message`,
    type: 'Create',
  })
  const delay = Math.min(Number(row['delay'] ?? 0) / 1000, longestDelay)
  if (delay > 0) call.after(delay, 'tell', { ...event })
  else call.emit(event)
}

/** Tells what was put off. */
export function tellLater(world: StateWorld, { webhook, name, body }: Row): void {
  if (isRow(body))
    world.emit({ webhook: String(webhook), name: String(name), body: { ...body, timestamp: world.time } })
}

/** Tells that a channel is to look at a conversation. The name is observed, what comes with it inferred. */
export function tellChannel(call: StateCall, channel: Row, conversation: Row): void {
  if (!isHeard(call)) return
  const summary = 'notified a channel'
  call.emit(
    eventOf(call, 'channel.notify', {
      resource: 'channels',
      row: channel,
      more: { conversation },
      summary,
      type: 'Announce',
    }),
  )
}

/** Copies of messages say whether the bot of the organization is switched on [observed]. */
function instanceOf(world: StateWorld, message: Row): Row | undefined {
  return world.collection('botinstances').by('organization', message['organization'])[0]
}

interface Happening {
  readonly resource: string
  readonly row: Row
  readonly summary: string
  readonly type: string
  readonly more?: Row
}

function eventOf(
  call: StateCall,
  name: string,
  { resource, row, summary, type, more = {} }: Happening,
): StateEvent {
  const actor = callerOf(call)
  const organization =
    textOf(resource === 'organizations' ? row['id'] : row['organization']) ?? organizationOf(call)
  const records = { ...(actor && { user: actor }), ...more, [singular(resource)]: row }
  const addressOf = (collection: string, id: string) => `${call.server}/${collection}/${id}`
  const body = {
    id: newUuid(call),
    event: name,
    timestamp: call.time,
    ...(organization !== undefined && { organization }),
    activity: {
      '@context': 'https://www.w3.org/ns/activitystreams',
      type,
      ...(actor && { actor: { id: addressOf('users', idOf(actor)), type: 'Person' } }),
      object: { id: addressOf(resource, idOf(row)), type: 'Object' },
      published: call.time,
      summary: `User ${actor ? fullNameOf(actor) : 'unknown'} ${summary}`,
    },
    data: { ...records, links: linksOf(records, organization, addressOf) },
  }
  return { webhook: 'event', name, body }
}

/** Records of which events carry the addresses. */
const linked = ['conversation', 'message', 'contact', 'user']

function linksOf(
  records: Row,
  organization: string | undefined,
  addressOf: (collection: string, id: string) => string,
): Row {
  const links = linked.flatMap((name) => {
    const record = records[name]
    return isRow(record) ? [[name, addressOf(`${name}s`, idOf(record))] as const] : []
  })
  const own = organization === undefined ? {} : { organization: addressOf('organizations', organization) }
  return { ...own, ...Object.fromEntries(links) }
}

/**
 * Services of type `webhook` hear of their own organization and of those below it, unless they ask for some events only
 * [official].
 */
export function subscribers(world: StateWorld, { webhook, name = '', body }: StateEvent): Subscriber[] {
  if (webhook === 'subscription') return [{ url: String(body['url']) }]
  const organization = textOf(body['organization'])
  const path = textOf(world.collection('organizations').get(organization)?.['path']) ?? organization ?? ''
  const above = new Set(path.split('#'))
  return world
    .collection('services')
    .by('type', 'webhook')
    .filter((service) => above.has(String(service['organization'])))
    .map(({ params }) => (isRow(params) ? params : {}))
    .filter(
      ({ events }) => events === undefined || listOf(events).some((pattern) => fits(String(pattern), name)),
    )
    .flatMap(({ url, secret }) => {
      const [address, key] = [textOf(url), textOf(secret)]
      return address === undefined ? [] : [{ url: address, ...(key !== undefined && { secret: key }) }]
    })
}

/**
 * Messages in the answer to an event are written into its conversation, in the name of whose token comes with them; those
 * without text are skipped [official]. Without a token a bot speaks [inferred].
 */
export function replied(_world: StateWorld, { body }: StateEvent, answer: unknown): readonly StateRequest[] {
  const { conversation } = isRow(body['data']) ? body['data'] : {}
  const { token, messages } = isRow(answer) ? answer : {}
  const spoken = rowsOf(messages).filter(({ text }) => text !== undefined && text !== '')
  if (!isRow(conversation) || spoken.length === 0) return []
  const path = `/v2/conversations/${idOf(conversation)}/messages`
  const headers = { authorization: `Bearer ${textOf(token) ?? 'reply-to-a-webhook'}` }
  return [{ method: 'POST', path, headers, body: spoken }]
}

/** `*` is one whole word; at either end of a pattern it covers more of them, as in `message.*` [official]. */
function fits(pattern: string, name: string): boolean {
  const words = pattern.split('.')
  const expression = words.map((word, index) => {
    if (word !== '*') return word.replaceAll(/[^\w-]/g, String.raw`\$&`)
    return index === 0 || index === words.length - 1 ? '.+' : '[^.]+'
  })
  return new RegExp(`^${expression.join(String.raw`\.`)}$`).test(name)
}

function newUuid(world: StateWorld): string {
  const digits = world.randomText(30, '0123456789abcdef')
  const variant = world.randomText(1, '89ab')
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(12, 15)}-${variant}${digits.slice(15, 18)}-${digits.slice(18)}`
}

function withArticle(word: string): string {
  return `${/^[aeio]/.test(word) ? 'an' : 'a'} ${word}`
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
