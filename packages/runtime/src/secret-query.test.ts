import { expect, test } from 'vitest'
import { call } from './call.ts'
import { createKernel } from './kernel.ts'
import type { KernelOptions } from './options.ts'
import { concealQuery, inQuery } from './secret-query.ts'
import { definition, getParcel, json, serve } from './testing.ts'

test('a credential in the query reaches the provider, and is not in the URL of the response', async () => {
  const origin = await serve((request, response) => json(response, 200, request.url))
  const credentials = [{ option: 'apiKey', name: 'key', place: inQuery }]
  const kernel = createKernel({ ...definition, credentials, conceal: concealQuery }, {
    origin,
    apiKey: 'canary 9',
  } as KernelOptions)
  const { data, response } = await call(kernel, { ...getParcel, input: 'query' }, [
    'p1',
    { size: 's' },
  ]).withResponse()
  expect(data).toBe('/v1/parcels/p1?size=s&key=canary+9')
  expect(response.url).toBe(`${origin}/v1/parcels/p1`)
})
