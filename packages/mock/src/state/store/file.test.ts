import { copyFile, readFile, stat } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Tree, writeTree } from '../../../test/files.ts'
import {
  book,
  bookPlan,
  defineAll,
  lend,
  noon,
  plain,
  randomRequests,
  startSessions,
  titles,
} from '../../../test/worlds.ts'
import { openStateFile, type StateFile } from './file.ts'
import { Sessions } from './sessions.ts'

let tree: Tree
let path: string
let open: StateFile[]
beforeEach(async () => {
  tree = await writeTree()
  path = tree.at('state.db')
  open = []
})
afterEach(async () => {
  for (const file of open) file.close()
  await tree[Symbol.asyncDispose]()
})

function fail(problem: unknown): void {
  throw problem
}

/** Sessions with what the file has of them. */
function start(sessions = startSessions(), at = path): Sessions {
  open.push(openStateFile(at, sessions, fail))
  return sessions
}

/** Ends what runs, and starts it again. */
function restart(sessions = startSessions()): Sessions {
  for (const file of open) file.close()
  return start(sessions)
}

/** What sessions have; those that are named have the beginning when they are not there. */
const dumps = (sessions: Sessions, names = sessions.names().toSorted()) =>
  names.map((name) => [name, plain(sessions.dump(name))])

describe('after a restart', () => {
  test('everything is as it was: records, order, timers, counters, chance and clocks', () => {
    const sessions = start()
    for (const name of ['', 'one', 'two']) {
      const world = sessions.world(name, 'library')
      lend(world, 600)
      world.run(() => {
        world.collection('books').put(book(`of ${name}`))
        world.collection('books').delete('emma')
        world.collection('books').put(book('emma'))
        world.collection('books').patch('persuasion', { title: 'ü "\u0000 \ud800' })
        world.next('loan')
        world.random()
      })
    }
    sessions.session('one').clock.advance(5000)
    sessions.session('two').clock.freeze()
    const before = dumps(sessions)
    const again = restart()
    expect(dumps(again)).toEqual(before)
    const worlds = [sessions, again].map((all) => all.world('two', 'library'))
    for (const world of worlds) world.collection('books').put(book('next'))
    const [known, found] = worlds.map((world) => [
      world.next('loan'),
      world.random(),
      world.collection('books').sequenceOf(book('next')),
      world.timers(),
      world.bytes,
      world.now,
    ])
    expect(found).toEqual(known)
  })

  test('what is gone is gone, and what was emptied is empty', () => {
    const sessions = start()
    for (const name of ['one', 'two', 'three']) lend(sessions.world(name, 'library'), 60)
    const again = restart()
    const [books, loans] = ['books', 'loans'] as const
    for (const row of again.world('one', 'library').collection(books).rows()) {
      again.world('one', 'library').collection(books).delete(String(row['id']))
    }
    again.drop('two')
    again.reset('three')
    const last = restart()
    expect(last.names()).toEqual(['one', 'three'])
    expect(last.world('one', 'library').collection(books).rows()).toEqual([])
    expect(last.world('three', 'library').collection(loans).size).toBe(0)
    expect(last.world('three', 'library').timers()).toEqual([])
    expect(titles(last.world('two', 'library'))).toEqual(['Emma', 'Persuasion'])
  })

  test('a session that was dropped before it was written is not there', () => {
    const sessions = start()
    sessions.world('one', 'library').collection('books').put(book('a'))
    sessions.session('one').clock.freeze()
    sessions.drop('one')
    expect(restart().names()).toEqual([])
  })

  test('a session that was dropped and used again has only what is new', () => {
    const sessions = start()
    sessions.world('one', 'library').collection('books').put(book('old'))
    open[0]?.flush()
    sessions.drop('one')
    sessions.world('one', 'library').collection('books').put(book('new'))
    expect(titles(restart().world('one', 'library'))).toEqual(['Emma', 'Persuasion', 'On new'])
  })

  test('what was loaded and restored is there', () => {
    const sessions = start()
    const world = sessions.world('one', 'library')
    world.collection('books').put(book('a'))
    sessions.save('one', 'saved')
    world.collection('books').delete('a')
    sessions.load('one', 'saved')
    sessions.restore('two', { worlds: { cinema: { collections: { films: { records: [{ id: 9 }] } } } } })
    const again = restart()
    expect(titles(again.world('one', 'library'))).toContain('On a')
    expect(again.world('two', 'cinema').collection('films').rows()).toEqual([{ id: 9 }])
  })

  test('timers whose time has come meanwhile have run, once', () => {
    const sessions = start()
    sessions.session('one').clock.set(noon)
    lend(sessions.world('one', 'library'), 0.001)
    for (const file of open) file.close()
    sessions.close()
    const problems: unknown[] = []
    const heard: unknown[] = []
    const listening = () =>
      startSessions({
        onEvents: (events) => heard.push(...events),
        onProblem: (problem) => problems.push(problem),
      })
    start(listening()).session('one').clock.advance(1)
    restart(listening()).world('one', 'library')
    expect([heard, problems]).toEqual([[{ webhook: 'loan.late', body: { number: 1 } }], []])
  })

  test('data of providers that are not served now waits for them', () => {
    const sessions = start()
    sessions.world('one', 'cinema').collection('films').put({ id: 2 })
    sessions.world('one', 'library').collection('books').put(book('a'))
    const without = new Sessions()
    without.define(bookPlan)
    restart(without).world('one', 'library').collection('books').put(book('b'))
    const late = restart(new Sessions())
    expect(late.names()).toEqual(['one'])
    defineAll(late)
    expect(late.world('one', 'cinema').collection('films').size).toBe(2)
    expect(titles(late.world('one', 'library'))).toEqual(['Emma', 'Persuasion', 'On a', 'On b'])
  })

  test('collections that are new begin as they begin, and those that are no more are left out', () => {
    start().world('one', 'library').collection('loans').put({ number: 1 })
    const later = new Sessions()
    const shelves = { name: 'shelves', key: 'id', check: () => [] }
    const collections = new Map([
      ['books', bookPlan.collections.get('books')!],
      ['shelves', shelves],
    ])
    later.define({ ...bookPlan, collections, seed: { books: [book('other')], shelves: [{ id: 1 }] } })
    const world = restart(later).world('one', 'library')
    expect(world.collection('shelves').rows()).toEqual([{ id: 1 }])
    expect(titles(world)).toEqual(['Emma', 'Persuasion'])
    expect(() => world.collection('loans')).toThrow('no collection')
  })

  test('there are no more sessions than may be', () => {
    const sessions = start()
    for (const name of ['a', 'b', 'c']) sessions.world(name, 'library').collection('books').put(book('x'))
    expect(restart(startSessions({ mostSessions: 2 })).names()).toEqual(['b', 'c'])
    expect(restart().names()).toEqual(['b', 'c'])
  })

  test('data beyond the limit is there, and may only shrink', () => {
    start()
      .world('one', 'library')
      .collection('books')
      .put(book('a', 'x'.repeat(5000)))
    const world = restart(startSessions({ mostBytes: 1000 })).world('one', 'library')
    expect(() => world.collection('books').put(book('b'))).toThrow('--state-limit')
    world.collection('books').delete('a')
    world.collection('books').put(book('b'))
  })

  test.each([1, 2, 3])('whatever has happened, the file has it (%d)', (seed) => {
    let sessions = start()
    for (let round = 0; round < 5; round += 1) {
      randomRequests(sessions, seed * 10 + round, 200)
      const before = dumps(sessions, ['s0', 's1', 's2'])
      sessions = restart()
      expect(dumps(sessions, ['s0', 's1', 's2'])).toEqual(before)
    }
  })
})

test('changes are written by themselves, and several at once', async () => {
  const world = start().world('one', 'library')
  world.collection('books').put(book('a'))
  world.collection('books').put(book('b'))
  const copy = tree.at('copy.db')
  await vi.waitFor(
    async () => {
      await Promise.all(['', '-wal'].map((end) => copyFile(path + end, copy + end)))
      const sessions = startSessions()
      openStateFile(copy, sessions, fail).close()
      expect(titles(sessions.world('one', 'library'))).toEqual(['Emma', 'Persuasion', 'On a', 'On b'])
    },
    { timeout: 15_000 },
  )
})

test('what is written already is not written again', async () => {
  const sessions = start()
  lend(sessions.world('one', 'library'), 3600)
  sessions.session('one').clock.advance(1)
  open[0]?.flush()
  const { size } = await stat(`${path}-wal`)
  open[0]?.flush()
  expect((await stat(`${path}-wal`)).size).toBe(size)
  for (const file of open) file.close()
  const bytes = await readFile(path)
  restart()
  for (const file of open) file.close()
  expect((await readFile(path)).equals(bytes)).toBe(true)
})

test('a file that is closed is whole by itself, and nothing is written to it any more', async () => {
  const sessions = start()
  sessions.world('one', 'library').collection('books').put(book('a'))
  for (const file of open) file.close()
  const before = await readFile(path)
  await expect(stat(`${path}-wal`)).rejects.toThrow('ENOENT')
  sessions.world('one', 'library').collection('books').put(book('b'))
  for (const file of open) file.close()
  expect((await readFile(path)).equals(before)).toBe(true)
})
