import { describe, expect, test } from 'vitest'
import { deepest, parseJson } from './json.ts'

const parse = (text: string) => parseJson(Buffer.from(text))
const lists = (count: number) => '['.repeat(count) + ']'.repeat(count)
const objects = (count: number) => `${'{"a":'.repeat(count)}1${'}'.repeat(count)}`

describe('JSON is read', () => {
  test.each([
    ['as deep as it may be', lists(deepest)],
    ['with many things beside each other', `[${'[],{},'.repeat(2 * deepest)}1]`],
    ['with brackets in text', JSON.stringify('['.repeat(2 * deepest))],
    ['with brackets behind a quote in text', JSON.stringify(`\\"${'{'.repeat(2 * deepest)}`)],
  ])('%s', (_, text) => {
    expect(parse(text)).toEqual(JSON.parse(text))
  })

  test('with a byte order mark', () => expect(parse('\ufeff{"a":1}')).toEqual({ a: 1 }))
})

describe('JSON is refused', () => {
  test.each([
    ['lists', lists(deepest + 1)],
    ['objects', objects(deepest + 1)],
    ['both', `{"a":${lists(deepest)}}`],
    ['lists without an end', '['.repeat(10_000)],
    ['lists behind text', `{"a":"\\\\","b":${lists(deepest)}}`],
  ])('that is nested too deep: %s', (_, text) => {
    expect(() => parse(text)).toThrow(new TypeError('it is nested deeper than 500 levels'))
  })

  test('that is no UTF-8', () => {
    expect(() => parseJson(Buffer.from([0x22, 0xc3, 0x28, 0x22]))).toThrow('it is not UTF-8')
  })

  test('that is no JSON', () => expect(() => parse('{')).toThrow(SyntaxError))
})
