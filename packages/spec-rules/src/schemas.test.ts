import { expect, test } from 'vitest'
import { lint } from './testing.ts'

const document = (schemas: string, id = 'things.list') => `
openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /things:
    get:
      operationId: ${id}
      tags: things
      responses:
        '200':
          description: Done.
          content:
            application/json: { schema: { $ref: '#/components/schemas/Loop' } }
components:
  schemas:
    Loop: ${schemas}
`

test('a schema that is a part of itself ends the search for its type', async () => {
  const loop = "{ anyOf: [{ $ref: '#/components/schemas/Loop' }, { type: array, items: {} }] }"
  const found = await lint('pagination-declared', document(loop))
  expect(found.map(({ at }) => at)).toEqual(['openapi.yaml#/paths/~1things/get'])
})

test.each(['pagination-declared', 'operation-id-form', 'retry-safety-declared'])(
  '%s judges an operation whose id and tags are of another kind',
  async (rule) => {
    const found = await lint(rule, document('{ type: object }', '[5]'))
    for (const { message } of found) expect(message).not.toContain('undefined')
  },
)

test('a constant in a message is shown as it is written', async () => {
  const [found] = await lint('response-enums-open', document("{ enum: [null, { a: 1 }, 'b'] }"))
  expect(found?.message).toContain('[null, {"a":1}, b]')
})
