import { expect, test } from 'vitest'
import { lint } from '../testing.ts'

const path = '/shipments/{id}/buy'

function check(pathFile: string, schemaFile: string) {
  return lint('component-file-name', {
    'openapi.yaml': `{openapi: 3.1.0, paths: {'${path}': {$ref: 'paths/${pathFile}'}}}`,
    [`paths/${pathFile}`]: `post: {requestBody: {content: {application/json: {schema: {$ref: '../${schemaFile}'}}}}}`,
    [schemaFile.split('#')[0]!]: 'properties: {id: {type: string}}',
  })
}

const goodPath = 'shipments@{id}@buy.yaml'
const goodSchema = 'components/schemas/ShipmentBuy.yaml'
const atSchema = `paths/${goodPath}#/post/requestBody/content/application~1json/schema/$ref`

test('files named after their path and their component pass', async () => {
  expect(await check(goodPath, goodSchema)).toEqual([])
})

test('a path file has the name of its path', async () => {
  expect(await check('buy.yaml', goodSchema)).toEqual([
    {
      at: 'openapi.yaml#/paths/~1shipments~1{id}~1buy/$ref',
      message: `The file of ${path} is called paths/buy.yaml. Rename it paths/${goodPath}.`,
    },
  ])
})

test('a component file is in PascalCase', async () => {
  expect(await check(goodPath, 'components/schemas/shipment-buy.yaml')).toEqual([
    {
      at: atSchema,
      message:
        'shipment-buy.yaml is not the name of a component. Rename it in PascalCase, like ShipmentBuy.yaml.',
    },
  ])
})

test('a component file is in the folder of its kind', async () => {
  expect(await check(goodPath, 'components/examples/ShipmentBuy.yaml')).toEqual([
    {
      at: atSchema,
      message: 'ShipmentBuy.yaml is a Schema outside its folder. Move it to components/schemas/.',
    },
  ])
})

test('a $ref names a whole file', async () => {
  expect(await check(goodPath, `${goodSchema}#/properties/id`)).toEqual([
    {
      at: atSchema,
      message: `../${goodSchema}#/properties/id points inside a file. Give the part a file of its own and point at that.`,
    },
  ])
})
