import { expect, test } from 'vitest'
import { createAjv } from './judge/compile.ts'
import { expressionOf } from './expression.ts'

test('a pattern that is not written for Unicode is one all the same', () => {
  expect(expressionOf('^[\\w-.]+$').test('a-b.c')).toBe(true)
  expect(() => expressionOf('(')).toThrow(SyntaxError)
})

test.each(['^(a+)+$', '^(a|aa)*$', '^(?:(?:x?a)*)*$'])(
  '%s comes to an end',
  { timeout: 20_000 },
  (pattern) => {
    const expression = expressionOf(pattern)
    expect(expression.test('a'.repeat(60))).toBe(true)
    expect(expression.test(`${'a'.repeat(60)}!`)).toBe(false)
  },
)

test('a pattern with groups tells long texts apart as any other', () => {
  const expression = expressionOf('^https?://([a-z]+\\.)+[a-z]+(/[^?#]*)?$')
  expect(expression.test('https://shipping.labels.example/one/two/three')).toBe(true)
  expect(expression.test('https://shipping.labels.example/one/two/three?four')).toBe(false)
})

test('Ajv does not take one guarded pattern for another', () => {
  const [one, other] = ['^(a+)+$', '^(b+)+$'].map((pattern) => ({ type: 'string', pattern }))
  const validate = createAjv({}).compile({ properties: { one, other } })
  expect(validate({ one: 'a', other: 'b' })).toBe(true)
  expect(validate({ one: 'b', other: 'a' })).toBe(false)
})
