import { describe, expect, test } from 'vitest'
import type { Shape } from './shape.ts'
import { readerOf, type Source, StyleError } from './styles.ts'

const fields = new Map([
  ['R', {}],
  ['G', {}],
])
const shapes: Record<Shape['kind'], Shape> = {
  scalar: { kind: 'scalar', fields: new Map(), items: undefined },
  array: { kind: 'array', fields: new Map(), items: {} },
  object: { kind: 'object', fields, items: undefined },
}
const read = (style: string, explode: boolean, kind: Shape['kind'], source: Source) =>
  readerOf({ name: 'color', style, explode, shape: shapes[kind] })(source)

const list = ['blue', 'black']
const object = { R: '100', G: '200' }

// The table of OpenAPI 3.1, "Style Examples".
test.each<[style: string, explode: boolean, kind: Shape['kind'], source: Source, value: unknown]>([
  ['matrix', false, 'scalar', { color: ';color=blue' }, 'blue'],
  ['matrix', false, 'array', { color: ';color=blue,black' }, list],
  ['matrix', false, 'object', { color: ';color=R,100,G,200' }, object],
  ['matrix', true, 'array', { color: ';color=blue;color=black' }, list],
  ['matrix', true, 'object', { color: ';R=100;G=200' }, object],
  ['label', false, 'scalar', { color: '.blue' }, 'blue'],
  ['label', false, 'array', { color: '.blue,black' }, list],
  ['label', false, 'object', { color: '.R,100,G,200' }, object],
  ['label', true, 'array', { color: '.blue.black' }, list],
  ['label', true, 'object', { color: '.R=100.G=200' }, object],
  ['simple', false, 'scalar', { color: 'blue' }, 'blue'],
  ['simple', false, 'array', { color: 'blue,black' }, list],
  ['simple', false, 'object', { color: 'R,100,G,200' }, object],
  ['simple', true, 'object', { color: 'R=100,G=200' }, object],
  ['form', true, 'scalar', { color: 'blue' }, 'blue'],
  ['form', true, 'array', { color: list }, list],
  ['form', true, 'array', { color: 'blue' }, ['blue']],
  ['form', true, 'object', { ...object, other: 'x' }, object],
  ['form', false, 'array', { color: 'blue,black' }, list],
  ['form', false, 'object', { color: 'R,100,G,200' }, object],
  ['spaceDelimited', false, 'array', { color: 'blue black' }, list],
  ['spaceDelimited', true, 'array', { color: list }, list],
  ['pipeDelimited', false, 'array', { color: 'blue|black' }, list],
  ['pipeDelimited', false, 'object', { color: 'R|100|G|200' }, object],
  ['deepObject', true, 'object', { 'color[R]': '100', 'color[G]': '200' }, object],
  ['deepObject', true, 'object', { 'color[R][0]': 'a', 'color[R][1]': 'b' }, { R: ['a', 'b'] }],
])('style %s, explode %s, %s: %j is %j', (style, explode, kind, source, value) => {
  expect(read(style, explode, kind, source)).toEqual(value)
})

describe('a parameter that is not there', () => {
  const kinds = Object.keys(shapes) as Shape['kind'][]
  const styles = ['form', 'simple', 'label', 'matrix', 'spaceDelimited', 'pipeDelimited', 'deepObject']

  test.each(styles)('has no value in style %s', (style) => {
    for (const kind of kinds) {
      for (const explode of [true, false]) expect(read(style, explode, kind, { other: '1' })).toBeUndefined()
    }
  })

  test('is a list or an object without a value, too', () => {
    for (const kind of ['array', 'object'] as const) {
      expect(read('form', false, kind, { color: '' })).toBeUndefined()
    }
    expect(read('form', true, 'array', { color: '' })).toBeUndefined()
  })
})

test('a value that is not in its style says how it must start', () => {
  expect(() => read('label', false, 'scalar', { color: 'blue' })).toThrow(StyleError)
  expect(() => read('label', false, 'scalar', { color: 'blue' })).toThrow('must start with "."')
  expect(() => read('matrix', false, 'scalar', { color: ';colour=blue' })).toThrow('must start with "color="')
})

test('a list is a copy, because validation turns its text into numbers', () => {
  const source = { color: ['1', '2'] }
  expect(read('form', true, 'array', source)).not.toBe(source.color)
})

test('names that JavaScript gives a meaning are names like any other', () => {
  const value = read('deepObject', true, 'object', { 'color[__proto__][polluted]': 'yes' })
  expect(Object.keys(value as object)).toEqual(['__proto__'])
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})
