import type { Chatti, SmsListQuery } from '@parlance/chatti'
import type { Mock } from '@parlance/mock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  blocked,
  callum,
  jonah,
  minute,
  mms,
  notFound,
  openSalon,
  optedOut,
  priya,
  refusal,
  sms,
  stranger,
  zoe,
} from './salon.ts'

const unknown = '00000000-0000-4000-8000-000000000000'

let mock: Mock
let chatti: Chatti

beforeEach(async () => {
  ;({ mock, chatti } = await openSalon())
})
afterEach(() => mock.close())

/** Everything that was sent, the newest first. */
const sent = (query?: SmsListQuery) => Array.fromAsync(chatti.sms.list(query))

describe('an SMS', () => {
  test('is queued, read back and listed first', async () => {
    const queued = await chatti.sms.send(sms)
    expect(queued).toMatchObject({ ...sms, to: priya.mobile, status: 'queued' })
    expect(await chatti.sms.get(queued.sms_id)).toEqual(queued)
    expect((await sent())[0]).toEqual(queued)
  })

  test('is delivered by the clock', async () => {
    const { sms_id: id } = await chatti.sms.send(sms)
    mock.clock.advance(11)
    expect(await chatti.sms.get(id)).toHaveProperty('status', 'queued')
    mock.clock.advance(1)
    expect(await chatti.sms.get(id)).toHaveProperty('status', 'delivered')
  })

  test('fails in the end for a number that nothing reaches', async () => {
    const { sms_id: id } = await chatti.sms.send({ ...sms, to: zoe.mobile })
    mock.clock.advance(15 * minute)
    expect(await chatti.sms.get(id)).toHaveProperty('status', 'queued')
    mock.clock.advance(minute)
    expect(await chatti.sms.get(id)).toHaveProperty('status', 'error')
  })

  test('costs by its parts, which are shorter with letters outside GSM-7', async () => {
    const measures = async (message: string) => {
      const { price, unicode, length, num_segments: parts } = await chatti.sms.send({ ...sms, message })
      return { price, unicode, length, parts }
    }
    const plain = { unicode: false, price: 0.069, parts: 1 }
    expect(await measures('a'.repeat(160))).toEqual({ ...plain, length: 160 })
    expect(await measures('a'.repeat(161))).toEqual({ ...plain, length: 161, parts: 2, price: 0.138 })
    expect(await measures('€'.repeat(80))).toEqual({ ...plain, length: 80 })
    expect(await measures('€'.repeat(81))).toEqual({ ...plain, length: 81, parts: 2, price: 0.138 })
    expect(await measures('ë'.repeat(70))).toEqual({ ...plain, unicode: true, length: 70 })
    expect(await measures('🐶'.repeat(36))).toMatchObject({ unicode: true, length: 36, parts: 2 })
    expect(await measures('a'.repeat(1570))).toMatchObject({ unicode: false, parts: 11, price: 0.759 })
  })

  test('may need another part for the opt-out link, which is longer than its tag', async () => {
    const message = `${'a'.repeat(149)}{OptOutURL}`
    expect(await chatti.sms.send({ ...sms, message })).toMatchObject({
      message,
      length: 160,
      num_segments: 2,
    })
  })

  test('comes from a number without its plus, and needs no reference', async () => {
    const { reference: _, ...plain } = sms
    const queued = await chatti.sms.send({ ...plain, from: '+61491570110' })
    expect(queued).toMatchObject({ from: '61491570110', reference: null })
  })

  test('that was never sent is not found', async () => {
    expect(await refusal(chatti.sms.get(unknown))).toEqual(notFound)
  })

  test('of the documentation is there from the beginning', async () => {
    expect(await chatti.sms.get('3f0d9c52-8a41-4e7b-b6c5-21d7e94f60a8')).toMatchObject({
      to: priya.mobile,
      reference: 'booking-2291',
    })
    expect((await sent()).map(({ status }) => status)).toEqual([
      'delivered',
      'error',
      'delivered',
      'delivered',
    ])
  })
})

describe('tags in a text', () => {
  test('are filled in for each number, and the first message is the answer', async () => {
    const to = { [priya.mobile]: { first_name: 'Pri' }, [stranger]: { first_name: 'Sam' } }
    const first = await chatti.sms.send({ ...sms, to, message: 'Hi {{ first_name }}', reference: 'merge' })
    expect(first).toMatchObject({ to: priya.mobile, message: 'Hi Pri', length: 6 })
    const [second, same] = await sent()
    expect(second).toMatchObject({ to: stranger, message: 'Hi Sam', reference: 'merge' })
    expect(same).toEqual(first)
  })

  test('take their values from the contact, and stay where nobody has one', async () => {
    const message = 'Hi {{ first_name }}, {{ pet }} is ready'
    const { message: known } = await chatti.sms.send({ ...sms, message })
    expect(known).toBe('Hi Priya, {{ pet }} is ready')
    const { message: unknown } = await chatti.sms.send({ ...sms, to: stranger, message })
    expect(unknown).toBe(message)
  })

  test('may not make the text too long, and then nobody gets it', async () => {
    const to = { [priya.mobile]: { pet: 'Biscuit' }, [stranger]: { pet: 'a'.repeat(1570) } }
    const refused = refusal(chatti.sms.send({ ...sms, to, message: '{{ pet }} is ready' }))
    expect(await refused).toEqual([400, undefined, 'The message is longer than 1570 characters'])
    expect(await sent()).toHaveLength(4)
  })
})

describe('an SMS to many', () => {
  test('is a message for each number, found by the reference', async () => {
    const reference = 'campaign-june'
    const to = [`+${priya.mobile}`, `+${callum.mobile}`, stranger]
    expect(await chatti.sms.sendMany({ ...sms, to, reference })).toEqual({})
    const messages = (await sent()).filter((message) => message.reference === reference)
    expect(messages.map((message) => message.to)).toEqual([stranger, callum.mobile, priya.mobile])
    mock.clock.advance(minute)
    expect(new Set((await sent({ per_page: 3 })).map(({ status }) => status))).toContain('delivered')
  })

  test('passes over who has opted out', async () => {
    await chatti.sms.sendMany({ ...sms, to: [jonah.mobile, priya.mobile, blocked], reference: 'some' })
    const messages = (await sent()).filter(({ reference }) => reference === 'some')
    expect(messages.map(({ to }) => to)).toEqual([priya.mobile])
  })

  test('is refused when everybody has opted out', async () => {
    expect(await refusal(chatti.sms.sendMany({ ...sms, to: [jonah.mobile, blocked] }))).toEqual(optedOut)
    expect(await sent()).toHaveLength(4)
  })
})

describe('an MMS', () => {
  test('is queued, read back, listed and delivered', async () => {
    const queued = await chatti.mms.send({ ...mms, subject: 'Biscuit is ready' })
    expect(queued).toMatchObject({
      ...mms,
      to: priya.mobile,
      subject: 'Biscuit is ready',
      status: 'queued',
      price: 0.29,
      reference: null,
    })
    expect(await chatti.mms.get(queued.mms_id)).toEqual(queued)
    expect((await chatti.mms.list()).data[0]).toEqual(queued)
    mock.clock.advance(12)
    expect(await chatti.mms.get(queued.mms_id)).toEqual({ ...queued, status: 'delivered' })
  })

  test('is no SMS', async () => {
    const { mms_id: id } = await chatti.mms.send(mms)
    expect(await refusal(chatti.sms.get(id))).toEqual(notFound)
    expect(await chatti.sms.list()).toHaveProperty('total', 4)
  })

  test('to many is a message for each number that has not opted out', async () => {
    expect(await chatti.mms.sendMany({ ...mms, to: [priya.mobile, callum.mobile, blocked] })).toEqual({})
    const [second, first] = (await chatti.mms.list()).data
    expect([first?.to, second?.to]).toEqual([priya.mobile, callum.mobile])
    expect(await refusal(chatti.mms.sendMany({ ...mms, to: [blocked] }))).toEqual(optedOut)
  })

  test('to somebody who has opted out is refused', async () => {
    expect(await refusal(chatti.mms.send({ ...mms, to: jonah.mobile }))).toEqual(optedOut)
  })
})

describe('consent', () => {
  test('to be written to is withdrawn and given again by number', async () => {
    await chatti.sms.send(sms)
    await chatti.consent.change({ mobile: `+${priya.mobile}`, type: 'opt-out' })
    expect(await refusal(chatti.sms.send(sms))).toEqual(optedOut)
    expect(await refusal(chatti.mms.send(mms))).toEqual(optedOut)
    await chatti.consent.change({ mobile: priya.mobile, type: 'opt-in' })
    expect(await chatti.sms.send(sms)).toHaveProperty('status', 'queued')
  })

  test('of a number stays with the number when its contact moves', async () => {
    await chatti.consent.change({ mobile: priya.mobile, type: 'opt-out' })
    expect(await chatti.contacts.get(priya.id)).toHaveProperty('opted_out', false)
    await chatti.contacts.update(priya.id, { mobile: stranger })
    expect(await chatti.sms.send({ ...sms, to: stranger })).toHaveProperty('status', 'queued')
    expect(await refusal(chatti.sms.send(sms))).toEqual(optedOut)
  })

  test('of a contact moves along to its new number', async () => {
    await chatti.contacts.update(priya.id, { opted_out: true })
    expect(await refusal(chatti.sms.send(sms))).toEqual(optedOut)
    await chatti.contacts.update(priya.id, { mobile: stranger })
    expect(await refusal(chatti.sms.send({ ...sms, to: stranger }))).toEqual(optedOut)
    expect(await chatti.sms.send(sms)).toHaveProperty('status', 'queued')
  })

  test('of a number cannot be given by its contact', async () => {
    const { contact_id: id } = await chatti.contacts.create({ mobile: blocked })
    await chatti.contacts.update(id, { opted_out: false })
    expect(await refusal(chatti.sms.send({ ...sms, to: blocked }))).toEqual(optedOut)
  })

  test('given again by number holds for its contact, too', async () => {
    expect(await refusal(chatti.sms.send({ ...sms, to: jonah.mobile }))).toEqual(optedOut)
    await chatti.consent.change({ mobile: `+${jonah.mobile}`, type: 'opt-in' })
    expect(await chatti.contacts.get(jonah.id)).toHaveProperty('opted_out', false)
    expect(await chatti.sms.send({ ...sms, to: jonah.mobile })).toHaveProperty('status', 'queued')
  })
})

describe('a contact', () => {
  test('is created, read, listed, changed and deleted', async () => {
    const contact = await chatti.contacts.create({ mobile: `+${stranger}`, first_name: 'Sam' })
    expect(contact).toMatchObject({
      mobile: stranger,
      email: null,
      first_name: 'Sam',
      last_name: null,
      opted_out: false,
    })
    expect(await chatti.contacts.get(contact.contact_id)).toEqual(contact)
    expect((await chatti.contacts.list()).data[0]).toEqual(contact)

    const changed = await chatti.contacts.update(contact.contact_id, { last_name: 'Okafor' })
    expect(changed).toEqual({ ...contact, last_name: 'Okafor' })
    expect(await chatti.contacts.get(contact.contact_id)).toEqual(changed)

    expect(await chatti.contacts.delete(contact.contact_id)).toBeUndefined()
    expect(await chatti.contacts.list()).toHaveProperty('total', 4)
  })

  test('that was deleted is gone for every call', async () => {
    await chatti.contacts.delete(priya.id)
    expect(await refusal(chatti.contacts.get(priya.id))).toEqual(notFound)
    expect(await refusal(chatti.contacts.update(priya.id, { first_name: 'P' }))).toEqual(notFound)
    expect(await refusal(chatti.contacts.delete(priya.id))).toEqual(notFound)
  })
})
