import { expect, test } from 'vitest'
import { selected } from './selected.ts'

const rows = Array.from({ length: 100 }, (_, index) => ({ id: index, size: (index * 37) % 10 }))
const idsOf = (part: readonly unknown[]) => part.map((row) => (row as { id: number }).id)
const bySize = (one: object, other: object) =>
  Number('size' in one && one.size) - Number('size' in other && other.size)

test('the order in which rows came can be read from either end', () => {
  expect(idsOf(selected(rows, 'oldest', 2, 3))).toEqual([2, 3, 4])
  expect(idsOf(selected(rows, 'newest', 2, 3))).toEqual([97, 96, 95])
  expect(idsOf(selected(rows, undefined, 98, 5))).toEqual([98, 99])
})

test('any part of a sorted list is what it would be if all of it were sorted', () => {
  const all = idsOf(rows.toSorted(bySize))
  for (const start of [0, 5, 11, 50, 95, 100]) {
    expect(idsOf(selected(rows, bySize, start, 5))).toEqual(all.slice(start, start + 5))
  }
})

test('nothing of a list is nothing, in whatever order', () => {
  for (const order of ['newest', 'oldest', undefined, bySize] as const) {
    expect(selected(rows, order, 3, 0)).toEqual([])
    expect(selected([], order, 0, 0)).toEqual([])
  }
})

test('the rows themselves stay in their order', () => {
  selected(rows, bySize, 0, 100)
  expect(rows[1]).toEqual({ id: 1, size: 7 })
})
