import { expect, test } from 'vitest'
import { lint } from '../testing.ts'

const file = 'packages/spec-rules/src/extensions.ts'
const check = (yaml: string) => lint('extensions-known', yaml)
const operation = (extension: string) => `
  openapi: 3.1.0
  paths:
    /shipments:
      get: {${extension}}
`

test('catalogued keys in their places with fitting values pass', async () => {
  expect(await check(operation('x-retry-safety: safe'))).toEqual([])
})

test('an unknown key is refused with the nearest known one', async () => {
  expect(await check(operation('x-retry-saftey: safe'))).toEqual([
    {
      at: 'openapi.yaml#/paths/~1shipments/get/x-retry-saftey',
      message: `x-retry-saftey is not in the catalogue of extensions. Did you mean x-retry-safety? New ones are added in ${file}.`,
    },
  ])
})

test('a known key in the wrong place is refused with the right places', async () => {
  expect(await check('{openapi: 3.1.0, x-retry-safety: safe}')).toEqual([
    {
      at: 'openapi.yaml#/x-retry-safety',
      message: `x-retry-safety may not stand in a Root. Move it to: Operation (see ${file}).`,
    },
  ])
})

test('a value that does not fit is reported at the value', async () => {
  expect(await check(operation('x-retry-safety: maybe'))).toEqual([
    {
      at: 'openapi.yaml#/paths/~1shipments/get/x-retry-safety',
      message: `x-retry-safety does not fit its schema: its value must be one of safe, idempotent, unsafe (see ${file}).`,
    },
  ])
})

test('a fault inside a value is reported at the faulty member', async () => {
  expect(await check(operation('x-evidence: {level: rumour, source: forum, page: 3}'))).toEqual([
    {
      at: 'openapi.yaml#/paths/~1shipments/get/x-evidence',
      message: `x-evidence does not fit its schema: its value has an unknown member "page" (see ${file}).`,
    },
    {
      at: 'openapi.yaml#/paths/~1shipments/get/x-evidence/level',
      message: `x-evidence does not fit its schema: /level must be one of official, observed, lineage, inferred (see ${file}).`,
    },
  ])
})

test('a rate limit without evidence is refused', async () => {
  const limit = '{name: all, requests: 20, window: 1, scope: [token]}'
  const findings = await check(operation(`x-rate-limits: [${limit}]`))
  expect(findings[0]?.at).toBe('openapi.yaml#/paths/~1shipments/get/x-rate-limits/0')
  expect(findings[0]?.message).toContain("/0 must have required property 'evidence'")
})

test('paging by cursor needs a cursor, and only that fault is told', async () => {
  const findings = await check(
    operation('x-redoclyPagination: {style: cursor, items: "", nextCursor: /next}'),
  )
  expect(findings.map(({ message }) => message)).toEqual([
    `x-redoclyPagination does not fit its schema: its value must have required property 'cursorParam' (see ${file}).`,
  ])
})

const statuses = ['400', '401', '404', '405', '413', '415', '500']
const refusals = (response: string) => ({
  'openapi.yaml': `
    openapi: 3.1.0
    x-error-responses:
      ${statuses.map((status) => `'${status}': {$ref: components/responses/Refused.yaml}`).join('\n      ')}
  `,
  'components/responses/Refused.yaml': response,
})

test('$refs in a value are followed before it is checked', async () => {
  expect(await lint('extensions-known', refusals('description: Refused'))).toEqual([])
  const [first] = await lint('extensions-known', refusals('content: {}'))
  expect(first?.at).toBe('components/responses/Refused.yaml#/')
  expect(first?.message).toContain("/400 must have required property 'description'")
})

test('a value may hold a schema that refers to itself', async () => {
  const files = {
    ...refusals(
      '{description: Refused, content: {application/json: {schema: {$ref: ../schemas/Tree.yaml}}}}',
    ),
    'components/schemas/Tree.yaml': 'properties: {children: {items: {$ref: Tree.yaml}}}',
  }
  expect(await lint('extensions-known', files)).toEqual([])
})

test('names of headers and properties are no extensions', async () => {
  const findings = await check(`
    openapi: 3.1.0
    components:
      headers: {x-request-id: {schema: {type: string}}}
      schemas: {Headers: {properties: {x-trace: {type: string}}}}
  `)
  expect(findings).toEqual([])
})

test('keys beside a $ref are checked', async () => {
  const findings = await check(`
    openapi: 3.1.0
    components:
      schemas:
        Id: {type: string}
        Shipment: {properties: {id: {$ref: '#/components/schemas/Id', x-evidense: {}}}}
  `)
  expect(findings.map(({ at }) => at)).toEqual([
    'openapi.yaml#/components/schemas/Shipment/properties/id/x-evidense',
  ])
})
