import { expect, test } from 'vitest'
import { club } from '../../test/club.ts'
import { jsonBody, serve, startMock } from '../../test/start.ts'

const secret = 'canary-secret'

test('credentials are not shown, wherever they stand', async () => {
  await using mock = await startMock({ listen: false })
  const url = `https://library.example/api/v1/books?access_token=${secret}&note=my-${secret}`
  const headers = { authorization: secret, cookie: `session=${secret}`, 'x-note': `it is ${secret}` }
  await mock.fetch(url, {
    method: 'POST',
    ...jsonBody({ title: `the ${secret}` }),
    headers: { ...headers, 'content-type': 'application/json' },
  })
  expect(mock.lastCall).toMatchObject({
    status: 201,
    query: { note: 'my-REDACTED' },
    body: { title: 'the REDACTED' },
  })
  expect(JSON.stringify(mock.calls())).not.toContain(secret)
})

test('passwords and refresh tokens are not shown', async () => {
  await using mock = await serve({ club }, { listen: false })
  const credentials = { email: 'ann@club.example', password: secret }
  await mock.fetch('https://api.club.example/v1/tokens', { method: 'POST', ...jsonBody(credentials) })
  expect(mock.lastCall).toMatchObject({
    status: 201,
    body: { email: 'ann@club.example', password: 'REDACTED' },
  })
  await mock.fetch(`https://api.club.example/v1/tokens?refreshToken=${secret}`)
  expect(mock.lastCall).toMatchObject({ operation: 'tokens.refresh', query: { refreshToken: 'REDACTED' } })
  expect(JSON.stringify(mock.calls())).not.toContain(secret)
})

test('the way in which credentials are sent may be seen', async () => {
  await using mock = await startMock({ listen: false })
  await mock.fetch(`${mock.url}/plain/notes/1`, { headers: { authorization: `Bearer ${secret}` } })
  expect(mock.lastCall?.headers['authorization']).toBe('Bearer REDACTED')
})

test('credentials can be looked for, but a comparison does not show them', async () => {
  await using mock = await startMock({ listen: false })
  await mock.fetch(`${mock.url}/plain/notes/1`, { headers: { authorization: `Bearer ${secret}` } })
  const wanted = (authorization: string) => () => mock.verify({ headers: { Authorization: authorization } })
  expect(wanted(`Bearer ${secret}`)).not.toThrow()
  const message = catching(wanted('Bearer another-secret'))
  expect(message).toContain('/headers/authorization is another')
  expect(message).not.toMatch(/canary|another-secret/)
})

function catching(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    return String(error) + JSON.stringify(error)
  }
  throw new Error('nothing was thrown')
}
