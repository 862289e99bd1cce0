import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { club, exampleSession } from '../../test/club.ts'
import type { OpenApiDocument } from '../document.ts'
import { readTokenFlows } from './flow.ts'
import { Issuer } from './issuer.ts'
import { claimsOf } from './jwt.ts'

const [person, app] = readTokenFlows(club as unknown as OpenApiDocument)
const wish = { flow: person!, like: exampleSession.token }

test('a token keeps the claims of the example, with times of its own', () => {
  const { token } = new Issuer().issue(wish)
  const now = Math.floor(Date.now() / 1000)
  const claims = claimsOf(token)!
  expect(claims).toMatchObject({ _id: 'm1', organization: 'o1', scope: 'viewer guest member chair' })
  expect(Number(claims['exp']) - Number(claims['iat'])).toBe(3600)
  expect(Math.abs(Number(claims['iat']) - now)).toBeLessThanOrEqual(1)
})

test('no two tokens are the same', () => {
  const issuer = new Issuer()
  expect(issuer.issue(wish).token).not.toBe(issuer.issue(wish).token)
})

test('an issuer knows its own tokens, and what they allow', () => {
  const issuer = new Issuer()
  const { token, grant } = issuer.issue({ ...wish, scopes: ['guest'] })
  expect(issuer.standingOf(token)).toEqual(grant)
  expect(grant.scopes).toEqual(['guest'])
  const opaque = issuer.issue({ flow: app!, like: undefined })
  expect(opaque.token).toMatch(/^[0-9a-f-]{36}$/)
  expect(issuer.standingOf(opaque.token)).toEqual({ ...opaque.grant, scopes: ['read:*', 'write:*', 'audit'] })
})

test('a token that was forgotten speaks for itself', () => {
  const issuer = new Issuer()
  const { token, grant } = issuer.issue(wish)
  for (let count = 0; count < 10_000; count++) issuer.issue({ flow: app!, like: undefined })
  expect(issuer.standingOf(token)).toMatchObject({ scopes: grant.scopes })
})

test('tokens of another mock, and tokens that were changed, are forged', () => {
  const issuer = new Issuer()
  const { token } = issuer.issue(wish)
  const [header, , signature] = token.split('.')
  const payload = Buffer.from(JSON.stringify({ scope: 'chair' })).toString('base64url')
  expect(issuer.standingOf(`${header}.${payload}.${signature}`)).toBe('forged')
  expect(new Issuer().standingOf(token)).toBe('forged')
})

test('tokens that no mock made are strangers, whatever they look like', () => {
  const content = exampleSession.token.slice(0, exampleSession.token.lastIndexOf('.'))
  const real = `${content}.${createHmac('sha256', 'other').update(content).digest('base64url')}`
  for (const token of ['a-token', real, 'a.b.c']) expect(new Issuer().standingOf(token)).toBe('stranger')
})

test('a token expires', async () => {
  const issuer = new Issuer(0.05)
  const { token } = issuer.issue(wish)
  await expect.poll(() => issuer.standingOf(token)).toBe('expired')
})

test('all tokens can expire at once: those that are known, and those that were forgotten', async () => {
  const issuer = new Issuer()
  const forgotten = issuer.issue(wish).token
  // The token itself knows its time in seconds only.
  await expect.poll(() => Date.now() / 1000).toBeGreaterThan(Number(claimsOf(forgotten)!['iat']))
  const known = issuer.issue(wish).token
  const refreshToken = issuer.issueRefresh(exampleSession.refreshToken, ['member'])
  issuer.expireAll()
  expect(issuer.standingOf(known)).toBe('expired')
  for (let count = 0; count < 10_000; count++) issuer.issue({ flow: app!, like: undefined })
  expect(issuer.standingOf(forgotten)).toBe('expired')
  expect(issuer.spend(refreshToken)).toEqual(['member'])
  expect(issuer.standingOf(issuer.issue(wish).token)).toMatchObject({ scopes: expect.any(Array) })
})

test('a refresh token keeps its form, serves once, and is no access token', () => {
  const issuer = new Issuer()
  const refreshToken = issuer.issueRefresh(exampleSession.refreshToken, ['member'])
  expect(refreshToken).toMatch(/^m1\.[0-9a-f]{32}$/)
  expect(refreshToken).not.toBe(exampleSession.refreshToken)
  expect(issuer.standingOf(refreshToken)).toBe('forged')
  expect([1, 2].map(() => issuer.spend(refreshToken))).toEqual([['member'], 'spent'])
  expect(issuer.spend('unknown')).toBeUndefined()
})

test('a refresh token may be a JWT', () => {
  const refreshToken = new Issuer().issueRefresh(exampleSession.token, ['member'])
  expect(claimsOf(refreshToken)).toMatchObject({ _id: 'm1' })
})
