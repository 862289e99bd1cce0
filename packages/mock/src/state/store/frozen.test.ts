import { expect, test } from 'vitest'
import { keep, weigh } from './frozen.ts'

test('a value is kept as JSON would tell it', () => {
  const at = new Date('2026-03-01T12:00:00Z')
  const given = { at, none: undefined, list: [undefined, null, { a: 1 }], deep: { text: 'x', is: true } }
  const kept = keep(given)
  expect(kept).toStrictEqual(JSON.parse(JSON.stringify(given)))
})

test('a value that is kept cannot be changed anywhere', () => {
  const kept = keep({ list: [{ a: 1 }] })
  expect([Object.isFrozen(kept), Object.isFrozen(kept.list), Object.isFrozen(kept.list[0])]).toEqual([
    true,
    true,
    true,
  ])
})

test('what is frozen all the way down is shared, and what only looks so is not', () => {
  const kept = keep({ list: [{ a: 1 }] })
  expect(keep(kept)).toBe(kept)
  expect(keep({ ...kept, more: 1 }).list).toBe(kept.list)
  const open = Object.freeze({ list: [1] })
  const copy = keep(open)
  open.list.push(2)
  expect(copy).toEqual({ list: [1] })
})

test('a property has any name', () => {
  const kept = keep(JSON.parse('{"__proto__":{"admin":true}}') as object)
  expect([JSON.stringify(kept), Object.getPrototypeOf(kept)]).toEqual([
    '{"__proto__":{"admin":true}}',
    Object.prototype,
  ])
})

test('what JSON does not know is a mistake', () => {
  expect(() => keep({ find: () => 1 })).toThrow('a value of type function')
  expect(() => keep({ big: 1n })).toThrow('a value of type bigint')
})

test('the weight of a value is that of its JSON, roughly', () => {
  const value = { id: 'x', list: [1, 22, 'three', null, true], nested: { deep: { text: 'y'.repeat(1000) } } }
  const length = JSON.stringify(value).length
  expect(weigh(value) - weigh('')).toBeGreaterThan(length - 20)
  expect(weigh(value) - weigh('')).toBeLessThan(length + 20)
})
