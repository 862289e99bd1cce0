import { expect, test } from 'vitest'
import { Memory } from './memory.ts'

test('what was not used for longest is forgotten when there is no room', () => {
  const memory = new Memory<string, number>(2)
  memory.set('a', 1)
  memory.set('b', 2)
  memory.get('a')
  memory.set('c', 3)
  expect([memory.get('a'), memory.get('b'), memory.get('c'), memory.size]).toEqual([1, undefined, 3, 2])
})

test('a thing that is remembered anew takes no more room', () => {
  const memory = new Memory<string, number>(2)
  memory.set('a', 1)
  memory.set('b', 2)
  memory.set('a', 4)
  expect([memory.get('a'), memory.get('b')]).toEqual([4, 2])
})
