import { describe, expect, test } from 'vitest'
import { resolveServers } from './servers.ts'
import { definition } from './testing.ts'

test('production is the default environment', () => {
  expect(resolveServers(definition, {})).toEqual(['https://api.acme.example/v1', 'https://acme.example'])
})

test('an environment chooses one URL of every server', () => {
  expect(resolveServers(definition, { environment: 'staging' })).toEqual([
    'https://staging.acme.example/v1',
    'https://staging.acme.example',
  ])
})

test.each([
  'http://127.0.0.1:4010/acme',
  'http://127.0.0.1:4010/acme/',
  new URL('http://127.0.0.1:4010/acme'),
])('the origin %s replaces scheme and host and keeps the path', (origin) => {
  expect(resolveServers(definition, { origin })).toEqual([
    'http://127.0.0.1:4010/acme/v1',
    'http://127.0.0.1:4010/acme',
  ])
})

describe('refuses', () => {
  test('an environment the provider does not have, and names those it has', () => {
    expect(() => resolveServers(definition, { environment: 'sandbox' })).toThrow(
      '`environment` must be one of production, staging, but is sandbox.',
    )
  })

  test('an origin that repeats the path of the API', () => {
    expect(() => resolveServers(definition, { origin: 'http://localhost/acme/v1' })).toThrow(
      '`origin` must be an http or https URL without query and without the API’s own /v1, but is http://localhost/acme/v1.',
    )
  })

  test.each(['localhost:4010', 'acme', 'http://x/?a=1', ''])('%j as an origin', (origin) => {
    expect(() => resolveServers(definition, { origin })).toThrow(/`origin` must be an http or https URL/)
  })
})
