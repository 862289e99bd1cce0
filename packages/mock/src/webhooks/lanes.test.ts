import { expect, test } from 'vitest'
import { Lanes } from './lanes.ts'

/** Work that ends when it is told to, and notes when it began. */
function work(name: string, begun: string[]) {
  const { promise, resolve } = Promise.withResolvers<void>()
  const task = () => {
    begun.push(name)
    return promise
  }
  return { task, end: resolve }
}

/** Whoever waits for what has just ended may go on. */
const settle = () => new Promise(setImmediate)

test('one lane goes on in its order, others beside it', async () => {
  const begun: string[] = []
  const lanes = new Lanes(2, 10)
  const [first, second, other] = [work('first', begun), work('second', begun), work('other', begun)]
  lanes.add('a', first.task)
  lanes.add('a', second.task)
  lanes.add('b', other.task)
  expect(begun).toEqual(['first', 'other'])
  first.end()
  await settle()
  expect(begun).toEqual(['first', 'other', 'second'])
})

test('only so many lanes are busy at once', async () => {
  const begun: string[] = []
  const lanes = new Lanes(1, 10)
  const [first, other] = [work('first', begun), work('other', begun)]
  lanes.add('a', first.task)
  lanes.add('b', other.task)
  expect(begun).toEqual(['first'])
  first.end()
  await settle()
  expect(begun).toEqual(['first', 'other'])
})

test('what is too much is not taken', async () => {
  const begun: string[] = []
  const lanes = new Lanes(1, 2)
  const first = work('first', begun)
  const room = ['a', 'b', 'c'].map((lane) => lanes.add(lane, first.task))
  expect(room).toEqual([true, true, false])
  first.end()
  await lanes.idle()
  expect(lanes.add('c', first.task)).toBe(true)
})

test('who waits for the end waits for all of it, and not at all when there is nothing', async () => {
  const begun: string[] = []
  const lanes = new Lanes(1, 10)
  await lanes.idle()
  const [first, second] = [work('first', begun), work('second', begun)]
  lanes.add('a', first.task)
  lanes.add('a', second.task)
  let isIdle = false
  const idle = lanes.idle().then(() => (isIdle = true))
  first.end()
  await settle()
  expect(isIdle).toBe(false)
  second.end()
  await idle
})

test('what has not begun can be forgotten', async () => {
  const begun: string[] = []
  const lanes = new Lanes(1, 10)
  const [first, second] = [work('first', begun), work('second', begun)]
  lanes.add('a', first.task)
  lanes.add('a', second.task)
  lanes.clear()
  first.end()
  await lanes.idle()
  expect(begun).toEqual(['first'])
})
