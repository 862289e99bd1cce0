import { expect, test } from 'vitest'
import { at } from './pointer.ts'

const value = { data: { 'a/b': [{ '~x': 1 }] } }

test.each([
  ['', value],
  ['/data', value.data],
  ['/data/a~1b/0/~0x', 1],
  ['/data/missing/deeper', undefined],
  ['/toString', undefined],
])('%j finds its value', (pointer, found) => expect(at(value, pointer)).toEqual(found))
