import type { Chatti, SmsListQuery } from '@parlance/chatti'
import type { Mock } from '@parlance/mock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { callum, openSalon, priya, refusal } from './salon.ts'

const day = 24 * 60 * 60

let mock: Mock
let chatti: Chatti

beforeEach(async () => {
  ;({ mock, chatti } = await openSalon())
})
afterEach(() => mock.close())

/** Everything that was sent, the newest first. */
const sent = (query?: SmsListQuery) => Array.fromAsync(chatti.sms.list(query))

const referencesOf = async (query?: SmsListQuery) => (await sent(query)).map(({ reference }) => reference)

describe('lists', () => {
  test('tell where a page stands, and lead on to the others', async () => {
    const first = await chatti.sms.list({ per_page: 3 })
    expect(first).toMatchObject({ total: 4, item_count: 3, current_page: 1, first_item: 1, last_item: 3 })
    expect(first.prev_page_url).toBeNull()
    expect(first.next_page_url).toContain('page=2')
    const last = await chatti.sms.list({ per_page: 3, page: 2 })
    expect(last).toMatchObject({ total: 4, item_count: 1, current_page: 2, first_item: 4, last_item: 4 })
    expect(last.next_page_url).toBeNull()
    expect(await sent({ per_page: 3 })).toEqual([...first.data, ...last.data])
  })

  test('keep to a span of time, its beginning included and its end excluded', async () => {
    const [after, before] = ['2026-05-04T06:12:40+00:00', '2026-05-04T06:31:05+00:00']
    expect(await referencesOf({ after, before })).toEqual(['booking-2291'])
    expect(await referencesOf({ after: before })).toEqual(['campaign-may-coats', 'booking-2292'])
    expect(await referencesOf({ before: after })).toEqual(['booking-2307'])
    expect(await sent({ after: before, before: after })).toEqual([])
  })

  test.each([
    ['a date', '2026-05-05'],
    ['a date with slashes, the month first', '05/05/2026'],
    ['a date and time with its zone', '2026-05-05T10:00:00+10:00'],
  ])('understand %s', async (_, after) => {
    expect(await referencesOf({ after })).toEqual(['campaign-may-coats'])
  })

  test('understand words by the clock', async () => {
    mock.clock.set('2026-05-06T12:00:00Z') // a Wednesday
    expect(await referencesOf({ after: 'yesterday' })).toEqual(['campaign-may-coats'])
    expect(await referencesOf({ before: 'last Monday' })).toEqual([])
    expect(await referencesOf({ before: 'last Tuesday' })).toHaveLength(3)
    mock.clock.advance(day)
    expect(await referencesOf({ after: 'yesterday' })).toEqual([])
  })

  test('refuse what is no moment, such as a plus that was not escaped', async () => {
    const sentence = 'after is not a timestamp'
    for (const after of ['soon', '2026-05-05T10:00:00 10:00', '31/31/2026']) {
      expect(await refusal(chatti.sms.list({ after }))).toEqual([400, undefined, sentence])
    }
  })

  test('of contacts and of received messages keep to it too', async () => {
    const { data: contacts } = await chatti.contacts.list({ after: '2026-03-01' })
    expect(contacts.map(({ contact_id }) => contact_id)).toEqual([priya.id, callum.id])
    const { data: received } = await chatti.inbound.list({ after: '2026-05-04', per_page: 1 })
    expect(received.map(({ media }) => media)).toEqual([
      ['https://media.chatti.example/inbound/pepper-sofa.jpg'],
    ])
    expect((await chatti.inbound.list({ before: '2026-05-04' })).data).toHaveLength(1)
  })
})
