import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { book, lend, noon, plain, startSessions, titles } from '../../../test/worlds.ts'

// Real time stands still.
beforeEach(() => vi.useFakeTimers({ now: noon }))
afterEach(() => vi.useRealTimers())

describe('snapshots', () => {
  test('make a session what it was, as often as one likes', () => {
    const sessions = startSessions()
    const world = sessions.world('one', 'library')
    lend(world, 60)
    world.next('loan')
    sessions.session('one').clock.freeze()
    sessions.save('one', 'lent')
    const saved = plain(sessions.dump('one'))
    for (let round = 0; round < 2; round += 1) {
      sessions.session('one').clock.advance(120_000)
      world.collection('books').delete('emma')
      sessions.world('one', 'cinema').collection('films').put({ id: 2 })
      expect(plain(sessions.dump('one'))).not.toEqual(saved)
      sessions.load('one', 'lent')
      expect(plain(sessions.dump('one'))).toEqual(saved)
    }
    expect(sessions.snapshots('one')).toEqual(['lent'])
  })

  test('share their records, and are not changed later', () => {
    const sessions = startSessions()
    const world = sessions.world('one', 'library')
    const kept = world.collection('books').put(book('a'))
    sessions.save('one', 'first')
    world.collection('books').patch('a', { title: 'Changed' })
    sessions.save('one', 'second')
    sessions.load('one', 'first')
    expect(world.collection('books').get('a')).toBe(kept)
    sessions.load('one', 'second')
    expect(world.collection('books').get('a')).toEqual({ id: 'a', title: 'Changed' })
  })

  test('belong to one session, and have names', () => {
    const sessions = startSessions()
    sessions.save('one', 'a')
    sessions.save('one', 'b')
    expect(() => sessions.load('one', 'c')).toThrow(
      'There is no snapshot "c" of this session; there are a, b.',
    )
    expect(() => sessions.load('other', 'a')).toThrow(
      'There is no snapshot "a" of this session; nothing was saved.',
    )
    expect([sessions.forget('one', 'a'), sessions.forget('one', 'a')]).toEqual([true, false])
    expect(sessions.snapshots('one')).toEqual(['b'])
    sessions.reset()
    expect(sessions.snapshots('one')).toEqual(['b'])
  })

  test('are fifty at most', () => {
    const sessions = startSessions()
    for (let index = 0; index < 50; index += 1) sessions.save('one', `s${index}`)
    expect(() => sessions.save('one', 'more')).toThrow('A session has at most 50 snapshots')
    sessions.save('one', 's7')
    sessions.save('other', 'more')
  })
})

describe('a dump', () => {
  test('is plain JSON that makes a session anywhere what this one is', () => {
    const sessions = startSessions()
    lend(sessions.world('one', 'library'), 60)
    sessions.session('one').clock.advance(1000)
    const dump = plain(sessions.dump('one'))
    const other = startSessions()
    other.restore('two', dump)
    expect(plain(other.dump('two'))).toEqual(dump)
    expect(dump).toMatchObject({
      clock: { offset: 1000 },
      worlds: { cinema: { collections: { films: {} } } },
    })
  })

  test('may say little: the rest of the session is as in the beginning', () => {
    const sessions = startSessions()
    sessions.world('one', 'library').collection('books').put(book('a'))
    sessions.session('one').clock.freeze()
    sessions.restore('one', { worlds: { cinema: { collections: { films: { records: [{ id: 7 }] } } } } })
    expect(titles(sessions.world('one', 'library'))).toEqual(['Emma', 'Persuasion'])
    expect(sessions.world('one', 'cinema').collection('films').rows()).toEqual([{ id: 7 }])
    expect(sessions.session('one').clock.isRunning).toBe(true)
  })

  test.each([
    [[], 'it must be an object'],
    [{ clock: { offset: 'x' } }, '/clock/offset must be an integer'],
    [{ clock: { offset: 0, frozenAt: null } }, '/clock/frozenAt must be an integer'],
    [{ worlds: { zoo: {} } }, 'No data is kept for "zoo"'],
    [
      { worlds: { library: { collections: { books: [] } } } },
      '/worlds/library/collections/books must be an object',
    ],
    [{ worlds: { library: { collections: { books: {} } } } }, 'books/records must be a list'],
    [
      { worlds: { library: { collections: { books: { records: [1] } } } } },
      'books/records/0 must be an object',
    ],
    [
      { worlds: { library: { collections: { loans: { records: [{ number: 1 }], sequences: [] } } } } },
      'loans/sequences must be as long as the records',
    ],
    [
      { worlds: { library: { collections: { loans: { records: [], sequences: [2, 2] } } } } },
      'loans/sequences/1 must be above the one before it',
    ],
    [
      { worlds: { library: { timers: [{ due: 'soon', timer: 'x', data: {} }] } } },
      'timers/0/due must be a date and time',
    ],
    [
      { worlds: { library: { timers: [{ due: '2030-01-01', timer: 1, data: {} }] } } },
      'timers/0/timer must be',
    ],
    [{ worlds: { library: { counters: { loan: '1' } } } }, 'counters/loan must be an integer'],
    [{ worlds: { library: { random: 0.5 } } }, 'random must be an integer'],
    [
      { worlds: { cinema: {}, library: { collections: { books: { records: [{ id: 1 }] } } } } },
      '/title must be string',
    ],
  ])('that is none changes nothing: %j', (dump, message) => {
    const sessions = startSessions()
    sessions.world('one', 'cinema').collection('films').put({ id: 2 })
    const before = plain(sessions.dump('one'))
    expect(() => sessions.restore('one', dump)).toThrow(message)
    expect(plain(sessions.dump('one'))).toEqual(before)
  })
})
