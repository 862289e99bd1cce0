import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startMock, token } from '../../test/start.ts'
import type { Mock } from '../mock.ts'

let mock: Mock
beforeAll(async () => void (mock = await startMock()))
afterAll(() => mock.close())

const ask = (headers: Record<string, string> = {}, from = mock) =>
  fetch(`${from.url}/library/api/v1/books`, { headers: { ...token, ...headers } })
const withFault = (fault: string) => ask({ 'x-parlance-fault': fault })

describe('a request may ask', () => {
  test('for a connection that is reset', async () => {
    await expect(withFault('reset')).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
  })

  test('for a body that breaks off in the middle', async () => {
    const response = await withFault('truncate')
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow('terminated')
  })

  test('for a body that comes in pieces', async () => {
    const { port } = new URL(mock.url)
    const pieces: string[] = []
    await new Promise<void>((done) => {
      const socket = connect(Number(port), '127.0.0.1', () =>
        socket.write(
          'GET /library/api/v1/books HTTP/1.1\r\nHost: x\r\nAuthorization: t\r\nX-Parlance-Fault: dribble\r\nConnection: close\r\n\r\n',
        ),
      )
      socket.on('data', (data) => pieces.push(data.toString()))
      socket.on('close', () => done())
    })
    expect(pieces.length).toBeGreaterThan(5)
    expect(pieces.join('')).toMatch(/\r\n\r\n\[\{"id":"b1","title":"Emma"\}\]$/)
  })

  test('for an answer that is late', async () => {
    const started = performance.now()
    expect((await withFault('latency=300')).status).toBe(200)
    expect(performance.now() - started).toBeGreaterThanOrEqual(295)
  })

  test('for an error, which has the shape of the provider', async () => {
    const response = await withFault('error=500')
    expect([response.status, await response.json()]).toEqual([500, { error: { message: 'our fault' } }])
    expect(response.headers.get('x-parlance-refusal')).toBe('a fault that was asked for: 500')
  })

  test('by Prefer as well', async () => {
    await expect(ask({ prefer: 'fault=reset' })).rejects.toThrow('fetch failed')
    expect((await ask({ prefer: 'fault="latency=1; error=500"' })).status).toBe(500)
    expect((await ask({ prefer: 'code=200' })).status).toBe(200)
  })

  test('for nothing that does not exist', async () => {
    const response = await withFault('explode')
    expect([response.status, response.headers.get('x-parlance-refusal')]).toEqual([
      400,
      expect.stringMatching(/^x-parlance-fault: there is no fault "explode"; there are reset, truncate, /),
    ])
  })

  test('for a body that breaks off where there is none: the connection is reset', async () => {
    const broken = fetch(`${mock.url}/library/api/v1/books/b1`, {
      method: 'DELETE',
      headers: { ...token, 'x-parlance-fault': 'truncate' },
    })
    await expect(broken).rejects.toThrow('fetch failed')
  })
})

describe('the whole mock may be at fault', () => {
  test('from the start', async () => {
    await using bad = await startMock({ faults: { errorRate: { 500: 1 } } })
    expect((await ask({}, bad)).status).toBe(500)
  })

  test('or from some moment on, and no longer', async () => {
    await using bad = await startMock()
    expect((await ask({}, bad)).status).toBe(200)
    bad.setFaults({ reset: 1 })
    await expect(ask({}, bad)).rejects.toThrow('fetch failed')
    bad.setFaults()
    expect((await ask({}, bad)).status).toBe(200)
  })

  test('by chance, the same chance for the same seed', async () => {
    const run = async (seed: number) => {
      await using bad = await startMock({ faults: { errorRate: { 500: 0.5 } }, seed })
      const statuses: number[] = []
      for (let count = 0; count < 30; count++) statuses.push((await ask({}, bad)).status)
      return statuses
    }
    const [one, again, other] = [await run(1), await run(1), await run(2)]
    expect(new Set(one)).toEqual(new Set([200, 500]))
    expect(again).toEqual(one)
    expect(other).not.toEqual(one)
  })

  test('but not with faults that do not exist', async () => {
    await expect(startMock({ faults: { reset: 7 } })).rejects.toMatchObject({
      code: 'bad-option',
      message: 'faults: a share must be a number from 0 to 1, not "7".',
    })
    expect(() => mock.setFaults({ errorRate: { 200: 1 } })).toThrow(
      'an error must be a status from 400 to 599',
    )
  })
})

test('a client that leaves while it waits harms nobody', async () => {
  const left = fetch(`${mock.url}/library/api/v1/books`, {
    headers: { ...token, 'x-parlance-fault': 'latency=60000' },
    signal: AbortSignal.timeout(50),
  })
  await expect(left).rejects.toThrow('timeout')
  expect((await ask()).status).toBe(200)
})
