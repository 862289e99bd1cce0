import { expect, test } from 'vitest'
import { mergeHeaders, writePath, writeQuery } from './serialize.ts'

test('values in a path cannot leave their segment', () => {
  expect(writePath('/parcels/{id}/labels/{size}', (name) => (name === 'id' ? 'a/b?c#d e' : 'é'))).toBe(
    '/parcels/a%2Fb%3Fc%23d%20e/labels/%C3%A9',
  )
})

test.each([
  [{}, ''],
  [{ page: undefined, status: null }, ''],
  [{ page: 2, q: 'a&b=c d' }, '?page=2&q=a%26b%3Dc%20d'],
  [{ draft: false, weight: 0, note: '' }, '?draft=false&weight=0&note='],
  [{ tag: ['a', 'b'] }, '?tag=a&tag=b'],
  [{ tag: [] }, ''],
  [{ meta: { colour: 'red', size: [1, 2] } }, '?meta%5Bcolour%5D=red&meta%5Bsize%5D=1&meta%5Bsize%5D=2'],
])('%j is written as %j', (query, text) => {
  expect(writeQuery(query)).toBe(text)
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
