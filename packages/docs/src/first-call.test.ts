import { expect, test } from 'vitest'
import { bundle } from '../test/fixture.ts'
import type { SecurityScheme } from './bundle.ts'
import { firstCall } from './first-call.ts'

const withScheme = (scheme: SecurityScheme) => ({
  ...bundle,
  components: { ...bundle.components, securitySchemes: { Token: scheme } },
})

test('the first call is the first read that needs only the options of the client', () => {
  expect(firstCall('acme', bundle)?.client).toBe(
    [
      "import { createClient } from '@parlance/acme'",
      '',
      'const acme = createClient({',
      "  accountId: 'o\\'42',",
      "  token: 'demo',",
      "  origin: 'http://127.0.0.1:4010/acme',",
      '})',
      'console.log(await acme.widgets.list())',
    ].join('\n'),
  )
})

test('as a command it names the path behind the provider’s prefix and sends the key', () => {
  expect(firstCall('acme', bundle)?.curl).toBe(
    "curl 'http://127.0.0.1:4010/acme/v1/accounts/o'\\''42/widgets' \\\n  -H 'X-Token: demo'",
  )
})

test('a bearer token is sent as one', () => {
  expect(firstCall('acme', withScheme({ type: 'http', scheme: 'bearer' }))?.curl).toContain(
    "-H 'Authorization: Bearer demo'",
  )
})

test('there is no command where a token must be fetched first', () => {
  const call = firstCall('acme', withScheme({ type: 'oauth2', 'x-client-option': 'clientSecret' }))
  expect(call?.curl).toBeUndefined()
  expect(call?.client).toContain("clientSecret: 'demo'")
})
