import { expect, test } from 'vitest'
import { lint } from '../testing.ts'

const message =
  'This enum [ready, sent] is received, and a new value would break clients. Write x-extensible-enum instead, or add x-closed-enum with the source that says the list is complete.'

const document = (side: string, status: string) => ({
  'openapi.yaml': `
    openapi: 3.1.0
    ${
      side === 'webhook'
        ? 'webhooks: {sent: {post: {requestBody: {content: {application/json: {schema: {$ref: components/schemas/Shipment.yaml}}}}}}}'
        : 'paths: {/a: {$ref: paths/a.yaml}}'
    }
  `,
  'paths/a.yaml': {
    request:
      'post: {requestBody: {content: {application/json: {schema: {$ref: ../components/schemas/Shipment.yaml}}}}}',
    response:
      'get: {responses: {"200": {content: {application/json: {schema: {type: array, items: {$ref: ../components/schemas/Shipment.yaml}}}}}}}',
    webhook: '',
  }[side]!,
  'components/schemas/Shipment.yaml': `properties: {status: {allOf: [{$ref: Status.yaml}]}}`,
  'components/schemas/Status.yaml': status,
})
const check = (side: string, status: string) => lint('response-enums-open', document(side, status))
const closed = '{type: string, enum: [ready, sent]}'

test.each(['response', 'webhook'])('an enum in a %s is refused, however deep it lies', async (side) => {
  expect(await check(side, closed)).toEqual([{ at: 'components/schemas/Status.yaml#/enum', message }])
})

test('an open enum passes', async () => {
  expect(await check('response', '{type: string, x-extensible-enum: [ready, sent]}')).toEqual([])
})

test('an enum that is known to be complete passes', async () => {
  const known = "{type: string, enum: [ready, sent], x-closed-enum: 'API reference, Batch'}"
  expect(await check('response', known)).toEqual([])
})

test('an enum in a request passes', async () => {
  expect(await check('request', closed)).toEqual([])
})

test('a schema that is sent and received counts as received', async () => {
  const files = document('response', closed)
  const both = {
    ...files,
    'paths/a.yaml': `${files['paths/a.yaml']}\n${document('request', '')['paths/a.yaml']}`,
  }
  expect(await lint('response-enums-open', both)).toHaveLength(1)
})

test('booleans and constants are complete by nature', async () => {
  expect(await check('response', '{type: boolean, enum: [true]}')).toEqual([])
  expect(await check('response', '{const: ready}')).toEqual([])
})

test('response headers and refusals before any operation are received too', async () => {
  const findings = await lint(
    'response-enums-open',
    `
    openapi: 3.1.0
    x-error-responses:
      '404': {headers: {Kind: {schema: ${closed}}}, content: {text/plain: {schema: ${closed}}}}
  `,
  )
  expect(findings.map(({ at }) => at)).toEqual([
    'openapi.yaml#/x-error-responses/404/content/text~1plain/schema/enum',
    'openapi.yaml#/x-error-responses/404/headers/Kind/schema/enum',
  ])
})

test('a schema does not call itself open and closed', async () => {
  expect(await check('request', '{enum: [ready], x-extensible-enum: [ready]}')).toEqual([
    {
      at: 'components/schemas/Status.yaml#/x-extensible-enum',
      message: 'A schema is open (x-extensible-enum) or closed (enum). Remove one.',
    },
  ])
})

test('only an enum can be complete', async () => {
  expect(await check('request', '{x-closed-enum: API reference}')).toEqual([
    {
      at: 'components/schemas/Status.yaml#/x-closed-enum',
      message: 'x-closed-enum has no enum to speak of. Remove it or add enum.',
    },
  ])
})
