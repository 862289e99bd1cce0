import { describe, expect, test } from 'vitest'
import type { OpenApiDocument } from '../document.ts'
import type { Plan, Position } from '../paging/plan.ts'
import { Filters, pagingParameters } from './choice.ts'
import type { Row, StateCall, StateRules } from './rules.ts'
import type { RecordShape } from './shape.ts'

const document = { openapi: '3.1.0', paths: {} } as unknown as OpenApiDocument
const properties = { name: {}, tags: {}, size: {}, toString: {} }
const rows: Row[] = [
  { name: 'a', size: 1, tags: ['x', 'y'] },
  { name: 'b', size: 2, tags: [] },
  { name: 'c', size: null },
]

/** The names of the rows that a query chooses. */
function chosen(
  query: StateCall['query'],
  rules: StateRules = {},
  own: RecordShape['rules'] = {},
): unknown[] {
  const shape: RecordShape = {
    name: 'things',
    schema: { type: 'object', properties },
    key: 'name',
    isNumbered: false,
    rules: own,
    check: () => [],
  }
  const declared = new Map(
    [...Object.keys(properties), 'page', 'q'].map((name) => [name, name === 'size' ? '|' : undefined]),
  )
  const choosing = { declared, paging: new Set(['page']) }
  const condition = new Filters(document, rules).of({ query } as StateCall, shape, choosing)
  return rows.filter((row) => condition?.(row) ?? true).map(({ name }) => name)
}

describe('a query', () => {
  test('chooses by properties of the same name, or by what is in their lists', () => {
    expect(chosen({ name: 'a' })).toEqual(['a'])
    expect(chosen({ tags: 'y' })).toEqual(['a'])
    expect(chosen({ size: '2' })).toEqual(['b'])
    expect(chosen({ size: 'null' })).toEqual(['c'])
    expect(chosen({ name: 'x' })).toEqual([])
  })

  test('takes several values of a parameter as alternatives, and several parameters together', () => {
    expect(chosen({ name: ['a', 'b'] })).toEqual(['a', 'b'])
    expect(chosen({ size: '1|2' })).toEqual(['a', 'b'])
    expect(chosen({ name: 'a|b' })).toEqual([])
    expect(chosen({ name: ['a', 'b'], size: '2' })).toEqual(['b'])
  })

  test('chooses nothing by what nobody declares, what chooses a page, and what records do not have', () => {
    expect(chosen({ color: 'red', page: '2', q: 'x', constructor: 'x' })).toEqual(['a', 'b', 'c'])
    expect(chosen({ toString: 'x' })).toEqual([])
    expect(chosen({})).toEqual(['a', 'b', 'c'])
  })
})

describe('rules', () => {
  const above = (value: string) => (row: Row) => Number(row['size']) > Number(value)

  test('say how a parameter chooses, those of the collection first', () => {
    expect(chosen({ q: '1' }, { filters: { q: above } })).toEqual(['b'])
    expect(
      chosen({ q: '1' }, { filters: { q: above } }, { filters: { q: () => (row) => row['name'] === 'c' } }),
    ).toEqual(['c'])
  })

  test('may let a value choose all', () => {
    expect(
      chosen(
        { name: ['a', 'all'] },
        { filters: { name: (value) => (value === 'all' ? undefined : above(value)) } },
      ),
    ).toEqual(['a', 'b', 'c'])
  })

  test('may take any parameter', () => {
    const filters = {
      '*': (value: string, _: StateCall, name: string) => (row: Row) =>
        `${name} ${String(row['name'])}` === value,
    }
    expect(chosen({ color: 'color a' }, { filters })).toEqual(['a'])
  })
})

test('the parameters that choose a page are those of its plan', () => {
  const plan = (position: Position) => ({ limitParam: 'limit', position }) as Plan
  expect([...pagingParameters(undefined)]).toEqual([])
  expect([...pagingParameters(plan({ kind: 'page', name: 'page', first: 1 }))]).toEqual(['limit', 'page'])
  const relation = { name: 'rel', self: 'self', next: 'next', prev: 'prev' }
  const names = pagingParameters(plan({ kind: 'cursor', name: 'next', start: 'start', relation }))
  expect([...names]).toEqual(['limit', 'next', 'start', 'rel'])
})
