import { describe, expect, test } from 'vitest'
import {
  book,
  createWorld,
  failingRun,
  noon,
  plain,
  randomRequest,
  stoppedClock,
} from '../../../test/worlds.ts'
import type { StateEvent } from '../rules.ts'
import type { Place } from './log.ts'
import type { World } from './world.ts'

describe('a run', () => {
  test('that throws leaves everything as before', () => {
    const events: StateEvent[] = []
    const places: Place[] = []
    const world = createWorld({
      onEvents: (some) => events.push(...some),
      onChange: (_, some) => places.push(...some),
    })
    world.next('loan')
    world.after(60, 'remind', { number: 1 })
    places.length = 0
    const before = { dump: plain(world.dump()), bytes: world.bytes, timers: world.timers() }
    const rows = world.collection('books').rows()
    failingRun(world)
    expect({ dump: plain(world.dump()), bytes: world.bytes, timers: world.timers() }).toEqual(before)
    expect(world.collection('books').rows()).toEqual(rows)
    expect([events, places]).toEqual([[], []])
  })

  test('goes on as if one that has thrown had never been', () => {
    const [one, other] = [createWorld(), createWorld()]
    failingRun(one)
    for (const world of [one, other]) {
      world.run(() => {
        world.collection('books').put(book('next'))
        world.after(5, 'remind', { number: world.next('loan'), code: world.randomText(6, '0123456789') })
      })
    }
    expect(plain(one.dump())).toEqual(plain(other.dump()))
  })

  test('leaves nothing behind when it is refused, whatever it has done', () => {
    const [one, other] = [createWorld(), createWorld()]
    for (let seed = 0; seed < 3000; seed += 1) {
      const isRefused = seed % 3 === 0
      randomRequest(one, seed, isRefused)
      if (!isRefused) randomRequest(other, seed)
      expect(one.collection('books').rows()).toEqual(other.collection('books').rows())
    }
    expect(plain(one.dump())).toEqual(plain(other.dump()))
    expect([one.bytes, one.timers()]).toEqual([other.bytes, other.timers()])
    const { sequences } = one.collection('books').dump()
    expect(sequences).toEqual(sequences.toSorted((one, other) => one - other))
  })

  test('inside of another is undone with it, and may fail without it', () => {
    const events: StateEvent[] = []
    const world = createWorld({ onEvents: (some) => events.push(...some) })
    const put = (id: string) => {
      world.collection('books').put(book(id))
      world.emit({ webhook: 'book.new', body: { id } })
    }
    world.run(() => {
      put('a')
      expect(() => world.run(() => (put('b'), failingRun(world), expect.fail('no')))).toThrow('no')
      world.run(() => put('c'))
      expect(events).toEqual([])
    })
    expect(world.collection('books').rows().slice(2)).toEqual([book('a'), book('c')])
    expect(events.map(({ body }) => body['id'])).toEqual(['a', 'c'])
    expect(() => world.run(() => (world.run(() => put('d')), expect.fail('no')))).toThrow('no')
    expect(world.collection('books').size).toBe(4)
  })

  test('has one time from its beginning to its end', () => {
    const clock = stoppedClock()
    const world = createWorld({ clock })
    world.run(() => {
      clock.advance(1000)
      expect(world.now).toEqual(noon)
    })
    expect(world.time).toBe('2026-03-01T12:00:01.000Z')
  })

  test('tells of its events and changes, in their order, when it has succeeded', () => {
    const told: unknown[] = []
    const world = createWorld({
      onEvents: (events) => told.push(events),
      onChange: (_, places) => told.push(places.map(({ kind, key }) => `${kind} ${key}`)),
    })
    const result = world.run(() => {
      world.emit({ webhook: 'book.new', body: { id: 'a' } })
      for (const title of ['One', 'Two']) world.collection('books').put(book('a', title))
      world.next('loan')
      return told.length
    })
    expect(result).toBe(0)
    expect(told).toEqual([
      ['record a', 'record a', 'counter loan'],
      [{ webhook: 'book.new', body: { id: 'a' } }],
    ])
  })
})

test('the version is the same as long as the data is', () => {
  const world = createWorld()
  const versions = new Set([world.version])
  const note = () => versions.add(world.version).size
  world.run(() => world.collection('books').rows())
  expect(note()).toBe(1)
  world.collection('books').put(book('a'))
  expect(note()).toBe(2)
  failingRun(world)
  expect(note()).toBe(3)
  world.restore()
  expect(note()).toBe(4)
})

test('what the rules ask for by a wrong name is an error', () => {
  const world = createWorld()
  expect(() => world.collection('boks')).toThrow('library has no collection "boks"; it has books, loans')
  expect(() => world.after(1, 'remnid', {})).toThrow('The rules of library have no timer "remnid"')
  expect(() => world.after(1, 'constructor', {})).toThrow('no timer')
  expect(() => world.after(-1, 'remind', {})).toThrow('cannot be due in -1 seconds')
  expect(() => world.after(1e300, 'remind', {})).toThrow('cannot be due')
})

describe('chance', () => {
  const draw = (world: World) => [
    world.random(),
    world.random(),
    world.randomText(12, 'abcdef'),
    world.random(),
  ]

  test('is the same with the same seed, in every session', () => {
    const one = draw(createWorld())
    expect(draw(createWorld({ session: 'other' }))).toEqual(one)
    expect(draw(createWorld({ seed: 2 }))).not.toEqual(one)
  })

  test('gives numbers from 0 up to 1, and texts of an alphabet', () => {
    const world = createWorld()
    const numbers = Array.from({ length: 1000 }, () => world.random())
    expect([Math.min(...numbers) >= 0, Math.max(...numbers) < 1]).toEqual([true, true])
    expect(world.randomText(200, 'ab')).toMatch(/^(?=.*a)(?=.*b)[ab]{200}$/)
  })
})

test('counters count from 1, each for itself', () => {
  const world = createWorld()
  expect([world.next('a'), world.next('a'), world.next('constructor')]).toEqual([1, 2, 1])
})
