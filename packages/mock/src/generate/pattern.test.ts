import { describe, expect, test } from 'vitest'
import { randomFrom } from '../faults/random.ts'
import { matching } from './pattern.ts'

const texts = (pattern: string, isFine?: (text: string) => boolean) =>
  Array.from({ length: 40 }, (_, n) => matching(pattern, randomFrom(`${pattern} ${n}`), isFine))

test.each([
  '^[A-Z0-9]{10}$',
  '^\\d{4}-\\d{2}-\\d{2}$',
  '^[0-9a-f]{24}$',
  '^(red|green|blue)+$',
  '^\\+?[1-9]\\d{6,14}$',
  '^[^/\\s]{1,5}$',
  '^https?://[\\w.-]+(/\\S*)?$',
  'Z$',
  '^$',
  '^.{3}$',
  '^\\u0041\\x42[\\u{43}]\\.$',
  '^(?:a(?<name>b)?)*c??$',
  '^[\\d\\-_]+$',
  '^[+\\]-]$',
  '^(?=.*\\d)[a-c1]{2,}$',
  '^\\bword\\b$',
  '^\\p{Lu}\\p{L}*\\p{Nd}$',
  '^\\t[\\D]{2}[\\S\\n]\\W$',
])('texts for %s match it, and are not all the same', (pattern) => {
  const all = texts(pattern)
  expect(all).not.toContain(undefined)
  for (const text of all) expect(text).toMatch(new RegExp(pattern, 'u'))
  const isOne = ['^$', 'Z$', '^\\bword\\b$', '^\\u0041\\x42[\\u{43}]\\.$'].includes(pattern)
  expect(new Set(all).size > 1).toBe(!isOne)
})

describe('a text is not made up', () => {
  test('where none can be long enough', () => {
    expect(texts('^a{1,3}$', (text) => text.length > 5)).toEqual(texts('x(?!)'))
    expect(texts('x(?!)')).toEqual(Array.from({ length: 40 }, () => undefined))
  })

  test('behind what only an engine can follow', () => {
    expect(matching('^(a|b)\\1$', randomFrom('x'))).toBeUndefined()
    expect(matching('^[^\\s\\S]$', randomFrom('x'))).toBeUndefined()
  })
})

test('the same chance writes the same text', () => {
  const [one, other] = [1, 2].map(() => matching('^[a-z]{20}$', randomFrom('seed')))
  expect(one).toBe(other)
})
