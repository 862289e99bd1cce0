import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { noon } from '../../../test/worlds.ts'
import { Clock } from './clock.ts'

const minute = 60_000

// Real time goes on when a test says so.
beforeEach(() => vi.useFakeTimers({ now: noon }))
afterEach(() => vi.useRealTimers())

const after = (minutes: number) => new Date(noon.getTime() + minutes * minute)
const pass = (minutes: number) => vi.advanceTimersByTime(minutes * minute)

test('a clock shows real time until somebody moves it', () => {
  const clock = new Clock()
  pass(1)
  expect([clock.now(), clock.state, clock.isRunning]).toEqual([after(1), { offset: 0 }, true])
})

test('a clock that was set or advanced goes on from there', () => {
  const clock = new Clock()
  clock.set(after(100))
  pass(1)
  expect(clock.now()).toEqual(after(101))
  clock.advance(10 * minute)
  pass(1)
  expect(clock.now()).toEqual(after(112))
})

test('a clock can be set back', () => {
  const clock = new Clock()
  clock.now()
  clock.set(after(-100))
  expect(clock.now()).toEqual(after(-100))
})

test('a clock that stands still can be moved, and goes on from where it stands', () => {
  const clock = new Clock()
  clock.freeze()
  pass(5)
  expect([clock.now(), clock.isRunning]).toEqual([noon, false])
  clock.advance(minute)
  pass(5)
  expect(clock.now()).toEqual(after(1))
  clock.set(after(30))
  clock.freeze()
  clock.run()
  pass(1)
  expect([clock.now(), clock.isRunning]).toEqual([after(31), true])
  clock.run()
  expect(clock.now()).toEqual(after(31))
})

test('a clock does not go back by itself when that of the machine does', () => {
  const clock = new Clock()
  clock.now()
  vi.setSystemTime(after(-60))
  expect(clock.now()).toEqual(noon)
  vi.setSystemTime(after(1))
  expect(clock.now()).toEqual(after(1))
})

describe('a clock goes as it did', () => {
  test('while it was away, time has passed', () => {
    const clock = new Clock()
    clock.advance(10 * minute)
    const state = JSON.parse(JSON.stringify(clock.state)) as Clock['state']
    pass(5)
    const other = new Clock()
    other.restore(state)
    expect(other.now()).toEqual(after(15))
  })

  test('where it stood, it stands', () => {
    const clock = new Clock()
    clock.freeze()
    const state = JSON.parse(JSON.stringify(clock.state)) as Clock['state']
    pass(5)
    const other = new Clock()
    other.restore(state)
    expect([other.now(), other.isRunning]).toEqual([noon, false])
  })

  test('without a state, it shows real time again', () => {
    const clock = new Clock()
    clock.set(after(100))
    clock.freeze()
    clock.restore()
    expect([clock.now(), clock.isRunning]).toEqual([noon, true])
  })
})

test('whoever asked for it hears of each move', () => {
  const times: Date[] = []
  const clock = new Clock(() => times.push(clock.now()))
  clock.advance(minute)
  clock.freeze()
  clock.set(after(5))
  clock.run()
  clock.restore()
  expect(times).toEqual([after(1), after(1), after(5), after(5), noon])
})

test.each([-1, NaN, Infinity, 1e300])('a clock cannot be advanced by %d', (milliseconds) => {
  const clock = new Clock()
  expect(() => clock.advance(milliseconds)).toThrow('cannot be advanced')
  expect(clock.now()).toEqual(noon)
})

test('a clock cannot be set to what is no date', () => {
  expect(() => new Clock().set(new Date('noon'))).toThrow('can only be set to a date')
})
