/** An invented provider that lends books, as the store sees one. */
import type { Row, StateWorld } from '../src/state/rules.ts'
import { Clock } from '../src/state/store/clock.ts'
import type { WorldPlan } from '../src/state/store/plan.ts'
import { Random } from '../src/random.ts'
import { Sessions, type SessionsOptions } from '../src/state/store/sessions.ts'
import { World, type WorldOptions } from '../src/state/store/world.ts'

/** When clocks of tests begin. */
export const noon = new Date('2026-03-01T12:00:00.000Z')

/** Books need a title; loans may be anything. */
export const bookPlan: WorldPlan = {
  provider: 'library',
  collections: new Map([
    ['books', { name: 'books', key: 'id', check: checkBook }],
    ['loans', { name: 'loans', key: 'number', check: () => [] }],
  ]),
  timers: {
    remind(world, { number }) {
      world.collection('loans').patch(Number(number), { remindedAt: world.time })
      world.emit({ webhook: 'loan.late', body: { number } })
    },
    again: (world, data) => world.after(60, 'again', { turn: loan(world, Number(data['turn'])) }),
    forever: (world, data) => world.after(0, 'forever', data),
    fail(world) {
      loan(world, 99)
      throw new Error('Nobody is at the desk')
    },
  },
  seed: {
    books: [
      { id: 'emma', title: 'Emma' },
      { id: 'persuasion', title: 'Persuasion' },
    ],
  },
}

/** A world on a clock that stands at noon, unless it is given another one. */
export function createWorld(options: Partial<WorldOptions> = {}): World {
  return new World({ session: '', plan: bookPlan, clock: stoppedClock(), seed: 1, ...options })
}

/** A clock that stands at noon. */
export function stoppedClock(): Clock {
  const clock = new Clock()
  clock.restore({ offset: 0, frozenAt: noon.getTime() })
  return clock
}

/** Another provider, which only lists what is on. */
const cinemaPlan: WorldPlan = {
  provider: 'cinema',
  collections: new Map([['films', { name: 'films', key: 'id', check: () => [] }]]),
  timers: {},
  seed: { films: [{ id: 1 }] },
}

/** Sessions that have both providers. */
export function startSessions(options: SessionsOptions = {}): Sessions {
  return defineAll(new Sessions({ seed: 1, ...options }))
}

/** Lets sessions have both providers. */
export function defineAll(sessions: Sessions): Sessions {
  sessions.define(bookPlan)
  sessions.define(cinemaPlan)
  return sessions
}

/** Changes everything that can be changed, in a run that throws in the end. */
export function failingRun(world: World): void {
  const refused = new Error('refused')
  try {
    world.run(() => {
      changeEverything(world)
      throw refused
    })
  } catch (error) {
    if (error !== refused) throw error
  }
}

function changeEverything(world: World): void {
  const all = world.collection('books')
  all.put(book('new'))
  all.patch('emma', { title: 'Changed' })
  all.delete('emma')
  all.put(book('emma', 'Other'))
  all.delete('persuasion')
  all.patch('new', { title: 'Newer' })
  world.next('loan')
  world.next('other')
  world.random()
  world.randomText(8, 'abc')
  world.after(1, 'remind', { number: 1 })
  world.emit({ webhook: 'loan.late', body: {} })
}

/** Lends a book of which somebody will be reminded in so many seconds. */
export function lend(world: World, seconds: number): void {
  world.run(() => {
    world.collection('loans').put({ number: 1 })
    world.after(seconds, 'remind', { number: 1 })
  })
}

/** The titles of all books, the oldest first. */
export function titles(world: World): unknown[] {
  return world
    .collection('books')
    .rows()
    .map(({ title }) => title)
}

/** What JSON tells of a value. */
export function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}

/** A book by its id. */
export function book(id: string, title = `On ${id}`): Row {
  return { id, title }
}

function loan(world: StateWorld, number: number): number {
  world.collection('loans').put({ number, lentAt: world.time })
  return number + 1
}

function checkBook({ title }: Row): readonly string[] {
  return typeof title === 'string' ? [] : ['/title must be string']
}

/** Many requests to several sessions, of which some are refused after they have changed something. */
export function randomRequests(sessions: Sessions, seed: number, count: number): void {
  const pick = pickFrom(seed)
  for (let index = 0; index < count; index += 1) {
    randomRequest(sessions.world(`s${pick(3)}`, 'library'), pick(1e9), pick(4) === 0)
    if (pick(100) === 0) sessions.reset(`s${pick(3)}`)
    if (pick(100) === 0) sessions.drop(`s${pick(3)}`)
    if (pick(50) === 0) sessions.session(`s${pick(3)}`).clock.advance(pick(100_000))
  }
}

/** A request that does some of all the things that rules can do, and may be refused in the end. */
export function randomRequest(world: World, seed: number, isRefused = false): void {
  const pick = pickFrom(seed)
  const refused = new Error('refused')
  try {
    world.run(() => {
      for (let step = pick(5); step >= 0; step -= 1) change(world, pick)
      if (isRefused) throw refused
    })
  } catch (error) {
    if (error !== refused) throw error
  }
}

/** Draws whole numbers below a number; the same seed draws the same. */
function pickFrom(seed: number): (most: number) => number {
  const random = new Random(seed)
  return (most) => Math.floor(random.next() * most)
}

/** One of all the things that rules can do. */
function change(world: World, pick: (most: number) => number): void {
  const books = world.collection('books')
  const id = `b${pick(20)}`
  const things = [
    () => books.put(book(id, `Title ${pick(1000)}`)),
    () => books.delete(id),
    () => books.get(id) && books.patch(id, { pages: pick(1000) }),
    () => world.after(3600 + pick(1e6), 'again', { turn: pick(50) }),
    () => world.next(`counter ${pick(3)}`),
    () => world.collection('loans').put({ number: pick(30), code: world.randomText(4, 'abc') }),
  ]
  things[pick(things.length)]?.()
}
