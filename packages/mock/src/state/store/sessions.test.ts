import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { book, bookPlan, lend, noon, startSessions, titles } from '../../../test/worlds.ts'
import type { StateEvent } from '../rules.ts'
import type { Sessions } from './sessions.ts'
import type { World } from './world.ts'

// Real time goes on when a test says so.
beforeEach(() => vi.useFakeTimers({ now: noon }))
afterEach(() => vi.useRealTimers())

describe('sessions', () => {
  test('do not see each other', () => {
    const sessions = startSessions()
    const [one, other] = [sessions.world('one', 'library'), sessions.world('other', 'library')]
    one.collection('books').put(book('a'))
    one.next('loan')
    sessions.session('one').clock.advance(1000)
    expect(titles(other)).toEqual(['Emma', 'Persuasion'])
    expect([other.next('loan'), other.time]).toEqual([1, noon.toISOString()])
    expect(sessions.world('one', 'library')).toBe(one)
    expect(sessions.world('', 'library').collection('books').size).toBe(2)
  })

  test('have a world of each provider, on one clock', () => {
    const sessions = startSessions()
    sessions.session('one').clock.set(new Date('2030-01-01T00:00:00Z'))
    expect(sessions.world('one', 'cinema').time).toBe('2030-01-01T00:00:00.000Z')
    expect(sessions.world('one', 'library').time).toBe('2030-01-01T00:00:00.000Z')
    expect([...sessions.session('one').worlds.keys()]).toEqual(['cinema', 'library'])
    expect(() => sessions.world('one', 'zoo')).toThrow('No data is kept for "zoo", only for library, cinema.')
  })

  test('that were not used for longest go when there are too many, but never the default one', () => {
    const sessions = startSessions({ mostSessions: 3 })
    for (const name of ['', 'a', 'b']) sessions.world(name, 'library').collection('books').put(book('x'))
    sessions.world('a', 'library')
    sessions.world('c', 'library')
    expect(sessions.names()).toEqual(['', 'a', 'c'])
    sessions.session('d')
    expect(sessions.names()).toEqual(['', 'c', 'd'])
    expect(titles(sessions.world('', 'library'))).toContain('On x')
    expect(titles(sessions.world('a', 'library'))).toEqual(['Emma', 'Persuasion'])
  })

  test('that were dropped begin anew', () => {
    const sessions = startSessions()
    const before = sessions.world('one', 'library')
    before.collection('books').put(book('a'))
    sessions.save('one', 'saved')
    sessions.drop('one')
    sessions.drop('nobody')
    expect([sessions.names(), sessions.snapshots('one')]).toEqual([[], []])
    expect(titles(sessions.world('one', 'library'))).toEqual(['Emma', 'Persuasion'])
  })
})

describe('a reset', () => {
  const changed = (sessions: Sessions) =>
    ['one', 'other'].flatMap((name) => [
      titles(sessions.world(name, 'library')).length > 2,
      sessions.world(name, 'cinema').collection('films').size > 1,
      sessions.session(name).clock.now().getTime() > noon.getTime(),
    ])

  test.each([
    [undefined, undefined, [false, false, false, false, false, false]],
    ['one', undefined, [false, false, false, true, true, true]],
    ['one', 'cinema', [true, false, true, true, true, true]],
    [undefined, 'library', [false, true, true, false, true, true]],
    ['nobody', undefined, [true, true, true, true, true, true]],
  ])('of %s, %s', (session, provider, wanted) => {
    const sessions = startSessions()
    for (const name of ['one', 'other']) {
      sessions.world(name, 'library').collection('books').put(book('a'))
      sessions.world(name, 'cinema').collection('films').put({ id: 2 })
      sessions.session(name).clock.advance(1000)
    }
    sessions.reset(session, provider)
    expect(changed(sessions)).toEqual(wanted)
    expect(sessions.names()).not.toContain('nobody')
  })
})

describe('timers', () => {
  function listen(): { sessions: Sessions; heard: string[] } {
    const heard: string[] = []
    const onEvents = (events: readonly StateEvent[], { session, time }: World) =>
      heard.push(...events.map(() => `${session} ${time}`))
    return { sessions: startSessions({ onEvents }), heard }
  }

  test('run when nobody asks, in every session whose clock goes', () => {
    const { sessions, heard } = listen()
    lend(sessions.world('late', 'library'), 60)
    lend(sessions.world('soon', 'library'), 10)
    lend(sessions.world('still', 'library'), 10)
    sessions.session('still').clock.freeze()
    vi.advanceTimersByTime(9_000)
    expect(heard).toEqual([])
    vi.advanceTimersByTime(100_000)
    expect(heard).toEqual(['soon 2026-03-01T12:00:10.000Z', 'late 2026-03-01T12:01:00.000Z'])
    sessions.session('still').clock.run()
    vi.advanceTimersByTime(10_000)
    expect(heard.at(-1)).toBe('still 2026-03-01T12:00:10.000Z')
  })

  test('run at once when the clock is moved beyond them', () => {
    const { sessions, heard } = listen()
    lend(sessions.world('one', 'library'), 3600)
    sessions.session('one').clock.freeze()
    sessions.session('one').clock.advance(3_600_000)
    expect(heard).toEqual(['one 2026-03-01T13:00:00.000Z'])
    sessions.session('one').clock.advance(3_600_000)
    expect(heard).toHaveLength(1)
  })

  test('that are due long after are not forgotten', () => {
    const { sessions, heard } = listen()
    lend(sessions.world('one', 'library'), 40 * 24 * 3600)
    vi.advanceTimersByTime(39 * 24 * 3_600_000)
    expect(heard).toEqual([])
    vi.advanceTimersByTime(2 * 24 * 3_600_000)
    expect(heard).toEqual(['one 2026-04-10T12:00:00.000Z'])
  })

  test('have run when a world is asked for', () => {
    const { sessions, heard } = listen()
    lend(sessions.world('one', 'library'), 10)
    vi.setSystemTime(noon.getTime() + 20_000)
    expect(sessions.world('one', 'library').timers()).toEqual([])
    expect(heard).toEqual(['one 2026-03-01T12:00:10.000Z'])
  })

  test('of a session that is gone do not run, nor any once it is closed', () => {
    const { sessions, heard } = listen()
    lend(sessions.world('one', 'library'), 10)
    sessions.drop('one')
    lend(sessions.world('two', 'library'), 10)
    sessions.close()
    vi.advanceTimersByTime(20_000)
    expect([heard, vi.getTimerCount()]).toEqual([[], 0])
  })

  test('keep no process alive', () => {
    vi.useRealTimers()
    const { sessions } = listen()
    const before = process.getActiveResourcesInfo()
    lend(sessions.world('one', 'library'), 1000)
    expect(process.getActiveResourcesInfo()).toEqual(before)
    sessions.close()
  })
})

test('a provider that is defined anew keeps data that was changed, in every session', () => {
  const sessions = startSessions()
  sessions.world('one', 'library').collection('books').put(book('a'))
  sessions.world('other', 'library')
  sessions.define({ ...bookPlan, seed: { books: [book('new')] } })
  expect(titles(sessions.world('one', 'library'))).toEqual(['Emma', 'Persuasion', 'On a'])
  expect(titles(sessions.world('other', 'library'))).toEqual(['On new'])
})

test('a plan that is not valid is refused, and the one before stays', () => {
  const sessions = startSessions()
  expect(() => sessions.define({ ...bookPlan, seed: { books: [{ id: 'x' }] } })).toThrow(
    '/title must be string',
  )
  expect(titles(sessions.world('one', 'library'))).toEqual(['Emma', 'Persuasion'])
})
