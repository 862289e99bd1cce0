/** How lists are filtered, sorted, cut and shown. */
import { describe, expect, test } from 'vitest'
import {
  active,
  bristol,
  callum,
  closed,
  dynamo,
  harbourside,
  ids,
  openShop,
  order,
  priya,
  shop,
  team,
  wren,
} from './shop.ts'

const { chatshipper } = await openShop()

describe('a list', () => {
  const messages = (filters: Record<string, string>) =>
    chatshipper.messages.list({ organization: shop, filters }).then((found) => found.map(({ text }) => text))
  const conversations = async (filters: Record<string, string>) =>
    ids(await chatshipper.conversations.list({ filters }))

  test('is filtered by any field, and all conditions have to hold', async () => {
    expect(await conversations({ status: 'active', touchpoint: 'whatsapp' })).toEqual([active])
    expect(await conversations({ status: 'active', touchpoint: 'email' })).toEqual([])
  })

  test('is filtered by what lies inside', async () => {
    const found = await chatshipper.contacts.list({ filters: { 'profile.telephone': '+447700900142' } })
    expect(ids(found)).toEqual([wren])
    expect(await conversations({ 'meta.intent': 'repair', type: 'contact' })).toEqual([active])
    expect(await conversations({ 'participants.user': priya })).toEqual([closed])
  })

  test.each([
    [
      'contains',
      { text: '~LOOK this' },
      ['Hi! My rear brake squeals since the rain. Could you have a look this week?'],
    ],
    ['begins with', { text: '^Are you' }, ['Are you open this Saturday?']],
    ['ends with', { text: 'Saturday?$' }, ['Are you open this Saturday?']],
    ['is any of several', { type: '[postback,form]' }, ['friday-am', '+Workshop booking']],
    ['is not', { type: '![chat,command]' }, ['friday-am', '+Workshop booking']],
  ])('has the operator "%s"', async (_, filters, texts) => {
    expect(await messages(filters)).toEqual(texts)
  })

  test.each([
    ['>=2026-03-05', 2],
    ['>2026-03-05T16:40:20.074Z', 1],
    ['>=2026-03-05T16:40:20.074', 2],
    ['>=2026-03-05T17:40:20.074+01:00', 2],
    ['<2026-03-01', 3],
    ['<=2026-02-27T15:10:02.630Z', 2],
    ['2026-02-27T15:10:02.630Z', 1],
  ])('compares times: createdAt %s finds %i messages', async (createdAt, count) => {
    expect(await chatshipper.messages.list({ createdAt })).toHaveLength(count)
  })

  test('compares numbers and truth', async () => {
    expect(await conversations({ categoryIndex: '0' })).toEqual([active])
    expect(await conversations({ categoryIndex: '>0' })).toEqual([closed])
    expect(await chatshipper.bots.list({ filters: { enabled: 'false' } })).toHaveLength(1)
  })

  test('finds everything below an organization by the path', async () => {
    const found = await chatshipper.organizations.list({ filters: { path: `^${harbourside}#${shop}` } })
    expect(ids(found)).toEqual([shop, bristol])
  })

  test('finds what waits for somebody', async () => {
    await order(chatshipper, active, '/assign', { users: [priya] })
    const waiting = (user: string) =>
      conversations({ 'participants.user': user, 'participants.inbox': 'true' })
    expect(await waiting(priya)).toEqual([active])
    expect(await waiting(callum)).toEqual([])
  })

  test('finds users by their role', async () => {
    expect(ids(await chatshipper.users.list({ filters: { role: 'bot' } }))).toEqual([dynamo])
  })

  test('is sorted by several fields', async () => {
    const sorted = await chatshipper.conversations.list({ sort: '-status,createdAt' })
    expect(sorted.map(({ status }) => status)).toEqual(['queued', 'closed', 'active', 'active', 'active'])
    expect(ids(sorted).slice(2, 4)).toEqual([team, active])
    const names = await chatshipper.contacts.list({ sort: 'profile.name' })
    expect(names.map(({ profile }) => profile?.name)).toEqual([
      'Beatriz Falcão',
      'Oskar Thorne',
      'Tomasz Lis',
      'Wren Halloran',
    ])
  })

  test('is followed by its links to the end, filtered on every page', async () => {
    const pages = await Array.fromAsync(chatshipper.messages.list({ conversation: active, limit: 2 }).pages())
    expect(pages.map(({ items }) => items.length)).toEqual([2, 2, 1])
    expect(pages.at(-1)?.response.headers.get('link')).toBeNull()
  })

  test('has no link to another page when the last is full', async () => {
    const { response } = await chatshipper.contacts.list({ limit: 4 }).withResponse()
    expect(response.headers.get('link')).toBeNull()
  })

  test('shows the fields that are asked for, and the id', async () => {
    const [first] = await chatshipper.contacts.list({ select: 'profile, createdAt', limit: 1 })
    expect(Object.keys(first!).toSorted()).toEqual(['createdAt', 'id', 'profile'])
    expect(Object.keys(await chatshipper.contacts.get(wren, { select: 'profile' }))).toEqual([
      'id',
      'profile',
    ])
  })

  test.each([
    ['messages', {}],
    ['conversations', { filters: { 'meta.intent': 'repair' } }],
  ] as const)('of %s is refused without a filter that narrows it', async (resource, query) => {
    await expect(chatshipper[resource].list(query)).rejects.toMatchObject({ status: 400 })
  })
})
