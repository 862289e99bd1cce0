/** The control endpoints of the data that a mock keeps. */
import { MockError } from '../errors.ts'
import { createReader } from '../input.ts'
import type { PlannedTimer, SessionData, Snapshot } from '../state/handle.ts'
import type { WorldRecords } from '../state/options.ts'
import type { StateRecords } from '../state/records.ts'
import { sessionHeader } from '../state/session-name.ts'
import type { Controls } from './controls.ts'
import { done, type Endpoint, missing, type Order, type Outcome, shown } from './endpoint.ts'
import * as schemas from './schemas.ts'

interface Part {
  readonly session?: string
  readonly provider?: string
  readonly collection?: string
  readonly limit?: number
}

const session = {
  type: 'string',
  description: `Whose data; the header ${sessionHeader} says it too. Default: the session without a name.`,
}
const provider = { type: 'string', description: 'Of this provider only.' }
const collection = { type: 'string', description: 'This collection only.' }
const limit = { type: 'integer', minimum: 1, description: 'How many of each collection, the newest.' }
const query = (properties: object) => ({ type: 'object', properties, additionalProperties: false })

const sessionQuery = query({ session })
const providerQuery = query({ session, provider })
const partQuery = query({ session, provider, collection })
const stateQuery = query({ session, provider, collection, limit })

const readPart = createReader<Part>(stateQuery, { isText: true })
const readClock = createReader<{ now?: string; advance?: number; running?: boolean }>(schemas.clock)
const readRecords = createReader<WorldRecords>(schemas.records)

/** Whole worlds are longer than other orders. */
const longest = 256 * 1024 * 1024

export const stateEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/clock',
    summary: 'What time it is in the data, whether it passes, and when something happens next',
    call: 'mock.clock.now()',
    query: sessionQuery,
    run: (controls, order) => shown(clockOf(dataOf(controls, order))),
  },
  {
    method: 'PUT',
    path: '/clock',
    summary: 'Move, stop or start the clock; what is due by then happens',
    call: 'mock.clock.advance(), …',
    query: sessionQuery,
    body: schemas.clock,
    run: (controls, order) => moved(dataOf(controls, order), order.body),
  },
  {
    method: 'GET',
    path: '/state',
    summary: 'The records, the oldest first',
    call: 'mock.state()',
    query: stateQuery,
    run: (controls, order) => shown(chosen(dataOf(controls, order).state(), partOf(controls, order))),
  },
  {
    method: 'PUT',
    path: '/state',
    summary: 'Put records in the place of those of the collections that are named; all else stays',
    call: 'mock.setState()',
    query: sessionQuery,
    body: schemas.records,
    longest,
    run: (controls, order) => (dataOf(controls, order).setState(readRecords(order.body)), done),
  },
  {
    method: 'DELETE',
    path: '/state',
    summary: 'Have the data and the clock of the beginning again, or the data of one provider',
    call: 'session.reset()',
    query: providerQuery,
    run: (controls, order) => (dataOf(controls, order).reset(partOf(controls, order).provider), done),
  },
  {
    method: 'GET',
    path: '/collections',
    summary: 'What collections there are, how many records they have, and which property identifies one',
    call: 'mock.collections()',
    query: partQuery,
    run: (controls, order) =>
      shown({ collections: collectionsOf(dataOf(controls, order), partOf(controls, order)) }),
  },
  {
    method: 'GET',
    path: '/timers',
    summary: 'What is going to happen by itself, the next one first',
    call: 'mock.timers()',
    query: providerQuery,
    run: (controls, order) => shown({ timers: timersOf(dataOf(controls, order), partOf(controls, order)) }),
  },
  {
    method: 'GET',
    path: '/snapshots',
    summary: 'The names by which something was saved',
    call: 'mock.snapshots()',
    query: sessionQuery,
    run: (controls, order) => shown({ snapshots: dataOf(controls, order).snapshots() }),
  },
  {
    method: 'PUT',
    path: '/snapshots/{name}',
    summary: 'Save everything as it is now by a name; with a body, what a GET of a snapshot gave',
    call: 'mock.save()',
    query: sessionQuery,
    body: schemas.snapshot,
    isBodyOptional: true,
    longest,
    run: (controls, order) => saved(dataOf(controls, order), order),
  },
  {
    method: 'GET',
    path: '/snapshots/{name}',
    summary: 'A snapshot as it is saved: to be kept in a file',
    call: 'mock.snapshot()',
    query: sessionQuery,
    run: (controls, order) => found(order, dataOf(controls, order).snapshot(nameIn(order))),
  },
  {
    method: 'POST',
    path: '/snapshots/{name}/load',
    summary: 'Make everything what it was when it was saved',
    call: 'mock.load()',
    query: sessionQuery,
    run(controls, order) {
      const data = dataOf(controls, order)
      return data.snapshots().includes(nameIn(order))
        ? (data.load(nameIn(order)), done)
        : found(order, undefined)
    },
  },
  {
    method: 'DELETE',
    path: '/snapshots/{name}',
    summary: 'Forget a snapshot',
    call: 'mock.forget()',
    query: sessionQuery,
    run: (controls, order) =>
      dataOf(controls, order).forget(nameIn(order)) ? done : found(order, undefined),
  },
  {
    method: 'GET',
    path: '/sessions',
    summary: 'The sessions that there are, and what they take',
    call: 'mock.sessions()',
    run: (controls) => shown({ sessions: controls.sessions() }),
  },
  {
    method: 'DELETE',
    path: '/sessions/{name}',
    summary: 'Forget a session, with its data and snapshots',
    call: 'session.drop()',
    run: (controls, order) =>
      controls.dropSession(nameIn(order)) ? done : missing(`There is no session "${nameIn(order)}".`),
  },
  {
    method: 'GET',
    path: '/deliveries',
    summary: 'The webhooks that something in the data has caused, sent or not, the last one at the end',
    call: 'mock.deliveries()',
    query: query({ session: { type: 'string', description: 'Of this session only.' } }),
    run: (controls, { query: { session } }) => shown({ deliveries: controls.deliveries(session) }),
  },
]

/** The session that a request means: its query counts before its header. */
function dataOf(controls: Controls, { query, session: named }: Order): SessionData {
  return controls.session(readPart({ ...query }).session ?? named)
}

/** The part that a query asks for; a name that nothing has is a mistake. */
function partOf(controls: Controls, order: Order): Part {
  const part = readPart({ ...order.query })
  const { provider, collection } = part
  if (provider !== undefined) controls.provider(provider)
  if (collection === undefined) return part
  const known = dataOf(controls, order)
    .collections()
    .filter((one) => isMeant(provider, one.provider))
  if (known.some(({ name }) => name === collection)) return part
  const names = known.map(({ name }) => name).join(', ')
  throw new MockError('bad-input', `There is no collection "${collection}". There are ${names}.`)
}

function nameIn({ params: [name = ''] }: Order): string {
  return name
}

function clockOf(data: SessionData): object {
  const { clock } = data
  return { now: clock.now(), running: clock.running, next: data.timers()[0]?.due }
}

function moved(data: SessionData, body: unknown): Outcome {
  const { now, advance, running } = readClock(body)
  const { clock } = data
  // A clock that is to stand shows the very time that it was given.
  if (running === false) clock.freeze()
  if (now !== undefined) clock.set(now)
  if (advance !== undefined) clock.advance(advance)
  if (running) clock.run()
  return shown(clockOf(data))
}

function saved(data: SessionData, order: Order): Outcome {
  if (order.body === undefined) data.save(nameIn(order))
  else data.keep(nameIn(order), order.body as Snapshot)
  return done
}

function chosen(records: StateRecords, part: Part): StateRecords {
  const providers = Object.entries(records).filter(([name]) => isMeant(part.provider, name))
  return Object.fromEntries(
    providers.map(([name, collections]) => {
      const some = Object.entries(collections).filter(([collection]) => isMeant(part.collection, collection))
      return [
        name,
        Object.fromEntries(some.map(([collection, rows]) => [collection, newest(rows, part.limit)])),
      ]
    }),
  )
}

function newest<T>(rows: readonly T[], limit = Infinity): readonly T[] {
  return limit < rows.length ? rows.slice(-limit) : rows
}

function collectionsOf(data: SessionData, part: Part): object[] {
  return data
    .collections()
    .filter(({ provider, name }) => isMeant(part.provider, provider) && isMeant(part.collection, name))
}

function timersOf(data: SessionData, part: Part): PlannedTimer[] {
  return data.timers().filter(({ provider }) => isMeant(part.provider, provider))
}

function isMeant(wanted: string | undefined, name: string): boolean {
  return wanted === undefined || wanted === name
}

function found(order: Order, body: unknown): Outcome {
  if (body !== undefined) return shown(body)
  return missing(`There is no snapshot "${nameIn(order)}" of this session.`)
}
