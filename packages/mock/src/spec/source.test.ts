import { describe, expect, test } from 'vitest'
import { writeTree } from '../../test/files.ts'
import { placeOf, readSource } from './source.ts'

async function read(name: string, text: string): Promise<unknown> {
  await using tree = await writeTree({ [name]: text })
  return (await readSource(tree.at(name))).value
}

describe('a file is read as', () => {
  test('JSON', async () => {
    expect(await read('a.json', '\ufeff{"a": [1, "x"]}')).toEqual({ a: [1, 'x'] })
  })

  test('YAML, in which statuses and dates are text, and anchors and merges work', async () => {
    const text = 'base: &base { x: 1 }\nown: { <<: *base, y: 2 }\n200: ok\nday: 2026-01-01\n'
    expect(await read('a.yaml', text)).toEqual({
      base: { x: 1 },
      own: { x: 1, y: 2 },
      '200': 'ok',
      day: '2026-01-01',
    })
  })

  test('JSON in a file that is called YAML, and YAML that starts like JSON', async () => {
    expect(await read('a.yaml', '{"a": 1}')).toEqual({ a: 1 })
    expect(await read('b.yml', '{a: 1}')).toEqual({ a: 1 })
  })
})

test.each([
  ['a.json', '{\n  "a": 1,\n}', 'is not JSON: line 3, column 1: Expected double-quoted property name.'],
  ['a.json', '{\n  "a": tru\n}', 'is not JSON: line 2, column 8: Unexpected token'],
  ['a.json', '', 'is not JSON: Unexpected end of JSON input.'],
  ['a.yaml', 'a: 1\nb: [1,\nc: 3', 'is not YAML: line 3, column 1: Flow sequence'],
  ['a.yaml', 'a: 1\na: 2', 'is not YAML: line 2, column 1: Map keys must be unique.'],
  ['a.yaml', 'a: *nobody', 'is not YAML: line 1, column 4: Unresolved alias'],
  ['a.yaml', 'a: 1\n---\na: 2', 'is not YAML: line 2, column 1: Source contains multiple documents'],
])('a mistake in %s is told with its line and column: %j', async (name, text, message) => {
  await expect(read(name, text)).rejects.toThrow(message)
})

test('aliases that multiply without end are refused', async () => {
  const levels = Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i}, `.repeat(9)}]`)
  const text = `l0: &l0 [x]\n${levels.join('\n')}`
  await expect(read('a.yaml', text)).rejects.toThrow('is not YAML: Excessive alias count')
})

test('a file that is missing, or is none, is told', async () => {
  await using tree = await writeTree()
  await expect(readSource(tree.at('a.yaml'))).rejects.toThrow('does not exist.')
  await expect(readSource(tree.root)).rejects.toThrow('cannot be read: EISDIR')
})

test('a place is found by the keys that lead to it', async () => {
  const yaml = { path: '', text: 'responses:\n  200:\n    - a\n    - { b: 1 }\n', value: undefined }
  expect(await placeOf(yaml, ['responses', '200', '1', 'b'])).toBe('line 4, column 12')
  expect(await placeOf(yaml, ['responses', '404'])).toBeUndefined()
  const json = { path: '', text: '{\n\t"a": {"b": true}}', value: undefined }
  expect(await placeOf(json, ['a', 'b'])).toBe('line 2, column 13')
})
