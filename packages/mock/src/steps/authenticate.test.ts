import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { club } from '../../test/club.ts'
import { serve } from '../../test/start.ts'
import type { Mock } from '../mock.ts'

let mock: Mock
let strict: Mock
beforeAll(async () => {
  mock = await serve({ club })
  strict = await serve({ club }, { strictAuth: true, keys: ['known-key'] })
})
afterAll(async () => void (await Promise.all([mock.close(), strict.close()])))

const get = (path: string, headers: Record<string, string> = {}, from = mock) =>
  fetch(`${from.url}/club/v1${path}`, { headers })
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

/** A token of a person with these scopes, or of an application. */
async function tokenFor(scope: string, from = mock): Promise<Record<string, string>> {
  const response = await fetch(`${from.url}/club/v1/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', prefer: `scope=${scope}` },
    body: JSON.stringify({ email: 'a@club.example', password: 'x' }),
  })
  return bearer(((await response.json()) as { token: string }).token)
}

async function appToken(scope: string, from = mock): Promise<Record<string, string>> {
  const response = await fetch(`${from.url}/club/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('id:secret')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope }),
  })
  return bearer(((await response.json()) as { access_token: string }).access_token)
}

const outcome = async (response: Response) => [
  response.status,
  ((await response.json()) as { message?: string }).message,
  response.headers.get('x-parlance-refusal'),
]

describe('credentials of others', () => {
  test.each([
    ['/chairs', bearer('a-token')],
    ['/stats', bearer('a-token')],
    ['/keyed', { 'x-key': 'a-key' }],
  ])('open %s when they are not empty', async (path, headers) => {
    expect((await get(path, headers)).status).toBe(200)
  })

  test('are missed where there are none', async () => {
    expect((await get('/chairs')).status).toBe(401)
    expect((await get('/chairs', bearer(''))).status).toBe(401)
  })
})

describe('scopes', () => {
  test('of a ladder open what is at or below them', async () => {
    const member = await tokenFor('member')
    expect((await get('/members', member)).status).toBe(200)
    expect(await outcome(await get('/chairs', member))).toEqual([
      403,
      'Forbidden',
      'the token lacks the scope chair; it has guest member',
    ])
  })

  test('side by side are needed one by one', async () => {
    const reader = await appToken('read:*')
    expect((await get('/stats', reader)).status).toBe(200)
    expect(await outcome(await get('/books', reader))).toEqual([
      403,
      'Forbidden',
      'the token lacks the scope write:books; it has read:*',
    ])
  })

  test('are no matter where one of two credentials will do, or none', async () => {
    const guest = await tokenFor('guest')
    expect((await get('/either', guest)).status).toBe(403)
    expect((await get('/either', { ...guest, 'x-key': 'a-key' })).status).toBe(200)
    expect((await get('/open', guest)).status).toBe(200)
  })
})

test('a token that has expired is refused with the documented status, from then on', async () => {
  await using hasty = await serve({ club }, { tokenLifetime: 0.05 })
  const token = await tokenFor('chair', hasty)
  await expect.poll(async () => (await get('/chairs', token, hasty)).status).toBe(403)
  expect((await get('/chairs', token, hasty)).headers.get('x-parlance-refusal')).toBe(
    'the token has expired: make a new one',
  )
  const app = await appToken('read:*', hasty)
  await expect.poll(async () => (await get('/stats', app, hasty)).status).toBe(401)
  expect(await outcome(await get('/stats', app, hasty))).toContain('TokenExpired')
})

test('a token of another mock is refused', async () => {
  await using other = await serve({ club })
  expect(await outcome(await get('/chairs', await tokenFor('chair', other)))).toEqual([
    401,
    'TokenForged',
    'the token is not genuine: this mock did not issue it',
  ])
})

test('a token counts for the provider that issued it only', async () => {
  await using both = await serve({ club, other: club })
  const { authorization = '' } = await tokenFor('chair', both)
  expect((await fetch(`${both.url}/other/v1/chairs`, { headers: { authorization } })).status).toBe(401)
})

describe('strict auth', () => {
  test('takes known keys and no others', async () => {
    expect((await get('/keyed', { 'x-key': 'known-key' }, strict)).status).toBe(200)
    expect(await outcome(await get('/keyed', { 'x-key': 'other' }, strict))).toEqual([
      401,
      'TokenForged',
      'strict auth: the key is not one of those given to the mock (--key)',
    ])
  })

  test('takes tokens that this mock issued, and known permanent ones', async () => {
    expect((await get('/chairs', await tokenFor('chair', strict), strict)).status).toBe(200)
    expect((await get('/stats', await appToken('read:stats', strict), strict)).status).toBe(200)
    expect((await get('/chairs', bearer('known-key'), strict)).status).toBe(200)
    expect((await get('/chairs', bearer('a-token'), strict)).status).toBe(401)
  })
})
