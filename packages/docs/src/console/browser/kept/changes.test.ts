import { expect, test } from 'vitest'
import type { Kept, KeptRecord } from '../../../sandbox/kept.ts'
import { changesOf, changesSentence } from './changes.ts'

const kept = (records: KeptRecord[], size = records.length): Kept => ({
  now: '2026-03-01T00:00:00.000Z',
  timers: [],
  collections: [
    { name: 'batches', key: 'id', size: 0, records: [] },
    { name: 'shipments', key: 'id', size, records },
  ],
})
const before = kept([{ id: 2, status: 'ready' }, { id: 1 }])

test('the first look finds no change', () => {
  expect(changesSentence(changesOf(undefined, before))).toBe('Nothing has changed.')
})

test('what came, what became another and what went are told apart', () => {
  const changes = changesOf(before, kept([{ id: 3 }, { id: 2, status: 'gone' }]))
  expect([...changes.keys()]).toEqual(['shipments'])
  expect(changes.get('shipments')).toEqual({
    marks: new Map([
      ['3', 'new'],
      ['2', 'changed'],
    ]),
    gone: 1,
  })
  expect(changesSentence(changes)).toBe('shipments: 1 new, 1 changed, 1 gone.')
})

test('of many, an older one that has moved up is not new', () => {
  const many = kept([{ id: 9 }, { id: 8 }], 12)
  const changes = changesOf(many, kept([{ id: 8 }, { id: 7 }], 11))
  expect(changes.get('shipments')).toEqual({ marks: new Map(), gone: 1 })
})

test('a collection that was not looked at before has no changes', () => {
  expect(changesOf({ ...before, collections: [] }, before).size).toBe(0)
})
