import { expect, test } from 'vitest'
import type { OpenApiDocument } from '../document.ts'
import { readSchemes } from './scheme.ts'

const schemes = readSchemes({
  openapi: '3.1.0',
  paths: {},
  components: {
    securitySchemes: {
      Header: { type: 'apiKey', in: 'header', name: 'X-Key' },
      Query: { type: 'apiKey', in: 'query', name: 'key' },
      Cookie: { type: 'apiKey', in: 'cookie', name: 'sid' },
      Bearer: { type: 'http', scheme: 'bearer' },
      Basic: { type: 'http', scheme: 'Basic' },
      OAuth: { type: 'oauth2' },
    },
  },
} satisfies OpenApiDocument)

const carrier = {
  headers: { 'x-key': 'k1', cookie: 'a=b; sid=k3', authorization: 'bearer k4' },
  query: 'x=1&key=k2',
}

test.each([
  ['Header', 'k1'],
  ['Query', 'k2'],
  ['Cookie', 'k3'],
  ['Bearer', 'k4'],
  ['OAuth', 'k4'],
  ['Basic', undefined],
])('the credential of %s is %s', (name, credential) => {
  expect(schemes.get(name)?.read(carrier)).toBe(credential)
})

test('an empty credential is none', () => {
  const empty = { headers: { 'x-key': '', authorization: 'Bearer ' }, query: 'key=' }
  expect([...schemes.values()].map(({ read }) => read(empty))).toEqual(Array(6).fill(undefined))
})
