import { describe, expect, test } from 'vitest'
import { idAfter, itemAt } from './items.ts'

describe('ids go on in their form', () => {
  test.each([
    [7, 3, 10],
    ['482915', 86, '483001'],
    ['K7QX2M9P4D', 1, 'K7QX2M9P4E'],
    ['K7QX2M9P9Z', 1, 'K7QX2M9Q0A'],
    ['68b8149ca7c4e1b20902f1ff', 1, '68b8149ca7c4e1b20902f200'],
    ['b28c6a0f-1d95-4e3a-87f4-6e0b52c9d7ff', 2, 'b28c6a0f-1d95-4e3a-87f4-6e0b52c9d801'],
    ['99', 1, '100'],
    ['-Z', 1, '-1A'],
    ['ö', 3, 'ö3'],
  ])('%s, %i further, is %s', (id, count, expected) => {
    expect(idAfter(id, count)).toBe(expected)
  })
})

describe('items', () => {
  const examples = [
    {
      id: 5,
      name: 'a',
      _links: { self: { href: 'https://x.example/things/5' }, of: { href: '/things/5/parts?x=5' } },
    },
    { id: 9, name: 'b', other: 5 },
  ]
  const ids = (list: readonly unknown[], count: number, name?: string) =>
    Array.from(
      { length: count },
      (_, index) => Object.values(itemAt(list, index, name) as object)[0] as unknown,
    )

  test('are the examples first, and then others like them with new ids', () => {
    expect([0, 1].map((index) => itemAt(examples, index, undefined))).toEqual(examples)
    expect(ids(examples, 5)).toEqual([5, 9, 10, 11, 12])
    expect(itemAt(examples, 3, undefined)).toEqual({ id: 11, name: 'b', other: 5 })
  })

  test('have a time of their own where they have no id', () => {
    const times = [
      { state: 'sent', createdTime: '2026-03-09T23:59:59.206366Z', readTime: '2026-03-10T08:00:00Z' },
    ]
    expect([1, 2].map((index) => itemAt(times, index, undefined))).toEqual([
      { ...times[0], createdTime: '2026-03-10T00:00:00.206366Z' },
      { ...times[0], createdTime: '2026-03-10T00:00:01.206366Z' },
    ])
    expect(itemAt([{ state: 'sent' }], 1, undefined)).toEqual({ state: 'sent' })
  })

  test('name their new id in their addresses too', () => {
    expect(itemAt(examples, 2, undefined)).toEqual({
      id: 10,
      name: 'a',
      _links: { self: { href: 'https://x.example/things/10' }, of: { href: '/things/10/parts?x=5' } },
    })
    const upper = [{ id: 'K7Q', url: 'https://x.example/track/k7q', label: 'K7Q/x' }]
    expect(itemAt(upper, 1, undefined)).toEqual({
      id: 'K7R',
      url: 'https://x.example/track/k7r',
      label: 'K7Q/x',
    })
  })

  test('are identified by what their path calls the id, else by what ends so', () => {
    expect(ids([{ sms_id: 'a1', batch_id: 'b1' }], 2, 'sms_id')).toEqual(['a1', 'a2'])
    expect(ids([{ eventID: 'e1', contactID: 'c1' }], 2)).toEqual(['e1', 'e2'])
  })

  test('without an id repeat', () => {
    expect([0, 1, 2, 3].map((index) => itemAt(['x', { y: 1 }], index, undefined))).toEqual([
      'x',
      { y: 1 },
      'x',
      { y: 1 },
    ])
  })
})
