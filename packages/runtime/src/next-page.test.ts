import { describe, expect, test } from 'vitest'
import { nextQuery } from './next-page.ts'
import type { LinkPaging } from './operation.ts'

const byHeader: LinkPaging = { style: 'link', items: '' }
const byBody: LinkPaging = { style: 'body-link', nextLink: '/_links/next/href', items: '/_embedded/users' }

function afterLink(header: string): unknown {
  const reply = { response: new Response(null, { headers: { link: header } }), data: [] }
  return nextQuery(byHeader, { query: { limit: 2 }, reply, count: 2 })
}

function afterBody(data: unknown): unknown {
  return nextQuery(byBody, { query: undefined, reply: { response: new Response(), data }, count: 2 })
}

describe('the next page by a Link header', () => {
  test.each([
    '<https://api.acme.example/v2/users?limit=2&offset=4>; rel="next"',
    '<https://api.acme.example/v2/users?offset=0>; rel="first", </v2/users?limit=2&offset=4>; title="a, b"; rel=next',
    '<?limit=2&offset=4>; rel="last next"',
  ])('is found in %s', (header) => expect(afterLink(header)).toEqual({ limit: '2', offset: '4' }))

  test.each(['', '</users?offset=0>; rel="prev"', '</users?offset=4>; rel="nextish"', 'rel="next"'])(
    'is not there in %j',
    (header) => expect(afterLink(header)).toBeUndefined(),
  )
})

describe('the next page by a URL in the body', () => {
  test('keeps what is repeated, and drops what a template left open', () => {
    const href = 'https://api.acme.example/v1/applications/1/users?page=1&sort=a,desc&sort=b,asc{&size}'
    expect(afterBody({ _links: { next: { href } } })).toEqual({ page: '1', sort: ['a,desc', 'b,asc'] })
  })

  test.each([{}, { _links: {} }, { _links: { next: { href: null } } }, null])('ends at %j', (data) =>
    expect(afterBody(data)).toBeUndefined(),
  )
})
