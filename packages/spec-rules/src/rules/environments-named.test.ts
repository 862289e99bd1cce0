import { expect, test } from 'vitest'
import { lint } from '../testing.ts'

const server = (environment: string) =>
  `{url: 'https://${environment}.test', description: For tests., x-environment: ${environment}}`
const check = (servers: string[], path = '', operation = '') =>
  lint(
    'environments-named',
    `
    openapi: 3.1.0
    servers: [${servers.join(', ')}]
    paths: {/track: {${path} get: {operationId: tracking.get, ${operation}}}}
  `,
  )
const both = [server('production'), server('staging')]

test('servers in named environments pass', async () => {
  expect(await check(both)).toEqual([])
  expect(await check(both, `servers: [${both.join(', ')}],`)).toEqual([])
})

test('a server belongs to an environment and says what it is for', async () => {
  expect(await check(['{url: /api}'])).toEqual([
    {
      at: 'openapi.yaml#/servers/0',
      message:
        '/api belongs to no environment. Add x-environment: production or the like (see packages/spec-rules/src/extensions.ts).',
    },
    {
      at: 'openapi.yaml#/servers/0',
      message: '/api has no description. Say who uses this server and when.',
    },
  ])
})

test('a path has a server in every environment', async () => {
  expect(await check(both, `servers: [${server('production')}],`)).toEqual([
    {
      at: 'openapi.yaml#/paths/~1track/servers',
      message: '/track has no server in staging, so clients there could not call it. Add one each.',
    },
  ])
})

test('an operation uses only environments that the document knows', async () => {
  expect(await check([server('production')], '', `servers: [${both.join(', ')}]`)).toEqual([
    {
      at: 'openapi.yaml#/paths/~1track/get/servers/1/x-environment',
      message:
        'tracking.get has a server in "staging", which the document does not know. Use production, or add it to the servers of openapi.yaml.',
    },
  ])
})
