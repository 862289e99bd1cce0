import { describe, expect, test } from 'vitest'
import { book, createWorld, startSessions, titles } from '../../../test/worlds.ts'
import { Budget } from './budget.ts'
import { StateFull } from './problems.ts'
import type { World } from './world.ts'

describe('a budget', () => {
  test('refuses what is too much, and everything that belongs to it', () => {
    const budget = new Budget(2000)
    const world = createWorld({ budget })
    const fill = (size: number) => world.collection('loans').put({ number: 1, text: 'x'.repeat(size) })
    world.run(() => fill(1000))
    const { used } = budget
    expect(() =>
      world.run(() => {
        world.collection('books').put(book('a'))
        fill(5000)
      }),
    ).toThrow('may take 2000 bytes, and this would be more: reset sessions')
    expect([budget.used, world.bytes, world.collection('books').size]).toEqual([used, used, 2])
    expect(() => world.after(1, 'remind', { text: 'x'.repeat(5000) })).toThrow('--state-limit')
    const long = { number: 1, text: 'x'.repeat(5000) }
    expect(() => world.restore({ collections: { loans: { records: [long] } } })).toThrow('--state-limit')
    expect(budget.used).toBe(used)
    fill(10)
    expect(budget.used).toBe(world.bytes)
    world.collection('loans').delete(1)
    expect(budget.used).toBe(0)
  })

  test('does not count what all worlds share', () => {
    const budget = new Budget(1000)
    const world = createWorld({ budget })
    expect(budget.used).toBe(0)
    world.collection('books').delete('emma')
    expect(budget.used).toBe(0)
    world.collection('books').patch('persuasion', { title: 'Changed' })
    expect(budget.used).toBeGreaterThan(0)
    world.restore()
    expect(budget.used).toBe(0)
  })
})

describe('all data together', () => {
  const fill = (world: World, id: string, size = 3000) =>
    world.run(() => world.collection('books').put(book(id, 'x'.repeat(size))))

  test('has a limit, and what is beyond it is not there', () => {
    const sessions = startSessions({ mostBytes: 10_000 })
    for (const name of ['one', 'two', 'three']) fill(sessions.world(name, 'library'), 'a')
    const world = sessions.world('four', 'library')
    expect(() => fill(world, 'a')).toThrow(StateFull)
    expect(world.collection('books').size).toBe(2)
    sessions.drop('one')
    fill(world, 'a')
    expect(() => fill(world, 'b')).toThrow(StateFull)
    sessions.reset('two')
    fill(world, 'b')
  })

  test('has snapshots in it', () => {
    const sessions = startSessions({ mostBytes: 10_000 })
    fill(sessions.world('one', 'library'), 'a')
    sessions.save('one', 's')
    sessions.save('one', 's')
    sessions.save('one', 't')
    expect(() => sessions.save('one', 'u')).toThrow(StateFull)
    sessions.forget('one', 't')
    sessions.save('one', 'u')
    sessions.drop('one')
    fill(sessions.world('one', 'library'), 'a', 9000)
  })

  test('cannot be loaded or restored beyond it', () => {
    const sessions = startSessions({ mostBytes: 10_000 })
    const one = sessions.world('one', 'library')
    fill(one, 'a')
    sessions.save('one', 's')
    const dump = sessions.dump('one')
    sessions.reset('one')
    fill(sessions.world('two', 'library'), 'b', 6000)
    expect(() => sessions.load('one', 's')).toThrow(StateFull)
    expect(() => sessions.restore('one', dump)).toThrow(StateFull)
    expect(titles(one)).toEqual(['Emma', 'Persuasion'])
    sessions.forget('one', 's')
    sessions.restore('one', dump)
    expect(one.collection('books').size).toBe(3)
  })
})
