import { expect, test } from 'vitest'
import { shapeQuery } from './query.ts'

const shape = shapeQuery({ commas: ['sort', 'select'], spread: ['filter'] })

test('lists are written with commas where the operation says so, and other values stay as they are', () => {
  expect(shape({ sort: ['-a', 'b'], select: 'c', tag: ['d', 'e'] })).toEqual({
    sort: '-a,b',
    select: 'c',
    tag: ['d', 'e'],
  })
})

test('free filters become parameters of their own', () => {
  expect(shape({ limit: 5, filter: { 'meta.colour': 'red', status: ['a', 'b'] } })).toEqual({
    limit: 5,
    'meta.colour': 'red',
    status: ['a', 'b'],
  })
})
