import { describe, expect, test } from 'vitest'
import { parseJson } from './json.ts'

test('JSON is its value', () => {
  expect(parseJson(' {"a": [1, "x\\n", null]} ')).toEqual({ value: { a: [1, 'x\n', null] } })
})

describe('a fault is found where it is', () => {
  test.each([
    ['', 1, 1, 'it ends where a value is missing'],
    ['{\n  "a": 1,\n  b: 2\n}', 3, 3, 'a name in double quotes should stand here'],
    ['{"a" 1}', 1, 6, 'a colon should stand here'],
    ['{"a": }', 1, 7, 'a value should begin here'],
    ['{"a": 1 "b": 2}', 1, 9, 'a comma or } should stand here'],
    ['[1, 2', 1, 6, 'a comma or ] should stand here'],
    ['[1,]', 1, 4, 'a value should begin here'],
    ['{"a": 1}}', 1, 9, 'nothing more can follow here'],
    ['{"a": \'x\'}', 1, 7, 'a value should begin here'],
    ['["\nx"]', 1, 2, 'this text is not closed, or has a character that must be escaped'],
    ['01', 1, 2, 'nothing more can follow here'],
  ])('%j: line %i, column %i', (text, line, column, message) => {
    expect(parseJson(text)).toEqual({ fault: { line, column, message } })
  })
})
