import { expect, test } from 'vitest'
import { createWorld } from '../../../test/worlds.ts'
import { Random } from '../../random.ts'

test('records are found by what they have, the oldest first', () => {
  const loans = createWorld().collection('loans')
  loans.put({ number: 1, reader: { name: 'Ada' }, tags: ['new', 'late'] })
  loans.put({ number: 2, reader: { name: 'Bo' }, tags: [] })
  loans.put({ number: 3, reader: { name: 'Ada' }, tags: ['late'] })
  const numbers = (property: string, value: unknown) => loans.by(property, value).map(({ number }) => number)
  expect(numbers('reader.name', 'Ada')).toEqual([1, 3])
  expect(numbers('tags', 'late')).toEqual([1, 3])
  loans.patch(1, { tags: ['new'] })
  loans.delete(3)
  loans.put({ number: 3, reader: null, tags: ['late', 'late'] })
  loans.patch(2, { tags: 'late' })
  expect([numbers('reader.name', 'Ada'), numbers('tags', 'late')]).toEqual([[1], [2, 3]])
  expect([numbers('number', 2), numbers('number', '2'), numbers('reader.name.length', 3)]).toEqual([
    [2],
    [],
    [],
  ])
})

test('what is found is what a look at all would find, also after changes that were taken back', () => {
  const random = new Random(3)
  const pick = (most: number) => Math.floor(random.next() * most)
  const world = createWorld()
  const loans = world.collection('loans')
  for (let round = 0; round < 300; round += 1) {
    try {
      world.run(() => {
        for (let step = pick(4); step >= 0; step -= 1) {
          if (pick(3) === 0) loans.delete(pick(15))
          else loans.put({ number: pick(15), state: `state ${pick(4)}` })
        }
        if (pick(3) === 0) throw new Error('refused')
      })
    } catch {
      // It is as before.
    }
    const state = `state ${pick(4)}`
    expect(loans.by('state', state)).toEqual(loans.where((row) => row['state'] === state))
  }
})
