import { expect, test } from 'vitest'
import { lint } from '../testing.ts'

const check = (operationId: string, tags: string) =>
  lint(
    'operation-id-form',
    `{openapi: 3.1.0, paths: {/a: {get: {operationId: ${operationId}, tags: ${tags}}}}}`,
  )

test('<resource>.<verb> with the resource as only tag passes', async () => {
  expect(await check('returnShipments.markReceived', '[returnShipments]')).toEqual([])
})

test.each(['createShipment', 'Shipments.create', 'shipments.create_one', 'a.b.c'])(
  '%s is refused',
  async (id) => {
    expect(await check(id, '[shipments]')).toEqual([
      {
        at: 'openapi.yaml#/paths/~1a/get/operationId',
        message: `${id} is not <resource>.<verb> in camelCase. Write it like returnShipments.create.`,
      },
    ])
  },
)

test('the resource is the only tag', async () => {
  const at = 'openapi.yaml#/paths/~1a/get/tags'
  expect(await check('shipments.create', '[Shipments]')).toEqual([
    {
      at,
      message:
        'shipments.create has the tags [Shipments]. Its only tag must be its resource: tags: [shipments].',
    },
  ])
  const [two] = await check('shipments.create', '[shipments, batches]')
  expect(two?.message).toContain('has the tags [shipments, batches]')
})
