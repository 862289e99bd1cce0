import { expect, test } from 'vitest'
import { lint } from '../testing.ts'

const operation = (method: string, operationId: string, safety?: string) => `
  openapi: 3.1.0
  paths:
    /shipments:
      ${method}:
        operationId: ${operationId}
        ${safety === undefined ? '' : `x-retry-safety: ${safety}`}
`

const check = (...of: Parameters<typeof operation>) => lint('retry-safety-declared', operation(...of))

test('an operation says whether it may be sent again', async () => {
  expect(await check('post', 'shipments.create')).toEqual([
    {
      at: 'openapi.yaml#/paths/~1shipments/post',
      message:
        'shipments.create does not say whether it may be sent again. Add x-retry-safety: safe, idempotent or unsafe (see packages/spec-rules/src/extensions.ts).',
    },
  ])
})

test.each(['get', 'head', 'options'])('%s changes nothing, so it is safe', async (method) => {
  expect(await check(method, 'shipments.get', 'safe')).toEqual([])
  expect(await check(method, 'shipments.get', 'idempotent')).toEqual([
    {
      at: 'openapi.yaml#/paths/~1shipments/' + method + '/x-retry-safety',
      message: `shipments.get is a ${method.toUpperCase()} and changes nothing, but says x-retry-safety: idempotent. Write safe.`,
    },
  ])
})

test.each(['put', 'patch', 'delete'])('%s changes something, so it is not safe', async (method) => {
  expect(await check(method, 'shipments.change', 'idempotent')).toEqual([])
  expect(await check(method, 'shipments.change', 'unsafe')).toEqual([])
  expect(await check(method, 'shipments.change', 'safe')).toEqual([
    {
      at: `openapi.yaml#/paths/~1shipments/${method}/x-retry-safety`,
      message: `shipments.change is a ${method.toUpperCase()} and cannot be safe. Write idempotent if a second one leaves the same state, else unsafe.`,
    },
  ])
})

test('a POST is safe only if its verb reads', async () => {
  expect(await check('post', 'shipments.search', 'safe')).toEqual([])
  expect(await check('post', 'shipments.buy', 'unsafe')).toEqual([])
  const [finding] = await check('post', 'shipments.buy', 'safe')
  expect(finding?.message).toMatch(/^shipments.buy is a POST and cannot be safe unless its verb only reads/)
})

test('an operation without an id goes by method and path', async () => {
  const [finding] = await lint('retry-safety-declared', '{openapi: 3.1.0, paths: {/shipments: {post: {}}}}')
  expect(finding?.message).toMatch(/^POST \/shipments does not say/)
})

test('an operation in a path file is reported in that file', async () => {
  const findings = await lint('retry-safety-declared', {
    'openapi.yaml': '{openapi: 3.1.0, paths: {/shipments: {$ref: paths/shipments.yaml}}}',
    'paths/shipments.yaml': 'post: {operationId: shipments.create}',
  })
  expect(findings.map(({ at }) => at)).toEqual(['paths/shipments.yaml#/post'])
})
