import { expect, test } from 'vitest'
import { Window } from './window.ts'

test('no span of its length holds more than the budget', () => {
  const window = new Window(3, 1000)
  for (const time of [0, 400, 500]) {
    expect(window.wait(time)).toBe(0)
    window.take(time)
  }
  expect(window.wait(500)).toBe(500)
  expect(window.wait(1000)).toBe(0)
  window.take(1000)
  expect(window.wait(1001)).toBe(399)
  expect(window.wait(1400)).toBe(0)
})

test('after a pause the whole budget is there again', () => {
  const window = new Window(2, 1000)
  for (const time of [0, 1, 5000, 5001]) {
    expect(window.wait(time)).toBe(0)
    window.take(time)
  }
  expect(window.wait(5002)).toBe(998)
})
