import { expect, test } from 'vitest'
import { dropAt, putAt, valueAt } from './pointer.ts'

test('a pointer leads to a value, or to nothing', () => {
  const body = { a: { 'b/c': [{ d: 1 }] } }
  expect(valueAt(body, '')).toBe(body)
  expect(valueAt(body, '/a/b~1c/0/d')).toBe(1)
  expect(valueAt(body, '/a/x/y')).toBeUndefined()
  expect(valueAt('text', '/a')).toBeUndefined()
})

test('a value is put at its place, and objects on the way are made', () => {
  const body = { a: 1 }
  putAt(body, '/b/c', 2)
  putAt(body, '/a/x', 3)
  expect(body).toEqual({ a: 1, b: { c: 2 } })
})

test('what a pointer leads to is taken away', () => {
  const body = { a: { b: 1, c: 2 } }
  dropAt(body, '/a/b')
  dropAt(body, '/x/y')
  expect(body).toEqual({ a: { c: 2 } })
})
