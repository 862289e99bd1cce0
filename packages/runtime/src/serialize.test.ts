import { describe, expect, test } from 'vitest'
import type { Operation } from './operation.ts'
import { mergeHeaders, writePath, writeQuery } from './serialize.ts'

const operation: Operation = { id: 'parcels.list', method: 'GET', path: '/parcels' }

test('values in a path cannot leave their segment', () => {
  expect(writePath('/parcels/{id}/labels/{size}', (name) => (name === 'id' ? 'a/b?c#d e' : 'é'))).toBe(
    '/parcels/a%2Fb%3Fc%23d%20e/labels/%C3%A9',
  )
})

describe('a query', () => {
  test.each([
    [undefined, ''],
    [{}, ''],
    [{ page: undefined, status: null }, ''],
    [{ page: 2, q: 'a&b=c d' }, '?page=2&q=a%26b%3Dc%20d'],
    [{ draft: false, weight: 0, note: '' }, '?draft=false&weight=0&note='],
    [{ tag: ['a', 'b'] }, '?tag=a&tag=b'],
    [{ tag: [] }, ''],
    [{ meta: { colour: 'red', size: [1, 2] } }, '?meta%5Bcolour%5D=red&meta%5Bsize%5D=1&meta%5Bsize%5D=2'],
  ])('%j is written as %j', (query, text) => {
    expect(writeQuery(operation, query)).toBe(text)
  })

  test('lists are written with commas where the operation says so, and other values as they are', () => {
    const commas = { ...operation, commas: ['sort', 'select'] }
    expect(writeQuery(commas, { sort: ['-a', 'b'], select: 'c', tag: ['d', 'e'] })).toBe(
      '?sort=-a%2Cb&select=c&tag=d&tag=e',
    )
  })

  test('free filters become parameters of their own', () => {
    const spread = { ...operation, spread: ['filter'] }
    expect(writeQuery(spread, { limit: 5, filter: { 'meta.colour': 'red', status: ['a', 'b'] } })).toBe(
      '?limit=5&meta.colour=red&status=a&status=b',
    )
  })
})

test('a later header replaces an earlier one whatever its case, null removes it and undefined leaves it alone', () => {
  const headers = mergeHeaders(
    { accept: 'application/json', 'content-type': 'application/json', 'x-note': 'a' },
    undefined,
    { Accept: 'text/plain', 'Content-Type': null, 'X-Note': undefined },
  )
  expect([...headers]).toEqual([
    ['accept', 'text/plain'],
    ['x-note', 'a'],
  ])
})
