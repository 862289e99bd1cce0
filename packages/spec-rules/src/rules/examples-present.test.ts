import { expect, test } from 'vitest'
import { lint } from '../testing.ts'

const check = (operation: string) =>
  lint('examples-present', `{openapi: 3.1.0, paths: {/a: {post: ${operation}}}}`)
const at = 'openapi.yaml#/paths/~1a/post'
const message = (mediaType: string) =>
  `The ${mediaType} body has no example. Add examples with a $ref to components/examples/.`

test('a request body has an example', async () => {
  const body = (rest: string) =>
    check(`{requestBody: {content: {application/json: {schema: {type: object}${rest}}}}}`)
  expect(await body('')).toEqual([
    { at: `${at}/requestBody/content/application~1json`, message: message('application/json') },
  ])
  expect(await body(', example: {}')).toEqual([])
  expect(await body(', examples: {Ready: {value: {}}}')).toEqual([])
  expect(await body(', examples: {}')).toHaveLength(1)
})

test('every response body has an example', async () => {
  const findings = await check('{responses: {"404": {content: {text/plain: {schema: {type: string}}}}}}')
  expect(findings).toEqual([
    { at: `${at}/responses/404/content/text~1plain`, message: message('text/plain') },
  ])
})

test('bytes need no example', async () => {
  expect(
    await check('{responses: {"200": {content: {image/png: {schema: {type: string, format: binary}}}}}}'),
  ).toEqual([])
})

test('a parameter has an example, itself or in its schema', async () => {
  const parameter = (rest: string) => check(`{parameters: [{name: page, in: query, ${rest}}]}`)
  expect(await parameter('schema: {type: integer}')).toEqual([
    {
      at: `${at}/parameters/0`,
      message: 'Parameter "page" has no example. Add example to it or to its schema.',
    },
  ])
  expect(await parameter('schema: {type: integer}, example: 0')).toEqual([])
  expect(await parameter('schema: {type: integer, examples: [0]}')).toEqual([])
})

test('a response header has an example, itself or in its schema', async () => {
  const header = (schema: string) => check(`{responses: {"201": {headers: {Location: {schema: ${schema}}}}}}`)
  expect(await header('{type: string}')).toEqual([
    {
      at: `${at}/responses/201/headers/Location`,
      message: 'Header Location has no example. Add example to it or to its schema.',
    },
  ])
  expect(await header('{type: string, example: /shipments/1}')).toEqual([])
})

test('the schema of a parameter may be in another file', async () => {
  const files = {
    'openapi.yaml': '{openapi: 3.1.0, paths: {/a: {parameters: [{$ref: components/parameters/Id.yaml}]}}}',
    'components/parameters/Id.yaml': '{name: id, in: path, schema: {$ref: ../schemas/Id.yaml}}',
    'components/schemas/Id.yaml': 'example: 1',
  }
  expect(await lint('examples-present', files)).toEqual([])
  const findings = await lint('examples-present', { ...files, 'components/schemas/Id.yaml': 'type: integer' })
  expect(findings.map((finding) => finding.at)).toEqual(['components/parameters/Id.yaml#/'])
})
