import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { write } from './write.ts'

const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))
const large = Buffer.concat(Array.from({ length: 1000 }, () => everyByte))

const server = createServer((request, response) => {
  const body = request.url === '/large' ? large : request.url === '/none' ? undefined : everyByte
  const status = request.url === '/empty' ? 204 : 200
  write(response, { status, headers: { 'x-name': 'Zoë' }, body })
})
beforeAll(async () => void (await once(server.listen(0, '127.0.0.1'), 'listening')))
afterAll(() => server.close())

const get = async (path: string, method = 'GET') => {
  const { port } = server.address() as AddressInfo
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method })
  return { headers: response.headers, body: Buffer.from(await response.arrayBuffer()) }
}

test('a body arrives byte for byte, small or large, and so do headers', async () => {
  const small = await get('/small')
  expect(small.body.equals(everyByte)).toBe(true)
  expect([small.headers.get('content-length'), small.headers.get('x-name')]).toEqual(['256', 'Zoë'])
  expect((await get('/large')).body.equals(large)).toBe(true)
})

test('no body has length 0; where there can be none, it has no length', async () => {
  expect((await get('/none')).headers.get('content-length')).toBe('0')
  expect((await get('/empty')).headers.get('content-length')).toBeNull()
})

test('HEAD tells the length of what GET would send', async () => {
  const { headers, body } = await get('/small', 'HEAD')
  expect([headers.get('content-length'), body.length]).toEqual(['256', 0])
})
