import { operationsOf, readModel } from '@parlance/compiler'
import { expect, test } from 'vitest'
import { bundle } from '../../test/fixture.ts'
import { fieldsOf, schemasIn, typeOf } from '../fields.ts'
import { operationMarkdown, providerMarkdown } from './operation.ts'

const model = readModel('acme', bundle)
const get = operationsOf(model).find(({ id }) => id === 'widgets.get')!
const text = operationMarkdown(bundle, model, get)

test('an operation says what it does, how that is known and what it answers', () => {
  expect(text).toContain(
    '# widgets.get\n\nDo widgets.get. `GET https://eu.acme.test/v1/accounts/{account_id}/widgets/{id}`',
  )
  expect(text).toContain('- How we know: **Observed** — README.')
  expect(text).toContain('- `id` (path, `string`, required)')
  expect(text).toContain('## Answer 200\n\nDone.\n\n`application/json`\n\n- `id` (string): Id.\n')
  expect(text).toContain('"id": "w1"')
})

test('an operation shows how to call it, with the client and without', () => {
  expect(text).toContain("import { createClient } from '@parlance/acme'")
  expect(text).toMatch(/```sh\ncurl /)
})

test('a provider lists its operations, each with its own page', () => {
  expect(providerMarkdown(model)).toContain('- [`widgets.list`](widgets.list.md): Do widgets.list')
})

test('fields are found through references, lists and parts, and what contains itself ends', () => {
  const document = {
    ...bundle,
    components: {
      schemas: {
        Node: {
          type: 'object',
          required: ['id'],
          properties: {
            id: { type: 'integer', format: 'int64', description: 'Its\n  id.' },
            children: { type: 'array', items: { $ref: '#/components/schemas/Node' } },
          },
        },
        Leaf: {
          allOf: [{ $ref: '#/components/schemas/Node' }],
          properties: { colour: { type: ['string', 'null'] } },
        },
      },
    },
  }
  expect(fieldsOf(document, { $ref: '#/components/schemas/Leaf' })).toEqual([
    { path: 'colour', type: 'string or null', required: false, description: '' },
    { path: 'id', type: 'integer (int64)', required: true, description: 'Its id.' },
    { path: 'children', type: 'list of Node', required: false, description: '' },
  ])
  expect(typeOf(document, { oneOf: [{ $ref: '#/components/schemas/Node' }, { type: 'null' }] })).toBe(
    'Node or null',
  )
  expect([...schemasIn(document, { a: [{ $ref: '#/components/schemas/Leaf' }] })]).toEqual(['Leaf', 'Node'])
})
