import { expect, test } from 'vitest'
import type { Operation } from './operation.ts'
import { shapeQuery } from './query.ts'

const list: Operation = {
  id: 'users.list',
  method: 'GET',
  path: '/users',
  commas: ['select'],
  spread: ['filters'],
}

test('free filters become parameters of their own', () => {
  expect(shapeQuery(list, { limit: 2, filters: { 'meta.intent': 'buy', name: '~Jo' } })).toEqual({
    limit: 2,
    'meta.intent': 'buy',
    name: '~Jo',
  })
})

test('lists that are written with commas are joined', () => {
  expect(shapeQuery(list, { select: ['id', 'name'] })).toEqual({ select: 'id,name' })
  expect(shapeQuery(list, { select: 'id' })).toEqual({ select: 'id' })
})

test('anything else stays as it is', () => {
  const query = { tag: ['a', 'b'] }
  expect(shapeQuery({ ...list, commas: [], spread: [] }, query)).toBe(query)
  expect(shapeQuery(list, undefined)).toBeUndefined()
})
