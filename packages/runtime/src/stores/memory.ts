import {
  type Answer,
  type Budget,
  type Exchange,
  grace,
  type LimitStore,
  patience,
  settling,
} from './store.ts'
import type { Token, TokenStore } from '../tokens.ts'

interface Fleet {
  readonly epoch: string
  /** Until when nobody is let go, because the store has forgotten something or the provider said so. */
  blockedUntil: number
  readonly flying: Map<string, number>
  readonly over: Map<string, number>
  /** Worker → its place and until when it keeps it. */
  readonly line: Map<string, { readonly place: number; readonly until: number }>
  /** Worker → how much it has had. */
  readonly had: Map<string, number>
  /** How much the one had who was served last. */
  turn: number
  /** Worker → when it was last heard of. */
  readonly workers: Map<string, number>
}

/**
 * A store in the memory of one process: what stores have to do, in the fewest lines. It serves tests, and several
 * clients of one process that share an account.
 */
export function memoryStore(): LimitStore & TokenStore & Required<Pick<TokenStore, 'exclusively'>> {
  const fleets = new Map<string, Fleet>()
  const tokens = new Map<string, Token>()
  const locks = new Map<string, Promise<unknown>>()
  return {
    async exchange(key, request) {
      const now = performance.now()
      const fleet = fleets.get(key) ?? found(request, now)
      fleets.set(key, fleet)
      return exchange(fleet, request, now)
    },
    get: (key) => tokens.get(key),
    set(key, token) {
      if ((tokens.get(key)?.createdAt ?? 0) <= token.createdAt) tokens.set(key, token)
    },
    async exclusively(key, renew) {
      const turn = (locks.get(key) ?? Promise.resolve()).then(renew, renew)
      locks.set(key, turn)
      return turn
    },
  }
}

function found({ epoch, nextEpoch }: Exchange, now: number): Fleet {
  const empty = { flying: new Map(), over: new Map(), line: new Map(), workers: new Map(), had: new Map() }
  return { epoch: nextEpoch, blockedUntil: epoch === undefined ? now : now + settling, turn: 0, ...empty }
}

function exchange(fleet: Fleet, request: Exchange, now: number): Answer {
  const { worker, budgets, want = 0, first } = request
  const { line, epoch } = fleet
  forget(fleet, request, now)
  note(fleet, request, now)
  if (request.want === 0) line.delete(worker)
  let granted = 0
  let wait = 0
  if (want > 0) {
    stand(fleet, request)
    const blocked = fleet.blockedUntil - now
    if (blocked <= 0) granted = Math.min(want, shareOf(fleet, request, now))
    for (let number = first; number < first + granted; number += 1) {
      fleet.flying.set(`${worker}:${number}`, now)
    }
    if (granted > 0) serve(fleet, worker, granted)
    if (granted < want) {
      const { place } = stand(fleet, request)
      wait = Math.max(blocked, waitOf(fleet, request, now))
      line.set(worker, { place, until: now + Math.min(wait, patience) + grace })
    }
  }
  const used = budgets.map((budget) => timesOf(fleet, request, budget, now).length)
  return { granted, wait, used, workers: fleet.workers.size, epoch }
}

/** Forgets what counts no more, and who has not been heard of. */
function forget(
  { flying, over, line, workers, had }: Fleet,
  { budgets, travel }: Exchange,
  now: number,
): void {
  const longest = Math.max(0, ...budgets.map(({ window }) => window))
  for (const [id, at] of flying) if (at <= now - longest - travel) flying.delete(id)
  for (const [id, at] of over) if (at <= now - longest) over.delete(id)
  for (const [worker, { until }] of line) if (until < now) line.delete(worker)
  for (const [worker, at] of workers) {
    if (at > now - longest - 60_000) continue
    workers.delete(worker)
    had.delete(worker)
  }
}

/** Notes what a worker tells. */
function note(fleet: Fleet, { worker, over, flying, unused, pause }: Exchange, now: number): void {
  fleet.workers.set(worker, now)
  fleet.blockedUntil = Math.max(fleet.blockedUntil, pause > 0 ? now + pause : 0)
  for (const [number, milliseconds] of flying) fleet.flying.set(`${worker}:${number}`, now - milliseconds)
  for (const [number, milliseconds] of over) {
    fleet.flying.delete(`${worker}:${number}`)
    fleet.over.set(`${worker}:${number}`, now - milliseconds)
  }
  for (const number of unused) fleet.flying.delete(`${worker}:${number}`)
}

/** Since when requests count in a budget, the oldest first. */
function timesOf({ flying, over }: Fleet, { travel }: Exchange, { window }: Budget, now: number): number[] {
  const inWindow = [...over.values()].filter((at) => at > now - window)
  const underWay = [...flying.values()].filter((at) => at > now - window - travel)
  return [...inWindow, ...underWay].toSorted((a, b) => a - b)
}

/**
 * The place of a worker in line. Who has had less stands in front; who was away gets one part more than the others at
 * most. Equals stand as they came, which is the order of the map.
 */
function stand(
  { line, had, turn, workers }: Fleet,
  { worker, budgets }: Exchange,
): { place: number; until: number } {
  const part = Math.ceil(Math.min(...budgets.map(({ size }) => size)) / workers.size)
  const own = line.get(worker) ?? { place: Math.max(turn - part, had.get(worker) ?? 0), until: Infinity }
  line.set(worker, own)
  return own
}

/** A worker has got something, and leaves the line. */
function serve(fleet: Fleet, worker: string, granted: number): void {
  const { place = 0 } = fleet.line.get(worker) ?? {}
  fleet.turn = Math.max(fleet.turn, place)
  fleet.had.set(worker, place + granted)
  fleet.line.delete(worker)
}

/** How many stand in front of a worker. */
function aheadOf({ line }: Fleet, worker: string): number {
  const inLine = [...line].toSorted(([, a], [, b]) => a.place - b.place)
  return inLine.findIndex(([name]) => name === worker)
}

/** How many requests a worker may send: beyond one for everybody in front, an equal part for each worker there is. */
function shareOf(fleet: Fleet, request: Exchange, now: number): number {
  const rooms = request.budgets.map((budget) => budget.size - timesOf(fleet, request, budget, now).length)
  const room = Math.min(...rooms, Infinity) - aheadOf(fleet, request.worker)
  return room > 0 ? Math.max(1, Math.floor(room / fleet.workers.size)) : 0
}

/** Milliseconds until there is room for a worker and everybody in front of it. */
function waitOf(fleet: Fleet, request: Exchange, now: number): number {
  const waits = request.budgets.map((budget) => {
    const times = timesOf(fleet, request, budget, now)
    const index = times.length - budget.size + aheadOf(fleet, request.worker)
    if (index < 0) return 0
    const wait = (times[index] ?? times.at(-1) ?? now) + budget.window - now
    // What is still under way after a whole window is over any moment.
    return wait > 0 ? wait : Math.min(100, Math.max(5, request.travel / 10))
  })
  return Math.max(0, ...waits)
}
