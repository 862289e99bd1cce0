import { expect, test } from 'vitest'
import { lint } from '../testing.ts'

const check = (schema: string) =>
  lint('schema-in-own-file', {
    'openapi.yaml': `{openapi: 3.1.0, paths: {/a: {post: {requestBody: {content: {application/json: {schema: ${schema}}}}}}}}`,
    'components/schemas/Shipment.yaml': 'properties: {id: {type: string}}',
  })

const at = 'openapi.yaml#/paths/~1a/post/requestBody/content/application~1json/schema'
const message =
  'The application/json body describes an object in place. Move it to components/schemas/<Name>.yaml and $ref it.'

test('a body that refers to a schema file passes', async () => {
  expect(await check('{$ref: components/schemas/Shipment.yaml}')).toEqual([])
  expect(await check('{type: array, items: {$ref: components/schemas/Shipment.yaml}}')).toEqual([])
})

test('a body that is no object needs no file', async () => {
  expect(await check('{type: string, format: binary}')).toEqual([])
})

test.each([
  ['itself', '{type: object, properties: {id: {}}}', ''],
  ['in its items', '{type: array, items: {properties: {id: {}}}}', '/items'],
  ['in a part of it', '{allOf: [{type: object}, {properties: {id: {}}}]}', '/allOf/1'],
])('a body is no object in place: %s', async (_, schema, where) => {
  expect(await check(schema)).toEqual([{ at: at + where, message }])
})
