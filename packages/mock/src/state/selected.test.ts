import { expect, test } from 'vitest'
import { selected } from './selected.ts'

const rows = Array.from({ length: 100 }, (_, index) => ({ id: index, size: (index * 37) % 10 }))
const idsOf = (part: readonly unknown[]) => part.map((row) => (row as { id: number }).id)
const bySize = (one: object, other: object) =>
  Number('size' in one && one.size) - Number('size' in other && other.size)

test('the order in which rows came can be read from either end', () => {
  expect(idsOf(selected({ rows, order: 'oldest' }, 2, 3))).toEqual([2, 3, 4])
  expect(idsOf(selected({ rows, order: 'newest' }, 2, 3))).toEqual([97, 96, 95])
  expect(idsOf(selected({ rows }, 98, 5))).toEqual([98, 99])
})

test('any part of a sorted list is what it would be if all of it were sorted', () => {
  const all = idsOf(rows.toSorted(bySize))
  for (const start of [0, 5, 11, 50, 95, 100]) {
    expect(idsOf(selected({ rows, order: bySize }, start, 5))).toEqual(all.slice(start, start + 5))
  }
})

test('whoever walks through a sorted list has it sorted once', () => {
  let compared = 0
  const order = (one: object, other: object) => {
    compared += 1
    return bySize(one, other)
  }
  const selection = { rows, order }
  const pages = [60, 0, 80].flatMap((start) => idsOf(selected(selection, start, 20)))
  const all = idsOf(rows.toSorted(bySize))
  expect(pages).toEqual([...all.slice(60, 80), ...all.slice(0, 20), ...all.slice(80)])
  const before = compared
  selected(selection, 40, 20)
  expect(compared).toBe(before)
})

test('nothing of a list is nothing, in whatever order', () => {
  const orders = [{ order: 'newest' }, { order: 'oldest' }, {}, { order: bySize }] as const
  for (const order of orders) {
    expect(selected({ rows, ...order }, 3, 0)).toEqual([])
    expect(selected({ rows: [], ...order }, 0, 0)).toEqual([])
  }
})

test('the rows themselves stay in their order', () => {
  selected({ rows, order: bySize }, 0, 100)
  expect(rows[1]).toEqual({ id: 1, size: 7 })
})
