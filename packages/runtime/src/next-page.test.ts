import { describe, expect, test } from 'vitest'
import { nextBodyLink, nextLink, nextNumber, type PageNumberPaging } from './next-page.ts'

function afterLink(header: string, secrets?: string[]): unknown {
  const reply = { response: new Response(null, { headers: { link: header } }), data: [] }
  return nextLink({ query: { limit: 2 }, reply, count: 2 }, { next: nextLink, ...(secrets && { secrets }) })
}

function afterBody(data: unknown): unknown {
  const reply = { response: new Response(), data }
  return nextBodyLink(
    { query: undefined, reply, count: 2 },
    { next: nextBodyLink, link: '/_links/next/href' },
  )
}

describe('the next page by a Link header', () => {
  test.each([
    '<https://api.acme.example/v2/users?limit=2&offset=4>; rel="next"',
    '<https://api.acme.example/v2/users?offset=0>; rel="first", </v2/users?limit=2&offset=4>; title="a, b"; rel=next',
    '<?limit=2&offset=4>; rel="last next"',
    '<?limit=2&offset=4>;REL = next;type="text/html"',
    '<?limit=2&offset=4#top>; rel=next, <?offset=8>; rel=last',
  ])('is found in %s', (header) => expect(afterLink(header)).toEqual({ limit: ['2'], offset: ['4'] }))

  test.each([
    '',
    '</users?offset=0>; rel="prev"',
    '</users?offset=4>; rel="nextish"',
    '</users?offset=4>; rel=next-archive',
    '</users?offset=4>; rel="prev next-archive"',
    '</users?offset=4>; title="; rel=next"',
    '</users?offset=4>, rel="next"',
    'rel="next"',
  ])('is not there in %j', (header) => expect(afterLink(header)).toBeUndefined())

  test('does not take over a credential', () => {
    expect(afterLink('</users?api_key=secret&offset=4>; rel=next', ['api_key'])).toEqual({ offset: ['4'] })
  })
})

describe('the next page by a URL in the body', () => {
  test('keeps what is repeated, and drops what a template left open', () => {
    const href = 'https://api.acme.example/v1/applications/1/users?page=1&sort=a,desc&sort=b,asc{&size}'
    expect(afterBody({ _links: { next: { href } } })).toEqual({ page: ['1'], sort: ['a,desc', 'b,asc'] })
  })

  test.each([
    ['/users?q=a%2Bb%20c%26d', { q: ['a+b c&d'] }],
    ['/users', {}],
    ['/users{?page,size}', {}],
    ['/users#top?page=2', {}],
    ['?page=2{&sort}#a?b', { page: ['2'] }],
    ['http://[not a url?page=2', { page: ['2'] }],
    ['/users?__proto__=x&page=2', JSON.parse('{"__proto__":["x"],"page":["2"]}') as unknown],
  ])('is what the query of %s says', (href, query) =>
    expect(afterBody({ _links: { next: { href } } })).toEqual(query),
  )

  test.each([{}, { _links: {} }, { _links: { next: { href: null } } }, null])('ends at %j', (data) =>
    expect(afterBody(data)).toBeUndefined(),
  )
})

describe('the next page by number', () => {
  const paging: PageNumberPaging = {
    next: nextNumber,
    offsetParam: 'page',
    limitParam: 'limit',
    limitDefault: 3,
    limitMax: 5,
  }
  const after = (count: number, query?: Record<string, unknown>) =>
    nextNumber({ query, reply: { response: new Response(), data: [] }, count }, paging)

  test('follows a page that is full by what was asked for, by default, or by what is the most', () => {
    expect(after(2, { limit: 2 })).toEqual({ limit: 2, page: 2 })
    expect(after(3)).toEqual({ page: 2 })
    expect(after(5, { limit: 9, page: '4' })).toEqual({ limit: 9, page: 5 })
  })

  test('does not follow a page that is not', () => {
    expect(after(1, { limit: 2 })).toBeUndefined()
    expect(after(2)).toBeUndefined()
    expect(after(4, { limit: 9 })).toBeUndefined()
    expect(after(0, { limit: 0 })).toBeUndefined()
    expect(after(3, { limit: 'many' })).toBeUndefined()
  })
})
