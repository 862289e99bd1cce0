import { describe, expect, test } from 'vitest'
import { book, bookPlan, createWorld, noon, plain } from '../../../test/worlds.ts'
import type { World } from './world.ts'

describe('a dump', () => {
  function busyWorld(): World {
    const world = createWorld()
    world.collection('books').put(book('a'))
    world.collection('books').put(book('b'))
    world.collection('books').delete('b')
    world.collection('books').delete('emma')
    world.collection('loans').put({ number: 1 })
    world.after(60, 'remind', { number: 1 })
    world.next('loan')
    world.random()
    return world
  }

  test('is plain JSON that makes the same world again', () => {
    const dump = plain(busyWorld().dump())
    const world = createWorld()
    world.restore(dump as object)
    expect(plain(world.dump())).toEqual(dump)
    for (const one of [world, busyWorld()]) {
      one.collection('books').put(book('c'))
      expect([one.collection('books').sequenceOf(book('c')), one.next('loan')]).toEqual([5, 2])
    }
    expect(world.bytes).toBeGreaterThan(0)
  })

  test('shares its records, and does not change when they do', () => {
    const world = busyWorld()
    const dump = world.dump()
    const before = plain(dump)
    expect(dump.collections['books']?.records[1]).toBe(world.collection('books').get('a'))
    world.collection('books').patch('a', { title: 'Changed' })
    world.collection('books').put(book('z'))
    world.after(1, 'remind', {})
    world.next('loan')
    expect(plain(dump)).toEqual(before)
  })

  test('may say little: the rest is as in the beginning', () => {
    const world = busyWorld()
    world.restore({
      collections: { loans: { records: [{ number: 7 }] } },
      timers: [{ due: '2026-03-01T13:00:00Z', timer: 'remind', data: { number: 7 } }],
    })
    expect(world.collection('books').rows()).toEqual(bookPlan.seed['books'])
    expect(world.collection('loans').rows()).toEqual([{ number: 7 }])
    expect(world.timers()).toMatchObject([{ due: new Date('2026-03-01T13:00:00Z') }])
    expect(world.next('loan')).toBe(1)
    world.restore()
    expect(plain(world.dump())).toEqual(plain(createWorld().dump()))
    expect(world.bytes).toBe(0)
  })

  test('gives no number twice, whatever it says of the last one', () => {
    const world = createWorld()
    world.restore({ collections: { books: { records: [book('a')], sequences: [7], last: 3 } } })
    world.collection('books').put(book('b'))
    expect(world.collection('books').sequenceOf(book('b'))).toBe(8)
  })

  test.each([
    [{ collections: { boks: { records: [] } } }, 'library has no collection "boks"; it has books, loans.'],
    [{ timers: [{ due: noon.toISOString(), timer: 'x', data: {} }] }, 'library has no timer "x"'],
    [{ collections: { books: { records: [{ id: 1 }] } } }, '/title must be string'],
    [{ collections: { books: { records: [book('a'), book('a')] } } }, '/id is that of another record'],
  ])('that does not fit changes nothing: %j', (dump, message) => {
    const world = busyWorld()
    const before = plain(world.dump())
    expect(() => world.restore(dump)).toThrow(message)
    expect(plain(world.dump())).toEqual(before)
  })
})

describe('a new plan', () => {
  const other = { ...bookPlan, seed: { books: [book('other')] } }

  test('begins anew a world that is as it began', () => {
    const world = createWorld()
    world.run(() => world.collection('books').rows())
    world.adopt(other)
    expect(world.collection('books').rows()).toEqual([book('other')])
  })

  test('leaves data that was changed as it is, even if it would not be valid any more', () => {
    const world = createWorld()
    world.collection('books').put(book('a'))
    const { collections } = other
    const books = { name: 'books', key: 'id', check: () => ['is never valid'] }
    world.adopt({ ...other, collections: new Map([...collections, ['books', books]]), seed: {} })
    expect(world.collection('books').rows()).toHaveLength(3)
    expect(() => world.collection('books').put(book('b'))).toThrow('is never valid')
    expect(world.collection('books').sequenceOf(book('a'))).toBe(3)
  })

  test('brings collections, and takes some away; under another key they begin anew', () => {
    const world = createWorld()
    world.collection('loans').put({ number: 1 })
    const plan = (name: string, key: string) => [name, { name, key, check: () => [] }] as const
    const collections = new Map([plan('books', 'title'), plan('shelves', 'id')])
    world.adopt({ ...other, collections, seed: { books: [book('x')], shelves: [{ id: 1 }] } })
    expect(world.collection('books').get('On x')).toEqual(book('x'))
    expect(world.collection('shelves').rows()).toEqual([{ id: 1 }])
    expect(() => world.collection('loans')).toThrow('no collection "loans"')
  })

  test('with a seed that is not valid is refused', () => {
    expect(() => createWorld({ plan: { ...bookPlan, seed: { books: [{ id: 1 }] } } })).toThrow(
      'The record "1" of "books" is not valid: /title must be string.',
    )
    expect(() => createWorld({ plan: { ...bookPlan, seed: { boks: [] } } })).toThrow('no collection "boks"')
  })

  test('of which the seed is known to be valid has it unchecked', () => {
    const world = createWorld({ plan: { ...bookPlan, seed: { books: [{ id: 1 }] }, isChecked: true } })
    expect(world.collection('books').rows()).toEqual([{ id: 1 }])
  })
})
