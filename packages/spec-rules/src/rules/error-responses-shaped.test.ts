import { expect, test } from 'vitest'
import { lint } from '../testing.ts'

const document = (errorResponses: string, response: string) => ({
  'openapi.yaml': `
    openapi: 3.1.0
    ${errorResponses}
    paths:
      /shipments:
        get:
          operationId: shipments.list
          responses:
            '200': {description: Found, content: {application/json: {schema: {type: array}}}}
            '404': ${response}
  `,
  'components/responses/NotFound.yaml':
    'content: {application/json: {schema: {$ref: ../schemas/Error.yaml}}}',
  'components/schemas/Error.yaml': 'type: object',
})

const known = "x-error-responses: {'404': {$ref: components/responses/NotFound.yaml}}"
const check = (errorResponses: string, response: string) =>
  lint('error-responses-shaped', document(errorResponses, response))

test('an error with the schema of a known error passes', async () => {
  expect(await check(known, '{$ref: components/responses/NotFound.yaml}')).toEqual([])
  const inPlace = '{content: {application/json: {schema: {$ref: components/schemas/Error.yaml}}}}'
  expect(await check(known, inPlace)).toEqual([])
})

test('an error without a body passes', async () => {
  expect(await check(known, '{description: Gone}')).toEqual([])
})

test('an error with another schema is refused', async () => {
  expect(await check(known, '{content: {application/json: {schema: {type: object}}}}')).toEqual([
    {
      at: 'openapi.yaml#/paths/~1shipments/get/responses/404/content/application~1json/schema',
      message:
        'shipments.list 404 answers application/json with a schema that no provider error has. Make it $ref Error.yaml, or add the response to x-error-responses.',
    },
  ])
})

test('an error whose body has no schema is refused', async () => {
  expect(await check(known, '{content: {text/plain: {}}}')).toEqual([
    {
      at: 'openapi.yaml#/paths/~1shipments/get/responses/404/content/text~1plain',
      message:
        'shipments.list 404 answers text/plain with no schema. Make it $ref Error.yaml, or add the response to x-error-responses.',
    },
  ])
})

test('the default response is an error too', async () => {
  const files = document(known, '{description: Gone}')
  const spec = files['openapi.yaml'].replace("'404': {desc", 'default: {content: {text/plain: {}}, desc')
  expect(await lint('error-responses-shaped', { ...files, 'openapi.yaml': spec })).toHaveLength(1)
})

test('a document says what errors look like', async () => {
  expect(await check('', '{description: Gone}')).toEqual([
    {
      at: 'openapi.yaml#/',
      message:
        "The document does not say what the provider's errors look like. Add x-error-responses to openapi.yaml (see packages/spec-rules/src/extensions.ts).",
    },
  ])
})
