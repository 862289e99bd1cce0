import { expect, test } from 'vitest'
import { lint } from '../testing.ts'

const evidence = 'x-evidence: {level: official, source: API reference}'
const remedy = 'Add x-evidence with level and source (see packages/spec-rules/src/extensions.ts).'

const document = (operation: string, schema: string) => ({
  'openapi.yaml': `
    openapi: 3.1.0
    paths:
      /shipments:
        post:
          operationId: shipments.create
          ${operation}
          requestBody:
            content:
              application/json:
                schema: {$ref: components/schemas/Shipment.yaml}
  `,
  'components/schemas/Shipment.yaml': schema,
})

test('operations and schemas with evidence pass', async () => {
  expect(await lint('evidence-present', document(evidence, evidence))).toEqual([])
})

test('an operation cites evidence', async () => {
  expect(await lint('evidence-present', document('', evidence))).toEqual([
    {
      at: 'openapi.yaml#/paths/~1shipments/post',
      message: `shipments.create does not say how we know it. ${remedy}`,
    },
  ])
})

test('a schema with its own file cites evidence', async () => {
  expect(await lint('evidence-present', document(evidence, 'type: object'))).toEqual([
    {
      at: 'components/schemas/Shipment.yaml#/',
      message: `Schema Shipment does not say how we know it. ${remedy}`,
    },
  ])
})

test('a schema under components cites evidence', async () => {
  const findings = await lint(
    'evidence-present',
    '{openapi: 3.1.0, components: {schemas: {Shipment: {type: object}}}}',
  )
  expect(findings.map(({ at }) => at)).toEqual(['openapi.yaml#/components/schemas/Shipment'])
})

test('properties inherit the evidence of their schema', async () => {
  const schema = `{${evidence}, properties: {id: {type: string}, lines: {type: array, items: {type: object}}}}`
  expect(await lint('evidence-present', document(evidence, schema))).toEqual([])
})

test('a webhook cites evidence too', async () => {
  const findings = await lint(
    'evidence-present',
    '{openapi: 3.1.0, webhooks: {sent: {post: {operationId: messages.sent}}}}',
  )
  expect(findings.map(({ at }) => at)).toEqual(['openapi.yaml#/webhooks/sent/post'])
})
