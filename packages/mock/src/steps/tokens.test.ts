import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { club, exampleSession } from '../../test/club.ts'
import { serve } from '../../test/start.ts'
import { claimsOf } from '../auth/jwt.ts'
import type { Mock } from '../mock.ts'

let mock: Mock
beforeAll(async () => void (mock = await serve({ club })))
afterAll(() => mock.close())

type Session = typeof exampleSession

const person = { email: 'a@club.example', password: 'correct' }
const create = (body: object, headers: Record<string, string> = {}, from = mock) =>
  fetch(`${from.url}/club/v1/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
const refresh = (token: string, from = mock) =>
  fetch(`${from.url}/club/v1/tokens?refreshToken=${encodeURIComponent(token)}`)
const session = async (response: Response) => (await response.json()) as Session
const outcome = async (response: Response) => [
  response.status,
  ((await response.json()) as { message?: string }).message,
  response.headers.get('x-parlance-refusal'),
]

describe('logging in', () => {
  test('gives new tokens around which everything fits', async () => {
    const response = await create(person)
    expect([response.status, response.headers.get('cache-control')]).toEqual([201, 'no-store'])
    const { token, refreshToken, expiresAt, scope } = await session(response)
    const { exp } = claimsOf(token)!
    expect(Math.abs(Date.parse(expiresAt) / 1000 - Number(exp))).toBeLessThanOrEqual(1)
    expect(scope).toBe('chair')
    expect([token, refreshToken]).not.toContain(exampleSession.refreshToken)
  })

  test('gives a lower scope on request', async () => {
    const { token, scope } = await session(await create(person, { prefer: 'scope=member' }))
    expect([scope, claimsOf(token)!['scope']]).toEqual(['member', 'guest member'])
  })

  test('knows no scope that the document does not name', async () => {
    expect(await outcome(await create(person, { prefer: 'scope=boss' }))).toEqual([
      404,
      'NotFound',
      'prefer: no scope "boss"; there are guest, member, chair',
    ])
  })

  test('leaves an invalid request to the contract', async () => {
    expect(await outcome(await create({ email: 'x' }))).toContain('BodyInvalid')
  })

  test('with empty credentials fails', async () => {
    expect(await outcome(await create({ ...person, password: '' }))).toEqual([
      401,
      'CredentialsWrong',
      'the credentials are missing or empty',
    ])
  })

  test('sends the example as it is when it is asked for', async () => {
    const response = await create(person, { prefer: 'example=default' })
    expect(await response.json()).toEqual(exampleSession)
  })

  test('is for those who were named, if any were', async () => {
    await using closed = await serve({ club }, { clients: [{ id: person.email, secret: person.password }] })
    expect((await create(person, {}, closed)).status).toBe(201)
    const wrong = await create({ ...person, password: 'wrong' }, {}, closed)
    expect(await outcome(wrong)).toEqual([
      401,
      'CredentialsWrong',
      'the credentials are not among those given to the mock (--client)',
    ])
  })
})

describe('a refresh token', () => {
  test('gives a new pair with the scopes of the old one, once', async () => {
    const old = await session(await create(person, { prefer: 'scope=member' }))
    const fresh = await session(await refresh(old.refreshToken))
    expect(fresh.token).not.toBe(old.token)
    expect(fresh.refreshToken).not.toBe(old.refreshToken)
    expect(claimsOf(fresh.token)!['scope']).toBe('guest member')
    expect(await outcome(await refresh(old.refreshToken))).toEqual([
      401,
      'TokenForged',
      'the refresh token was used already',
    ])
  })

  test('may come in the body, where the operation takes it there', async () => {
    const { refreshToken } = await session(await create(person))
    expect((await create({ refreshToken })).status).toBe(201)
    expect((await create({ refreshToken })).status).toBe(401)
  })

  test('of others is taken, but not by strict auth', async () => {
    await using strict = await serve({ club }, { strictAuth: true })
    expect((await refresh(exampleSession.refreshToken)).status).toBe(200)
    expect((await refresh(exampleSession.refreshToken, strict)).status).toBe(401)
  })
})

test('the lifetime of tokens can be set', async () => {
  await using brief = await serve({ club }, { tokenLifetime: 60 })
  const { iat, exp } = claimsOf((await session(await create(person, {}, brief))).token)!
  expect(Number(exp) - Number(iat)).toBe(60)
})
