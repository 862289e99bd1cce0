import { expect, test } from 'vitest'
import { lean } from './lean.ts'

test('descriptions and extensions go, names and values that look like them stay', () => {
  const schema = {
    type: 'object',
    description: 'A parcel.',
    'x-evidence': { level: 'official', source: 'x' },
    required: ['description'],
    properties: {
      description: { type: 'string', description: 'Words.', example: 'x' },
      'x-code': { enum: ['a'], 'x-enumDescriptions': { a: 'A.' } },
      list: { type: 'array', items: { $ref: '#/components/schemas/Y', description: 'One.' } },
    },
    allOf: [{ title: 'T', minProperties: 1 }],
    examples: [{ description: 'kept', 'x-code': 'a' }],
    'x-faker': 'name.first',
  }
  expect(lean(schema)).toEqual({
    type: 'object',
    required: ['description'],
    properties: {
      description: { type: 'string', example: 'x' },
      'x-code': { enum: ['a'] },
      list: { type: 'array', items: { $ref: '#/components/schemas/Y' } },
    },
    allOf: [{ minProperties: 1 }],
    examples: [{ description: 'kept', 'x-code': 'a' }],
    'x-faker': 'name.first',
  })
})
