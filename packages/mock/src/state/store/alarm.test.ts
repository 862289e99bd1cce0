import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Alarm } from './alarm.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function start(): { alarm: Alarm; rung: number[] } {
  const rung: number[] = []
  const start = performance.now()
  return { alarm: new Alarm(() => rung.push(performance.now() - start)), rung }
}

test('it rings once, at the soonest time that was asked for', () => {
  const { alarm, rung } = start()
  for (const wait of [500, 200, 300, Infinity]) alarm.within(wait)
  vi.advanceTimersByTime(1000)
  expect(rung).toEqual([200])
  alarm.within(50)
  vi.advanceTimersByTime(1000)
  expect(rung).toEqual([200, 1050])
})

test('it rings before a time that the platform cannot wait for', () => {
  const { alarm, rung } = start()
  alarm.within(1e12)
  vi.advanceTimersByTime(2 ** 31)
  expect(rung).toEqual([2 ** 31 - 1])
})

test('it does not ring when it is cleared, and never once it is closed', () => {
  const { alarm, rung } = start()
  alarm.within(10)
  alarm.clear()
  vi.advanceTimersByTime(100)
  alarm.within(10)
  alarm.close()
  alarm.within(10)
  vi.advanceTimersByTime(100)
  expect([rung, vi.getTimerCount()]).toEqual([[], 0])
})
