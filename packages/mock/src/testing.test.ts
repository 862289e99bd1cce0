import { afterEach, describe, expect, test, vi } from 'vitest'
import { library } from '../test/library.ts'
import { token, writeSpecs } from '../test/start.ts'
import { bothTransports, startMock, transportVariable } from './testing.ts'

afterEach(() => vi.unstubAllEnvs())

describe('a suite that runs', () => {
  test.each(bothTransports.test.projects.map(({ test: { name, env } }) => [name, env] as const))(
    '%s reaches its mock so',
    async (name, env) => {
      vi.stubEnv(transportVariable, env[transportVariable])
      await using specs = await writeSpecs({ library })
      await using mock = await startMock(['library'], { specs: specs.files, rateLimit: false })
      const { origin, fetch: send } = mock.optionsFor('library')
      expect(send === globalThis.fetch).toBe(name === 'port')
      expect((await send(`${origin}/api/v1/books`, { headers: token })).status).toBe(200)
      mock.verify({ operation: 'books.list', times: 1 })
    },
  )

  test('in no particular way reaches it over a port', async () => {
    vi.stubEnv(transportVariable, undefined)
    await using specs = await writeSpecs({ library })
    await using mock = await startMock(['library'], { specs: specs.files })
    expect(mock.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  })

  test('in an unknown way does not run', () => {
    vi.stubEnv(transportVariable, 'pigeon')
    expect(() => startMock(['library'])).toThrow('MOCK_TRANSPORT must be in-process or port, not "pigeon".')
  })
})
