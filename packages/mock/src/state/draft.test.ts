import { describe, expect, test } from 'vitest'
import type { OpenApiDocument } from '../document.ts'
import { readOperations } from '../operation.ts'
import { draftOf, merged, mergeOf, remaining, timesOf, writableOf } from './draft.ts'

const text = { type: 'string' }
const time = { type: 'string', format: 'date-time' }
const object = (properties: object, more = {}) => ({ type: 'object', properties, ...more })
const document = { openapi: '3.1.0', paths: {} } as unknown as OpenApiDocument

/** What is read from an operation with these media types. */
function reading<T>(
  read: (document: OpenApiDocument, operation: ReturnType<typeof readOperations>[number]) => T,
  content?: Record<string, unknown>,
  more: object = {},
  method = 'post',
): T {
  const bodies =
    content && Object.fromEntries(Object.entries(content).map(([type, schema]) => [type, { schema }]))
  const operation = { responses: {}, ...(bodies && { requestBody: { content: bodies } }), ...more }
  const whole = { ...document, paths: { '/x': { [method]: operation } } } as unknown as OpenApiDocument
  return read(whole, readOperations(whole)[0]!)
}

describe('a draft', () => {
  const schema = object({
    id: { ...text, readOnly: true },
    pin: { ...text, writeOnly: true },
    name: text,
    size: { type: 'number' },
    isOpen: { type: 'boolean' },
    either: { type: ['string', 'number'] },
    sizes: { type: 'array', items: { type: 'integer' } },
  })
  const draft = (input: object, isOpen = false) => draftOf(document, { ...input }, { schema, isOpen })

  test('has what clients may write and answers show', () => {
    expect(draft({ id: 'x', pin: '1', name: 'A' })).toEqual({ name: 'A' })
  })

  test('has what the schema does not know only where clients may write what they like', () => {
    expect(draft({ other: 1 })).toEqual({})
    expect(draft({ other: 1 }, true)).toEqual({ other: 1 })
    const closed = { ...schema, additionalProperties: false }
    expect(draftOf(document, { other: 1, name: 'A' }, { schema: closed, isOpen: true })).toEqual({
      name: 'A',
    })
  })

  test('has the types of the schema where nothing is lost by it', () => {
    expect(draft({ name: 4.5, size: '12', isOpen: 'true', either: 5, sizes: ['1', 'x'] })).toEqual({
      name: '4.5',
      size: 12,
      isOpen: true,
      either: 5,
      sizes: [1, 'x'],
    })
    expect(draft({ size: '', isOpen: 'yes', name: null, sizes: 'x' })).toEqual({
      size: '',
      isOpen: 'yes',
      name: null,
      sizes: 'x',
    })
    expect(draft({ size: 'NaN', either: '5' })).toEqual({ size: 'NaN', either: '5' })
  })

  test('of a change goes by what the record is', () => {
    const kinds = {
      oneOf: [object({ kind: { const: 'a' }, one: text }), object({ kind: { const: 'b' }, two: text })],
    }
    const before = { kind: 'b' }
    expect(draftOf(document, { two: 'x' }, { schema: kinds, isOpen: false, before })).toEqual({ two: 'x' })
  })
})

describe('clients may write', () => {
  const names = (content?: Record<string, unknown>) => {
    const writable = reading(writableOf, content)
    return writable && [...writable]
  }

  test('what any form of the body declares', () => {
    const one = { oneOf: [object({ a: text }), { allOf: [object({ b: text }), object({ c: text })] }] }
    expect(
      names({ 'application/json': one, 'application/x-www-form-urlencoded': object({ d: text }) }),
    ).toEqual(['a', 'b', 'c', 'd'])
  })

  test('anything, where a body declares nothing or says that there is more', () => {
    expect(names({ 'application/json': { type: 'object' } })).toBeUndefined()
    expect(names({ 'application/json': undefined })).toBeUndefined()
    expect(names({ 'application/json': object({ a: text }, { additionalProperties: true }) })).toBeUndefined()
    expect(names({ 'application/json': object({ a: text }, { additionalProperties: text }) })).toBeUndefined()
    expect(names({ 'application/json': object({ a: text }, { additionalProperties: false }) })).toEqual(['a'])
  })

  test('nothing without a body', () => expect(names()).toEqual([]))
})

describe('times', () => {
  const schema = object({
    createdAt: time,
    date_created: time,
    updated_at: time,
    modified: text,
    endedAt: time,
  })

  test('are written when a record is made, and when it is changed', () => {
    expect(timesOf(document, schema, {}, 'now', true)).toEqual({
      createdAt: 'now',
      date_created: 'now',
      updated_at: 'now',
    })
    expect(timesOf(document, schema, {}, 'now', false)).toEqual({ updated_at: 'now' })
  })
})

describe('an update', () => {
  const before = { id: 1, name: 'A', care: { water: 1, light: { from: 1 } } }

  test('merges as the document says, a PUT replaces, and a merge patch goes all the way down', () => {
    const merge = (more: object, method: string, type = 'application/json') =>
      reading(mergeOf, { [type]: {} }, more, method)
    expect(merge({ 'x-merge': 'deep' }, 'put')).toBe('deep')
    expect(merge({}, 'put')).toBe('replace')
    expect(merge({}, 'patch')).toBe('shallow')
    expect(merge({}, 'patch', 'application/merge-patch+json; charset=utf-8')).toBe('deep')
  })

  test('puts values in the place of others, or into them', () => {
    const changes = { care: { light: { to: 2 }, water: null } }
    expect(merged(before, changes, 'shallow')).toEqual({ id: 1, name: 'A', care: changes.care })
    expect(merged(before, changes, 'deep')).toEqual({ id: 1, name: 'A', care: { light: { from: 1, to: 2 } } })
    expect(merged(before, { care: [1] }, 'deep')).toMatchObject({ care: [1] })
    expect(merged({ care: 'x' }, { care: { a: 1, b: null } }, 'deep')).toEqual({ care: { a: 1 } })
    expect(before.care).toEqual({ water: 1, light: { from: 1 } })
  })

  test('has no power over what all objects have', () => {
    const changes = JSON.parse('{"__proto__":{"x":1},"constructor":{"y":1}}')
    const row = merged({ id: 1 }, changes, 'deep')
    expect(Object.keys(row)).toEqual(['id', '__proto__', 'constructor'])
    expect(Object.getPrototypeOf(row)).toBe(Object.prototype)
  })

  test('that replaces leaves the key, and what only the provider writes', () => {
    const schema = object({
      id: text,
      name: text,
      state: text,
      createdAt: time,
      seen: { ...time, readOnly: true },
    })
    const row = { id: 'x', name: 'A', state: 'new', createdAt: 't', seen: 't', other: 1 }
    const left = (writable?: string[]) =>
      Object.keys(remaining(document, row, { schema, key: 'id', writable: writable && new Set(writable) }))
    expect(left(['id', 'name', 'seen'])).toEqual(['id', 'state', 'createdAt', 'seen', 'other'])
    expect(left()).toEqual(['id', 'createdAt', 'seen'])
  })
})
