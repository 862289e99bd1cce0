import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jsonBody, startMock, token } from '../../test/start.ts'
import type { Mock } from '../mock.ts'
import { type Expectation, VerificationError } from './verify.ts'

let mock: Mock
beforeAll(async () => {
  mock = await startMock({ listen: false })
  const books = 'https://library.example/api/v1/books'
  const create = (body: object) => mock.fetch(books, { method: 'POST', ...jsonBody(body) })
  await create({ title: 'Emma', pages: 474 })
  await create({ title: 'Persuasion', pages: 249 })
  await create({ pages: 1 })
  await mock.fetch(`${books}?limit=5`, { headers: token })
})
afterAll(() => mock.close())

const failure = (expectation: Expectation | string): VerificationError => {
  try {
    mock.verify(expectation)
  } catch (error) {
    if (error instanceof VerificationError) return error
    throw error
  }
  throw new Error('it was as expected')
}

describe('what was called as often as it should is given back', () => {
  test.each<[Expectation | string, number[]]>([
    ['books.create', [1, 2, 3]],
    [{ operation: 'books.create', times: 3 }, [1, 2, 3]],
    [{ operation: 'books.create', body: { title: 'Emma' }, times: 1 }, [1]],
    [{ operation: 'books.create', status: 201, atLeast: 2, atMost: 2 }, [1, 2]],
    [{ operation: 'books.create', refused: true, atMost: 1 }, [3]],
    [{ operation: 'books.list', query: { limit: '5' } }, [4]],
    [{ operation: 'books.delete', times: 0 }, []],
    [{ operation: 'books.delete', atMost: 1 }, []],
    [{}, [1, 2, 3, 4]],
  ])('%j', (expectation, ids) => {
    expect(mock.verify(expectation).map(({ id }) => id)).toEqual(ids)
  })
})

describe('what was not shows what comes closest', () => {
  test('by its differences, the smallest first', () => {
    const error = failure({ operation: 'books.create', body: { title: 'Emma', pages: 470 } })
    expect(error.message.split('\n')).toEqual([
      'Expected a call of books.create with {"body":{"title":"Emma","pages":470}}, and found none among 4 recorded.',
      '  #1 POST /api/v1/books (books.create) -> 201: /body/pages is 474, wanted 470',
      `  #3 POST /api/v1/books (books.create) -> 400: /body/title is missing, wanted "Emma"; /body/pages is 1, wanted 470; refused: body must have required property 'title'`,
      '  #2 POST /api/v1/books (books.create) -> 201: /body/title is "Persuasion", wanted "Emma"; /body/pages is 249, wanted 470',
    ])
    expect(error.count).toBe(0)
    expect(error.nearest[0]).toMatchObject({
      call: { id: 1, operation: 'books.create' },
      misfits: [{ pointer: '/body/pages', wanted: 470, found: 474 }],
    })
  })

  test('even of other operations, when there is nothing else', () => {
    expect(failure('books.delete').message).toMatch(
      /^Expected a call of books\.delete, and found none among 4 recorded\.\n {2}#4 GET .*: \/operation is "books\.list", wanted "books\.delete"\n/,
    )
  })

  test('by a sentence only, when nothing was called at all', async () => {
    await using quiet = await startMock({ listen: false })
    expect(() => quiet.verify('books.list')).toThrow(
      /^Expected a call of books\.list, and found none among 0 recorded\.$/,
    )
  })
})

test('what was called too often is shown as it is', () => {
  const error = failure({ operation: 'books.create', times: 0 })
  expect(error.message.split('\n')).toEqual([
    'Expected no call of books.create, and found 3 among 4 recorded.',
    '  #1 POST /api/v1/books (books.create) -> 201',
    '  #2 POST /api/v1/books (books.create) -> 201',
    "  #3 POST /api/v1/books (books.create) -> 400: refused: body must have required property 'title'",
  ])
  expect(failure({ operation: 'books.create', times: 1 }).message).toContain(
    'Expected 1 call of books.create, and',
  )
  expect(failure({ operation: 'books.create', atLeast: 4, atMost: 5 }).message).toContain(
    'Expected at least 4 and at most 5 calls of',
  )
})

test('lists are as long as they should be', async () => {
  await using mock = await startMock({ listen: false })
  await mock.fetch('https://library.example/api/v1/pair', { method: 'POST', ...jsonBody(['a', 1, 2]) })
  expect(() => mock.verify({ body: ['a', 1] })).toThrow('/body is ["a",1,2], wanted ["a",1]')
  expect(mock.verify({ body: ['a', 1, 2] })).toHaveLength(1)
})

test('a mistyped name is told, and does not count as never called', () => {
  expect(() => mock.verify({ operation: 'books.destroy', times: 0 })).toThrow(
    'There is no operation "books.destroy"',
  )
  expect(() => mock.verify({ operation: 'books.list', time: 0 } as object)).toThrow('did you mean "times"?')
})
