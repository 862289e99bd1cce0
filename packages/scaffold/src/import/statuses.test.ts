import { expect, test } from 'vitest'
import { Notes } from './notes.ts'
import { nameStatuses } from './statuses.ts'

function named(responses: Record<string, object>) {
  const notes = new Notes()
  const operation = { responses }
  nameStatuses({ name: 'GET /pets', path: '/pets', method: 'get', item: {}, operation }, notes)
  return { statuses: Object.keys(operation.responses), notes }
}

test('a range becomes the status that most mean by it', () => {
  const { statuses, notes } = named({ '2XX': {}, '4xx': {}, '404': {} })
  expect(statuses.toSorted()).toEqual(['200', '400', '404'])
  expect(notes.changed.size).toBe(2)
})

test('a range beside its status is lost, which is said', () => {
  const { statuses, notes } = named({ '200': {}, '2XX': {} })
  expect(statuses).toEqual(['200'])
  expect([...notes.lost.keys()]).toEqual(['Responses called 2XX beside a 200'])
})

test('default is the success where there is no other, and is lost beside one', () => {
  expect(named({ default: {} }).statuses).toEqual(['200'])
  const { statuses, notes } = named({ '201': {}, default: {} })
  expect(statuses).toEqual(['201'])
  expect(notes.lost.size).toBe(1)
})

test('an operation without a success gets one, and a question', () => {
  const { statuses, notes } = named({ '404': {} })
  expect(statuses).toEqual(['200', '404'])
  expect(notes.open.size).toBe(1)
})
