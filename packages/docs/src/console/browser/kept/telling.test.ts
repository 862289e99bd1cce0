import { expect, test } from 'vitest'
import { tellingOf } from './telling.ts'

test('a record is told by its status, its name and its text, in this order', () => {
  const record = { id: 7, body: 'See you\n  there.', object: 'message', displayName: 'Ada', status: 'sent' }
  expect(tellingOf(record, 'id')).toEqual(['sent', 'Ada', 'See you there.'])
})

test('ids, addresses, and what is empty or large tell nothing', () => {
  expect(
    tellingOf({ id: 'a', name_id: 'b', labelUrl: 'c', name: '', text: null, city: { x: 1 } }, 'id'),
  ).toEqual([])
})

test('a long text is cut', () => {
  const [text] = tellingOf({ id: 1, text: 'so '.repeat(40) }, 'id')
  expect(text).toMatch(/^(so )+s? ?…$/)
})
