import { expect, test } from 'vitest'
import type { OpenApiDocument } from '../document.ts'
import { propertiesOf } from './properties.ts'
import type { Row } from './rules.ts'

const text = { type: 'string' }
const object = (properties: object, required: string[] = []) => ({ type: 'object', properties, required })
const schemas = {
  Base: object({ id: { ...text, readOnly: true } }, ['id']),
  Open: object({ kind: { const: 'open' }, seats: { type: 'integer' } }),
  Closed: object({ kind: { enum: ['closed', 'locked'] }, lock: text }, ['lock']),
  Tree: object({ name: text, children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } }),
  Nest: { type: 'array', items: { $ref: '#/components/schemas/Nest' } },
}
const document = { openapi: '3.1.0', paths: {}, components: { schemas } } as unknown as OpenApiDocument
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const named = (schema: unknown, row?: Row) => [...propertiesOf(document, schema, row).keys()]
const one = (schema: object) => propertiesOf(document, object({ one: schema }, ['one'])).get('one')!

test('all parts of a schema together say which properties there are', () => {
  const schema = { allOf: [ref('Base'), object({ name: text })], ...object({ color: text }, ['color']) }
  const properties = propertiesOf(document, schema)
  expect([...properties.keys()].toSorted()).toEqual(['color', 'id', 'name'])
  expect(
    [...properties.values()]
      .filter(({ isRequired }) => isRequired)
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(['color', 'id'])
  expect(properties.get('id')).toMatchObject({ isReadOnly: true, isWriteOnly: false })
})

test('of alternatives the one counts that a record fits, by its words and then by its names', () => {
  const schema = { oneOf: [ref('Open'), ref('Closed')] }
  expect(named(schema)).toEqual(['kind', 'seats'])
  expect(named(schema, { kind: 'closed' })).toEqual(['kind', 'lock'])
  expect(named(schema, { lock: 'x' })).toEqual(['kind', 'lock'])
  expect(named(schema, { kind: 'open', lock: 'x' })).toEqual(['kind', 'seats'])
  expect(named(schema, { kind: 'other' })).toEqual([])
  expect(named({ anyOf: [{ type: 'null' }, ref('Base')] })).toEqual(['id'])
})

test('what is the same for every record is read once', () => {
  const [fixed, varying] = [object({ name: text }), { oneOf: [ref('Open'), ref('Closed')] }]
  expect(propertiesOf(document, fixed)).toBe(propertiesOf(document, fixed, { name: 'x' }))
  expect(propertiesOf(document, varying, { lock: 'a' })).toBe(propertiesOf(document, varying, { lock: 'b' }))
  expect(propertiesOf(document, varying)).not.toBe(propertiesOf(document, varying, { lock: 'a' }))
})

test('a type may be told by an alternative, and null by a word', () => {
  expect([...one({ anyOf: [text, { type: 'null' }] }).types]).toEqual(['string', 'null'])
  expect([...one({ oneOf: [text, { type: 'number' }] }).types]).toEqual(['string', 'number'])
  expect([...one({ type: ['string', 'null'] }).types]).toEqual(['string', 'null'])
  expect([...one({ enum: ['a', null] }).types]).toEqual(['null'])
})

test('what stands there by itself is the default, or the only word', () => {
  expect(one({ ...text, default: 'x' }).fallback).toBe('x')
  expect(one({ const: 'y' }).fallback).toBe('y')
  expect(one({ type: ['string', 'null'], default: null }).fallback).toBeNull()
  expect(one(text).fallback).toBeUndefined()
})

test('items may be like the whole, or lists like their own', () => {
  expect(one({ type: 'array', items: { type: 'integer' } }).items?.types).toEqual(new Set(['integer']))
  expect(propertiesOf(document, ref('Tree')).get('children')?.items?.types).toEqual(new Set(['object']))
  expect(one(ref('Nest')).items?.items?.types).toEqual(new Set(['array']))
  expect(one(text).items).toBeUndefined()
})

test('names that all objects know are properties only where they are written', () => {
  expect(named(object({ constructor: text }))).toEqual(['constructor'])
  expect(one({ allOf: [{ properties: {} }, text] }).types).toEqual(new Set(['string']))
  const words = object({ toString: { const: 'x' } })
  expect(named({ oneOf: [words] }, {})).toEqual(['toString'])
})

test('what says nothing has no properties', () => {
  for (const schema of [undefined, true, {}, text]) expect(named(schema)).toEqual([])
})
