import { expect, test } from 'vitest'
import { Queue } from './queue.ts'
import { Random } from '../../random.ts'

/** Everything in a queue, in the order in which it is taken away. */
function drain(queue: Queue<number>): number[] {
  const taken = []
  for (let { first } = queue; first !== undefined; { first } = queue) {
    taken.push(first)
    queue.shift()
  }
  return taken
}

test('the first one comes first, in whatever order things are added', () => {
  const random = new Random(7)
  const numbers = Array.from({ length: 1000 }, () => Math.floor(random.next() * 300))
  const queue = new Queue<number>((one, other) => one - other)
  for (const number of numbers) queue.add(number)
  expect(queue.size).toBe(1000)
  expect(drain(queue)).toEqual(numbers.toSorted((one, other) => one - other))
})

test('things come and go', () => {
  const queue = new Queue<number>((one, other) => one - other, [2, 4, 6])
  queue.add(3)
  queue.shift()
  queue.add(1)
  expect(drain(queue)).toEqual([1, 3, 4, 6])
  queue.shift()
  expect([queue.first, queue.size]).toEqual([undefined, 0])
})
