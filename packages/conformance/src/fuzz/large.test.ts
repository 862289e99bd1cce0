import type { Document } from '@parlance/compiler'
import { expect, test } from 'vitest'
import { type Compiled, compile, lostIn } from './compile.ts'
import type { Json } from './schemas.ts'
import { serve } from './serve.ts'
import { typeErrors, writeClients } from './types.ts'

const count = 1000

/** So many operations in fifty resources, each with a schema of its own that refers to the next, in circles of twenty. */
function large(): Document {
  const circle = 20
  const nextOf = (index: number) => index - (index % circle) + ((index + 1) % circle)
  const each = Array.from({ length: count }, (_, index) => index)
  const schema = (index: number): Json => ({
    type: 'object',
    properties: {
      id: { type: 'integer' },
      kind: { enum: Array.from({ length: 20 }, (_, n) => `kind${n}`) },
      next: { $ref: `#/components/schemas/Thing${nextOf(index)}` },
      others: { type: 'array', items: { type: 'string' } },
    },
  })
  const operation = (index: number): Json => ({
    operationId: `resource${index % 50}.get${index}`,
    'x-evidence': { level: 'inferred', source: 'nobody' },
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
    responses: {
      200: {
        description: 'Done.',
        content: { 'application/json': { schema: { $ref: `#/components/schemas/Thing${index}` } } },
      },
    },
  })
  return {
    openapi: '3.1.0',
    info: { title: 'Large API', version: '1' },
    servers: [{ url: 'https://large.example/v1' }],
    paths: Object.fromEntries(each.map((index) => [`/things${index}/{id}`, { get: operation(index) }])),
    components: { schemas: Object.fromEntries(each.map((index) => [`Thing${index}`, schema(index)])) },
  } as unknown as Document
}

test('a thousand operations are compiled, all of them', { timeout: 120_000 }, async () => {
  const client = (await compile(large())) as Compiled
  expect(lostIn(client)).toEqual([])
  await using workshop = await writeClients([client])
  expect(await typeErrors(workshop)).toBe('')
})

test('a chain of references too long to be followed is refused', { timeout: 120_000 }, async () => {
  const document = large()
  const chain = Array.from({ length: 10_000 }, (_, index) => [
    `Link${index}`,
    { type: 'object', properties: { next: { $ref: `#/components/schemas/Link${(index + 1) % 10_000}` } } },
  ])
  document.components = { schemas: { ...document.components?.schemas, ...Object.fromEntries(chain) } }
  expect(await compile(document)).toContain('#/components/schemas: refer to each other in a chain')
})

test('a thousand operations are served, all of them', { timeout: 120_000 }, async () => {
  const mock = await serve(large())
  if (typeof mock === 'string') throw new Error(mock)
  await using _ = mock
  expect(mock.providers[0]?.operations).toBe(count)
  const answers = await Promise.all(
    Array.from({ length: count }, (_, index) => mock.fetch(`http://large.test/fuzz/v1/things${index}/1`)),
  )
  expect(
    answers.filter(({ status, headers }) => status !== 200 || headers.has('x-parlance-violations')),
  ).toEqual([])
})
