/**
 * How messages are sent, delivered and refused. Chatti documents none of it; what is known of Tall Bob is marked
 * [lineage], our own reading [inferred].
 */
import { defineState, type Row, type StateCall, type StateReply, type StateWorld } from '@parlance/mock/state'
import { readMoment } from './moments.ts'
import { fillIn, lengthOf, measure } from './texts.ts'

type Messages = 'sms' | 'mms'

/** What one part of an SMS and one MMS cost in the examples of the spec [inferred]. */
const prices = { smsPart: 0.069, mms: 0.29 }

/**
 * What becomes of a queued message. The two events are known [lineage]; the words and how long it takes are those of the
 * examples EventDelivered and EventDeliveryError [inferred].
 */
const delivered = { seconds: 12, status: 'delivered', webhook: 'message_delivered' }
const failed = { seconds: 906, status: 'error', webhook: 'message_delivery_error' }

/** Numbers that nothing reaches, as in the example EventDeliveryError. */
const unreachable = new Set(['61491570158'])

/** The code is known [lineage], its status is not [inferred]. */
const optedOut: StateReply = {
  status: 403,
  body: { message: 'The recipient has opted out of receiving messages', code: 9998 },
}

export default defineState({
  collections: {
    sms: { create: createSms },
    mms: { create: createMms },
    inbound: { key: 'eventID' },
    contacts: { create: createContact, update: updateContact },
    // The last thing that each number has consented to or refused, whichever contact it belongs to [lineage].
    consent: { schema: 'ConsentChange', key: 'mobile' },
  },
  operations: {
    'sms.send': (call) => send(call, 'sms', (first) => call.show('sms', first)),
    'mms.send': (call) => send(call, 'mms', (first) => call.show('mms', first)),
    // Nothing is known of these two answers, so they are empty.
    'sms.sendMany': (call) => send(call, 'sms', () => ({ body: {} })),
    'mms.sendMany': (call) => send(call, 'mms', () => ({ body: {} })),
    'consent.change': changeConsent,
  },
  timers: { settle },
  // Half-open, as documented [official]; that they look at the moment of sending, receiving or creating is inferred.
  filters: {
    after: (value, call, name) => {
      const moment = momentOf(value, call, name)
      return (row) => timeOf(row) >= moment
    },
    before: (value, call, name) => {
      const moment = momentOf(value, call, name)
      return (row) => timeOf(row) < moment
    },
  },
})

/**
 * Queues a message for each recipient. Who has opted out is passed over while there are others, and otherwise the request
 * is refused [inferred]. For several recipients, the first message is the answer [inferred].
 */
function send(call: StateCall, kind: Messages, answer: (first: Row) => StateReply): StateReply {
  const [first] = recipientsOf(call.body['to'])
    .filter(({ number }) => !isOptedOut(call, number))
    .map(({ number, values }) => {
      const message = fillIn(String(call.body['message']), { ...contactOf(call, number), ...values })
      // That at most 1570 characters are sent is official; that tags count as what they become is inferred.
      if (lengthOf(message) > 1570) call.refuse(400, 'The message is longer than 1570 characters')
      return call.create(kind, { ...call.body, to: number, message })
    })
  return first ? answer(first) : optedOut
}

/** One number, several, or several with the values that replace tags in the text. */
function recipientsOf(to: unknown): { number: string; values: Row }[] {
  const entries =
    typeof to === 'object' && to !== null && !Array.isArray(to)
      ? Object.entries(to as Readonly<Record<string, Row>>)
      : [to].flat().map((number): [string, Row] => [String(number), {}])
  return entries.map(([number, values]) => ({ number: withoutPlus(number), values }))
}

function createSms(call: StateCall, draft: Row): Row {
  const measures = measure(String(draft['message']))
  const price = Math.round(measures.num_segments * prices.smsPart * 1000) / 1000
  return queue(call, 'sms', { ...draft, price, ...measures })
}

function createMms(call: StateCall, draft: Row): Row {
  return queue(call, 'mms', { ...draft, price: prices.mms, subject: draft['subject'] ?? null })
}

function queue(call: StateCall, kind: Messages, draft: Row): Row {
  call.after(outcomeOf(draft).seconds, 'settle', { kind, id: draft[`${kind}_id`] })
  const from = withoutPlus(draft['from'])
  return { ...draft, from, status: 'queued', reference: draft['reference'] ?? null }
}

/** A message arrives, or turns out not to. */
function settle(world: StateWorld, { kind, id }: Row): void {
  const message = world.collection(String(kind)).get(String(id))
  if (!message) return
  const { status, webhook } = outcomeOf(message)
  world.collection(String(kind)).patch(String(id), { status })
  tell(world, webhook, message['to'], { reference: message['reference'], status: status.toUpperCase() })
}

function outcomeOf(message: Row): typeof delivered {
  return unreachable.has(String(message['to'])) ? failed : delivered
}

function createContact(_call: StateCall, draft: Row): Row {
  const { mobile, email = null, first_name = null, last_name = null } = draft
  return { ...draft, mobile: withoutPlus(mobile), email, first_name, last_name, opted_out: false }
}

/** An opt-out of the contact moves along to a new number [lineage]; that it is told as an event is inferred. */
function updateContact(call: StateCall, draft: Row, before: Row): Row {
  const contact = { ...draft, mobile: withoutPlus(draft['mobile']) }
  if (draft['opted_out'] === true && before['opted_out'] !== true) {
    tell(call, 'unsubscribe', contact.mobile, { contactID: draft['contact_id'] })
  }
  return contact
}

/** Opts a number out, or in again: its contacts too, for it may be written to then [inferred]. */
function changeConsent(call: StateCall): StateReply {
  const mobile = withoutPlus(call.body['mobile'])
  const type = call.body['type']
  if (type === 'opt-out' && !isOptedOut(call, mobile)) tell(call, 'unsubscribe', mobile)
  call.collection('consent').put({ mobile, type })
  if (type === 'opt-in') {
    for (const contact of call.collection('contacts').by('mobile', mobile)) {
      call.collection('contacts').patch(String(contact['contact_id']), { opted_out: false })
    }
  }
  return {}
}

function isOptedOut(world: StateWorld, number: string): boolean {
  const isRefused = world.collection('consent').get(number)?.['type'] === 'opt-out'
  const contacts = world.collection('contacts')
  return isRefused || contacts.by('mobile', number).some((row) => row['opted_out'] === true)
}

function contactOf(world: StateWorld, number: unknown): Row | undefined {
  return world.collection('contacts').by('mobile', number)[0]
}

/** Sends an event with the fields that all have [lineage]. */
function tell(world: StateWorld, webhook: string, number: unknown, more: Row = {}): void {
  const body = {
    eventType: webhook,
    eventID: newUuid(world),
    timestamp: Math.floor(world.now.getTime() / 1000),
    recipient: number,
    address: number,
    contactID: contactOf(world, number)?.['contact_id'] ?? null,
    campaignID: null,
    campaignName: null,
    reference: null,
    ...more,
  }
  world.emit({ webhook, body })
}

function newUuid(world: StateWorld): string {
  const digits = (length: number) => world.randomText(length, '0123456789abcdef')
  const variant = world.randomText(1, '89ab')
  return `${digits(8)}-${digits(4)}-4${digits(3)}-${variant}${digits(3)}-${digits(12)}`
}

/** A text that is no moment is refused [inferred]. */
function momentOf(value: string, call: StateCall, parameter: string): number {
  const moment = readMoment(value, call.now)
  return Number.isNaN(moment) ? call.refuse(400, `${parameter} is not a timestamp`) : moment
}

function timeOf(row: Row): number {
  return Date.parse(String(row['created'] ?? row['timestamp']))
}

/** Answers have numbers without the `+` [lineage]. */
function withoutPlus(number: unknown): string {
  return String(number).replace(/^\+/, '')
}
