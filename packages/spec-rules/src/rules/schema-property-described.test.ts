import { expect, test } from 'vitest'
import { lint } from '../testing.ts'

const check = (schema: string) =>
  lint('schema-property-described', {
    'openapi.yaml':
      '{openapi: 3.1.0, components: {schemas: {Shipment: {$ref: components/schemas/Shipment.yaml}}}}',
    'components/schemas/Shipment.yaml': schema,
    'components/schemas/Rate.yaml': 'description: What carrying it costs.',
    'components/schemas/Bare.yaml': 'type: string',
  })

test('a property has a description', async () => {
  expect(await check('properties: {id: {type: string}}')).toEqual([
    {
      at: 'components/schemas/Shipment.yaml#/properties/id',
      message: 'Property "id" has no description. Say what a reader could not guess from its name.',
    },
  ])
  expect(await check('properties: {id: {description: " "}}')).toHaveLength(1)
  expect(await check('properties: {id: {description: Id on the label.}}')).toEqual([])
})

test('a description may stand in the referenced schema or beside the $ref', async () => {
  expect(await check('properties: {rate: {$ref: Rate.yaml}}')).toEqual([])
  expect(await check('properties: {bare: {$ref: Bare.yaml, description: A name.}}')).toEqual([])
  expect(await check('properties: {bare: {$ref: Bare.yaml}}')).toHaveLength(1)
})

test('properties of a condition describe nothing', async () => {
  expect(await check('if: {properties: {kind: {const: a}}}')).toEqual([])
})
