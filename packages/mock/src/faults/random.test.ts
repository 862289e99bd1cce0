import { expect, test } from 'vitest'
import { logNormal, randomFrom } from './random.ts'

const draw = (text: string, count: number) => {
  const random = randomFrom(text)
  return Array.from({ length: count }, () => random())
}

test('the same text gives the same numbers, another text gives others', () => {
  expect(draw('a', 5)).toEqual(draw('a', 5))
  expect(draw('a', 5)).not.toEqual(draw('b', 5))
})

test('numbers are spread evenly, also the first ones of similar texts', () => {
  const first = Array.from({ length: 10_000 }, (_, index) => draw(`request ${index}`, 1)[0]!)
  for (const numbers of [draw('many', 10_000), first]) {
    for (const limit of [0.1, 0.5, 0.9]) {
      const share = numbers.filter((number) => number < limit).length / numbers.length
      expect(Math.abs(share - limit)).toBeLessThan(0.02)
    }
  }
})

test('a log-normal distribution has its median and its spread', () => {
  const random = randomFrom('latency')
  const times = Array.from({ length: 10_000 }, () => logNormal(200, 0.4, random)).toSorted((a, b) => a - b)
  expect(times[5000]).toBeGreaterThan(190)
  expect(times[5000]).toBeLessThan(210)
  // One sigma up and down: the median times and divided by e to the sigma.
  expect(Math.abs(times[8413]! - 200 * Math.exp(0.4))).toBeLessThan(12)
  expect(Math.abs(times[1587]! - 200 * Math.exp(-0.4))).toBeLessThan(12)
})
