import { describe, expect, test } from 'vitest'
import { documentOf, problemOf } from '../../test/judge.ts'
import type { SecuritySchemeObject } from '../document.ts'
import type { Question } from './question.ts'

const securitySchemes: Record<string, SecuritySchemeObject> = {
  Key: { type: 'apiKey', in: 'header', name: 'X-Key' },
  QueryKey: { type: 'apiKey', in: 'query', name: 'key' },
  Cookie: { type: 'apiKey', in: 'cookie', name: 'sid' },
  Basic: { type: 'http', scheme: 'Basic' },
  Bearer: { type: 'http', scheme: 'bearer' },
  Digest: { type: 'http', scheme: 'digest' },
  OAuth: { type: 'oauth2' },
  Tls: { type: 'mutualTLS' },
}

const isTaken = async (names: string[][], question: Partial<Question>) => {
  const security = names.map((one) => Object.fromEntries(one.map((name) => [name, []])))
  return (await problemOf(documentOf({ security }, { components: { securitySchemes } }), question)) === ''
}

const basic = (text: string) => ({ headers: { authorization: `basic ${btoa(text)}` } })
const bearer = { headers: { authorization: 'Bearer abc' } }
const digest = 'Digest username="u", realm="r", nonce="n", uri="/", response="x"'

test.each<[scheme: string, what: string, question: Partial<Question>, taken: boolean]>([
  ['Key', 'the header', { headers: { 'x-key': 'k' } }, true],
  ['Key', 'an empty header', { headers: { 'x-key': '' } }, false],
  ['Key', 'nothing', {}, false],
  ['QueryKey', 'the parameter', { query: { key: 'k' } }, true],
  ['QueryKey', 'an empty parameter', { query: { key: '' } }, false],
  ['Cookie', 'the cookie among others', { headers: { cookie: 'a=b; sid=1' } }, true],
  ['Cookie', 'a cookie whose name ends alike', { headers: { cookie: 'xsid=1' } }, false],
  ['Cookie', 'an empty cookie', { headers: { cookie: 'sid=' } }, false],
  ['Basic', 'user and password', basic('user:pass'), true],
  ['Basic', 'a password with colons', basic('user:pa:ss'), true],
  ['Basic', 'a user alone', basic('user'), false],
  ['Basic', 'a bearer token', bearer, false],
  ['Bearer', 'a token', bearer, true],
  ['Bearer', 'the word in another case', { headers: { authorization: 'bearer abc' } }, true],
  ['Bearer', 'no token', { headers: { authorization: 'Bearer ' } }, false],
  ['Bearer', 'user and password', basic('user:pass'), false],
  ['Digest', 'all parts', { headers: { authorization: digest } }, true],
  ['Digest', 'not all parts', { headers: { authorization: 'Digest username="u"' } }, false],
  ['OAuth', 'a token', bearer, true],
  ['OAuth', 'nothing', {}, false],
  ['Tls', 'what cannot be seen here', {}, true],
])('%s with %s', async (scheme, _, question, taken) => {
  expect(await isTaken([[scheme]], question)).toBe(taken)
})

describe('several schemes', () => {
  test('side by side: one is enough', async () => {
    expect(await isTaken([['Key'], ['Bearer']], bearer)).toBe(true)
    expect(await isTaken([['Key'], ['Bearer']], {})).toBe(false)
  })

  test('together: all are needed', async () => {
    expect(await isTaken([['Key', 'QueryKey']], { headers: { 'x-key': 'k' } })).toBe(false)
    expect(await isTaken([['Key', 'QueryKey']], { headers: { 'x-key': 'k' }, query: { key: 'k' } })).toBe(
      true,
    )
  })

  test('or none at all: then credentials for somebody else do no harm', async () => {
    expect(await isTaken([[], ['Bearer']], basic('user:pass'))).toBe(true)
    expect(await isTaken([], {})).toBe(true)
  })

  test('a scheme that the document does not describe cannot be asked for', async () => {
    expect(await isTaken([['Nobody']], {})).toBe(true)
  })
})

test('a refusal names every way in', async () => {
  const components = { securitySchemes }
  const security = [{ Key: [], Basic: [] }, { OAuth: [] }]
  expect(await problemOf(documentOf({ security }, { components }), {})).toBe(
    'credentials are missing: this operation needs apiKey in header X-Key (Key) and http basic (Basic) or oauth2 (OAuth)',
  )
})

test('what the whole document asks for holds where an operation says nothing', async () => {
  const rest = { security: [{ Key: [] }], components: { securitySchemes } }
  expect(await problemOf(documentOf({}, rest), {})).toContain('X-Key')
  expect(await problemOf(documentOf({ security: [] }, rest), {})).toBe('')
})
