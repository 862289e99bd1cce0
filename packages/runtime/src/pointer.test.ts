import { expect, test } from 'vitest'
import { at } from './pointer.ts'

const value = { data: { list: [{ x: 1 }] } }

test.each([
  ['', value],
  ['/data', value.data],
  ['/data/list/0/x', 1],
  ['/data/missing/deeper', undefined],
  ['/data/list/1/x', undefined],
])('%j finds its value', (pointer, found) => expect(at(value, pointer)).toEqual(found))
