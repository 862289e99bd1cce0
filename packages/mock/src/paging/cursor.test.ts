import { expect, test } from 'vitest'
import { cursorOf, indexOf } from './cursor.ts'

test('a cursor is 18 digits that lead back to its place', () => {
  for (const index of [0, 1, 2, 999, 100_000]) {
    expect(cursorOf(index)).toMatch(/^[1-9]\d{17}$/)
    expect(indexOf(cursorOf(index))).toBe(index)
  }
})

test('cursors do not show that they count', () => {
  expect(Number(cursorOf(1)) - Number(cursorOf(0))).not.toBe(Number(cursorOf(2)) - Number(cursorOf(1)))
  expect(Math.abs(Number(cursorOf(1)) - Number(cursorOf(0)))).toBeGreaterThan(1e12)
})

test.each(['333582990174208001', '1', 'abc', ''])('%j was never given out', (cursor) => {
  expect(indexOf(cursor)).toBeUndefined()
})
