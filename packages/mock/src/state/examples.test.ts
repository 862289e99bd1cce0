import { expect, test } from 'vitest'
import { garden } from '../../test/garden.ts'
import type { OpenApiDocument } from '../document.ts'
import { readOperations } from '../operation.ts'
import { createEngine } from './engine.ts'
import { exampleSeed } from './examples.ts'

function seedOf(document: object) {
  const read = document as OpenApiDocument
  return exampleSeed(createEngine(read, readOperations(read), {}))
}

test('a world of examples has each record once, however often it is shown', () => {
  expect(seedOf(garden)['plants']).toMatchObject([{ id: 'PLANT00007', name: 'Fern' }])
})

test('an example that breaks its schema is no record', () => {
  const broken = structuredClone(garden)
  const { responses } = broken.paths['/plants/{id}'].get
  const example = { plant: { id: 'PLANT00009', name: 5 } }
  responses['200'].content['application/json'].example = example
  expect(seedOf(broken)['plants']).toMatchObject([{ id: 'PLANT00007' }])
})

test('lists show their newest record first, so it comes last into the world', () => {
  const many = structuredClone(garden)
  const json = many.paths['/plants'].get.responses['200'].content['application/json']
  const [fern] = json.example as [object]
  json.example = [
    { ...fern, id: 'PLANT00012' },
    { ...fern, id: 'PLANT00011' },
  ]
  const ids = seedOf(many)['plants']?.map(({ id }) => id)
  expect(ids).toEqual(['PLANT00011', 'PLANT00012', 'PLANT00007'])
})
