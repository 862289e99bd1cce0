import { describe, expect, test } from 'vitest'
import type { Document } from '../document.ts'
import { acme } from '../testing.ts'
import { acmeWithEvents, acmeWithPayload, signature } from '../testing-webhooks.ts'
import { readModel } from './model.ts'

const read = (document: Document) => readModel('acme', document).webhooks

test('a provider that calls nobody has no webhooks', () => {
  expect(read(acme())).toBeUndefined()
})

test('events are told apart by the property that is a constant in every body', () => {
  expect(read(acmeWithEvents())).toMatchObject({
    eventProperty: 'kind',
    events: [
      { name: 'lost', event: 'parcel_lost', type: 'LostEvent', summary: 'Learn that a parcel is lost' },
      { name: 'found', event: 'parcel_found', type: 'FoundEvent' },
    ],
  })
})

test('any other event is what they all build on, under the names that are left', () => {
  expect(read(acmeWithEvents())?.other).toEqual({ base: 'Happening', names: ['depot_closed'] })
})

test('without anything in common, other events have a name only', () => {
  const document = acmeWithEvents()
  document.components!.schemas!['LostEvent']!.allOf = []
  expect(read(document)?.other).toEqual({ base: undefined, names: [] })
})

test('one body for all events names them by its list of names', () => {
  expect(read(acmeWithPayload())).toMatchObject({
    eventProperty: 'event',
    events: [{ name: 'event', event: undefined, type: 'Payload' }],
    other: undefined,
    signature,
    challenge: { parameter: 'challenge', where: { type: 'subscribe' }, description: 'Give it back.' },
  })
})

test('what the root says holds for every webhook', () => {
  expect(read(acmeWithEvents())?.retries).toMatchObject({ repeats: 5, pause: 86_400 })
})

test('answers are the successes, each status once', () => {
  expect(read(acmeWithEvents())?.answers).toEqual([
    { status: 200, description: 'Read.', type: 'Parcel' },
    { status: 204, description: 'Taken.', type: undefined },
  ])
})

test('examples keep their values', () => {
  expect(read(acmeWithPayload())?.events[0]?.examples).toEqual([
    { name: 'One', value: { kind: 'parcel_lost', event: 'parcel.lost', id: 'e1', deep: {} } },
  ])
})

describe('webhooks that cannot be received are refused by name', () => {
  test('no name for the event', () => {
    const document = acmeWithEvents()
    document.components!.schemas!['FoundEvent']!.properties!['kind'] = { type: 'string' }
    expect(() => read(document)).toThrow('events.lost, events.found: no property names the event')
  })

  test('the same name twice', () => {
    const document = acmeWithEvents()
    document.components!.schemas!['FoundEvent']!.properties!['kind'] = { const: 'parcel_lost' }
    expect(() => read(document)).toThrow('events.lost, events.found: kind cannot name the event')
  })

  test('two names', () => {
    const document = acmeWithPayload()
    document.components!.schemas!['Payload']!.properties!['at'] = { enum: ['night', 'day'] }
    expect(() => read(document)).toThrow('event and at cannot name the event')
  })

  test('a body that is not JSON', () => {
    const document = acmeWithPayload()
    document.webhooks!['event']!.post!.requestBody = { content: { 'text/plain': {} } }
    expect(() => read(document)).toThrow('webhooks.deliver: the body of a webhook must be JSON')
  })

  test('two schemes for one receiver', () => {
    const document = acmeWithEvents()
    document.webhooks!['found']!.post!['x-webhook-signature'] = signature
    expect(() => read(document)).toThrow('events.found: it is signed or repeated otherwise')
  })

  test('a challenge without its parameter', () => {
    const document = acmeWithPayload()
    document.webhooks!['subscription']!.get!['x-webhook-challenge'] = 'chalenge'
    expect(() => read(document)).toThrow('webhooks.verify: x-webhook-challenge names chalenge')
  })

  test('no evidence', () => {
    const document = acmeWithPayload()
    delete document.webhooks!['event']!.post!['x-evidence']
    expect(() => read(document)).toThrow('webhooks.deliver has no x-evidence')
  })
})
