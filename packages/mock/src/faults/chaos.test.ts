import { describe, expect, test } from 'vitest'
import { Chaos, type Fate } from './chaos.ts'
import type { Faults } from './faults.ts'

const faults: Faults = {
  errorRate: { 500: 0.2, 503: 0.3 },
  reset: 0.1,
  dribble: 0.1,
  latency: { median: 50, sigma: 1 },
}
const fates = (chaos: Chaos, count: number, request = 'GET /a') =>
  Array.from({ length: count }, () => chaos.fateOf(request))
const share = (list: readonly Fate[], is: (fate: Fate) => boolean) => list.filter(is).length / list.length

test('faults happen as often as they should', () => {
  const list = fates(new Chaos(faults, 1), 5000)
  expect(Math.abs(share(list, ({ error }) => error === 500) - 0.2)).toBeLessThan(0.03)
  expect(Math.abs(share(list, ({ error }) => error === 503) - 0.3)).toBeLessThan(0.03)
  expect(Math.abs(share(list, ({ delivery }) => delivery === 'reset') - 0.1)).toBeLessThan(0.03)
  expect(share(list, ({ delivery }) => delivery === 'truncate')).toBe(0)
})

test('a share of 1 is every time, and of 0 never', () => {
  const list = fates(new Chaos({ reset: 1, errorRate: { 503: 0 } }, 1), 100)
  expect(list.every(({ delivery, error }) => delivery === 'reset' && error === undefined)).toBe(true)
})

describe('with a seed', () => {
  test('the nth request of a kind has the same fate, whatever comes between', () => {
    const plain = fates(new Chaos(faults, 7), 20)
    const busy = new Chaos(faults, 7)
    const among = Array.from({ length: 20 }, (_, index) => {
      fates(busy, index, 'GET /b')
      return busy.fateOf('GET /a')
    })
    expect(among).toEqual(plain)
  })

  test('another seed gives other fates', () => {
    expect(fates(new Chaos(faults, 7), 20)).not.toEqual(fates(new Chaos(faults, 8), 20))
  })
})

test('what a request asks for comes before what all of them suffer', () => {
  const chaos = new Chaos({ latency: 500, reset: 1 }, 1)
  expect(chaos.fateOf('GET /a', { latency: 5 })).toEqual({ latency: 5, error: undefined, delivery: 'reset' })
})

test('faults can be changed, and taken away', () => {
  const chaos = new Chaos(undefined, 1)
  expect(chaos.isOn).toBe(false)
  chaos.set({ reset: 1 })
  expect([chaos.isOn, chaos.fateOf('GET /a').delivery]).toEqual([true, 'reset'])
  chaos.set({})
  expect(chaos.isOn).toBe(false)
})
