import { expect, test } from 'vitest'
import { club } from '../test/club.ts'
import { serve } from '../test/start.ts'

test('an error that is declared nowhere looks like those that are', async () => {
  await using mock = await serve({ club })
  const get = (headers: Record<string, string>) =>
    fetch(`${mock.url}/club/v1/members`, { headers: { authorization: 'Bearer t', ...headers } })
  const unacceptable = await get({ accept: 'image/png' })
  expect([unacceptable.status, await unacceptable.json()]).toEqual([406, { message: 'Not Acceptable' }])
  const down = await get({ 'x-parlance-fault': 'error=503' })
  expect([down.status, await down.json()]).toEqual([503, { message: 'Service Unavailable' }])
  expect(down.headers.get('content-type')).toBe('application/json')
})

test('where nothing tells what errors look like, it is a problem document', async () => {
  await using mock = await serve({ club: { ...club, 'x-error-message': undefined } })
  const headers = { authorization: 'Bearer t', 'x-parlance-fault': 'error=503' }
  const down = await fetch(`${mock.url}/club/v1/members`, { headers })
  expect([down.status, down.headers.get('content-type')]).toEqual([503, 'application/problem+json'])
})
