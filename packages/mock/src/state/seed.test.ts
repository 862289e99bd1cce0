import { expect, test } from 'vitest'
import type { OpenApiDocument } from '../document.ts'
import { readSeed, seedProblems } from './seed.ts'

const fern = { id: 1, name: 'Fern', care: { water: 2 } }
const document = {
  openapi: '3.1.0',
  paths: {},
  components: {
    examples: {
      Fern: { value: fern },
      Wrapped: { value: { plant: fern } },
      Pair: { value: { plants: [fern, { id: 2, name: 'Moss' }] } },
      Same: { $ref: '#/components/examples/Fern' },
      Broken: { $ref: '#/components/examples/Missing' },
      Text: { value: 'x' },
    },
  },
} as unknown as OpenApiDocument
const read = (data: unknown) => readSeed(document, data, ['plants'])
const first = (record: unknown) => read({ plants: [record] })['plants']![0]

test('a record may be an example of the document, with changes and without some of it', () => {
  expect(first({ $example: 'Fern' })).toEqual(fern)
  expect(first({ $example: 'Same' })).toEqual(fern)
  expect(first({ $example: 'Fern', $without: 'care', name: 'Moss' })).toEqual({ id: 1, name: 'Moss' })
  expect(first({ $example: 'Fern', $without: ['care', 'name'] })).toEqual({ id: 1 })
  expect(first({ id: 5, name: 'Own' })).toEqual({ id: 5, name: 'Own' })
})

test('of an example, the thing in a wrapper is taken, or what a pointer leads to', () => {
  expect(first({ $example: 'Wrapped' })).toEqual(fern)
  expect(first({ $example: 'Pair', $pick: '/plants/1' })).toEqual({ id: 2, name: 'Moss' })
})

test('the example itself stays as it is', () => {
  const row = first({ $example: 'Fern' })
  expect(row?.['care']).not.toBe(fern.care)
})

test.each([
  ['a list', [], 'it must be a map of collections'],
  ['nothing', null, 'it must be a map of collections'],
  ['another collection', { trees: [] }, 'there is no collection "trees"; there are plants'],
  ['a name that all objects know', { constructor: [] }, 'there is no collection "constructor"'],
  ['a map of records', { plants: {} }, 'plants must be a list of records'],
  ['a text', { plants: ['x'] }, 'plants/0 must be a record'],
  ['no example', { plants: [{ $example: 'Tree' }] }, 'plants/0: the document has no example "Tree"'],
  [
    'no example of its own',
    { plants: [{ $example: 'toString' }] },
    'plants/0: the document has no example "toString"',
  ],
  ['a lost example', { plants: [{ $example: 'Broken' }] }, 'plants/0: the document has no example "Broken"'],
  [
    'an example of something else',
    { plants: [{ $example: 'Text' }] },
    'plants/0: there is no record in the example Text',
  ],
  [
    'a lost place',
    { plants: [{ $example: 'Pair', $pick: '/plants/7' }] },
    'there is no record in the example Pair',
  ],
  [
    'a pointer to nothing',
    { plants: [{ $pick: '/x', id: 1 }] },
    'plants/0: $pick is of no use without $example',
  ],
])('%s is told with its place', (_, data, message) => {
  expect(() => read(data)).toThrow(message)
  expect(() => read(data)).toThrow(expect.objectContaining({ name: 'SeedError' }))
})

test('records that break their schema, or have a key twice, are told with their places', () => {
  const check = (row: object) => ('name' in row ? [] : ['name is missing'])
  const shapes = new Map([['plants', { key: 'id', check }]])
  const seed = { plants: [{ id: 1, name: 'a' }, { id: 2 }, { id: 1, name: 'b' }] }
  expect(seedProblems(seed, shapes)).toEqual([
    'plants/1 (2): name is missing',
    'plants/2 (1): is there twice',
  ])
  expect(seedProblems({ plants: [] }, shapes)).toEqual([])
})

test('a record without a key is told', () => {
  const shapes = new Map([['plants', { key: 'id', check: () => [] }]])
  expect(seedProblems({ plants: [{ name: 'a' }, { name: 'b' }] }, shapes)).toEqual([
    'plants/0: has no id, by which it would be found',
    'plants/1: has no id, by which it would be found',
  ])
})
