import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { club } from '../../test/club.ts'
import { serve } from '../../test/start.ts'
import type { Mock } from '../mock.ts'

let mock: Mock
beforeAll(async () => void (mock = await serve({ club })))
afterAll(() => mock.close())

const grant = { grant_type: 'client_credentials' }
const basic = (id: string, secret: string) => ({ authorization: `Basic ${btoa(`${id}:${secret}`)}` })

const ask = (
  fields: Record<string, string> | FormData,
  headers: Record<string, string> = basic('id', 'secret'),
  from = mock,
) =>
  fetch(`${from.url}/club/oauth/token`, {
    method: 'POST',
    headers,
    body: fields instanceof FormData ? fields : new URLSearchParams(fields),
  })

describe('a token', () => {
  test('is given to a client that shows id and secret', async () => {
    const response = await ask(grant)
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(await response.json()).toEqual({
      access_token: expect.stringMatching(/^[0-9a-f-]{36}$/),
      token_type: 'bearer',
      expires_in: 3600,
      scope: 'read:* write:* audit',
    })
  })

  test('is given for a multipart form too, and for credentials in the form', async () => {
    const form = new FormData()
    form.set('grant_type', 'client_credentials')
    expect((await ask(form)).status).toBe(200)
    expect((await ask({ ...grant, client_id: 'id', client_secret: 'secret' }, {})).status).toBe(200)
  })

  test('has the scopes that were asked for', async () => {
    expect(await (await ask({ ...grant, scope: 'read:books audit' })).json()).toMatchObject({
      scope: 'read:books audit',
    })
  })

  test('lives as long as was said', async () => {
    await using brief = await serve({ club }, { tokenLifetime: 90 })
    expect(await (await ask(grant, undefined, brief)).json()).toMatchObject({ expires_in: 90 })
  })
})

describe('a refusal', () => {
  test.each([
    ['no grant type', {}, {}, 400, 'invalid_request'],
    ['another grant type', { grant_type: 'password' }, {}, 400, 'unsupported_grant_type'],
    ['no credentials', grant, {}, 401, 'invalid_client'],
    ['an empty secret', grant, basic('id', ''), 401, 'invalid_client'],
    ['credentials that are none', grant, { authorization: 'Basic %%%' }, 401, 'invalid_client'],
    ['an unknown scope', { ...grant, scope: 'read:* own' }, basic('id', 'secret'), 400, 'invalid_scope'],
  ])('for %s has the form of OAuth 2.0', async (_, fields, headers, status, error) => {
    const response = await ask(fields, headers)
    const body = (await response.json()) as { error: string; error_description: string }
    expect([response.status, body.error]).toEqual([status, error])
    expect(response.headers.get('x-parlance-refusal')).toBe(body.error_description)
    expect(response.headers.has('www-authenticate')).toBe(status === 401)
  })

  test('for a body that is no form', async () => {
    const response = await fetch(`${mock.url}/club/oauth/token`, {
      method: 'POST',
      headers: { ...basic('id', 'secret'), 'content-type': 'application/json' },
      body: JSON.stringify(grant),
    })
    expect([response.status, await response.json()]).toMatchObject([400, { error: 'invalid_request' }])
  })

  test('for another method is the provider’s own', async () => {
    const response = await fetch(`${mock.url}/club/oauth/token`)
    expect([response.status, response.headers.get('allow'), await response.json()]).toEqual([
      405,
      'POST',
      { message: 'MethodNotAllowed' },
    ])
  })
})

test('named clients only get one, whatever letters are in their secrets', async () => {
  await using closed = await serve({ club }, { clients: [{ id: 'app 1', secret: 'a:b%c+d' }] })
  const encoded = basic(encodeURIComponent('app 1'), encodeURIComponent('a:b%c+d'))
  expect((await ask(grant, encoded, closed)).status).toBe(200)
  expect((await ask(grant, basic('app 1', 'a:b%c+d'), closed)).status).toBe(200)
  expect((await ask({ ...grant, client_id: 'app 1', client_secret: 'a:b%c+d' }, {}, closed)).status).toBe(200)
  expect((await ask(grant, basic('app 1', 'wrong'), closed)).status).toBe(401)
})
