import { afterEach, expect, test, vi } from 'vitest'
import { withEnvironment } from './environment.ts'

const definition = {
  variables: { apiKey: 'ACME_API_KEY', accountId: 'ACME_ACCOUNT_ID', origin: 'ACME_ORIGIN' },
}

afterEach(() => vi.unstubAllEnvs())

test('what an option does not say, the environment may', () => {
  vi.stubEnv('ACME_API_KEY', 'from the environment')
  vi.stubEnv('ACME_ACCOUNT_ID', '42')
  vi.stubEnv('ACME_ORIGIN', 'http://127.0.0.1:4010/acme')
  expect(withEnvironment(definition, {} as object)).toEqual({
    apiKey: 'from the environment',
    accountId: '42',
    origin: 'http://127.0.0.1:4010/acme',
  })
})

test('an option stands above the environment, and an empty variable says nothing', () => {
  vi.stubEnv('ACME_API_KEY', 'from the environment')
  vi.stubEnv('ACME_ORIGIN', '')
  const options = { apiKey: 'mine', origin: undefined }
  expect(withEnvironment(definition, options)).toEqual(options)
})
