import { createHmac, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { claimsOf, isSignedBy, keyIdOf, sign } from './jwt.ts'

const key = randomBytes(32)

test('a token can be read and checked by everybody who knows JWT', () => {
  const token = sign({ sub: 'ü', scope: 'a b' }, key, 'k1')
  const [header = '', payload = '', signature] = token.split('.')
  expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({
    alg: 'HS256',
    typ: 'JWT',
    kid: 'k1',
  })
  expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toEqual({ sub: 'ü', scope: 'a b' })
  expect(signature).toBe(createHmac('sha256', key).update(`${header}.${payload}`).digest('base64url'))
  expect([claimsOf(token), keyIdOf(token)]).toEqual([{ sub: 'ü', scope: 'a b' }, 'k1'])
})

test('only the key that signed it confirms a token', () => {
  const token = sign({}, key, 'k1')
  expect(isSignedBy(token, key)).toBe(true)
  expect(isSignedBy(token, randomBytes(32))).toBe(false)
  expect(isSignedBy(token.slice(0, -1), key)).toBe(false)
})

test.each(['', 'a', 'a.b.c', 'e30.W10.x', 'e30.e30'])('%j has no claims', (token) => {
  expect(claimsOf(token)).toBeUndefined()
})
