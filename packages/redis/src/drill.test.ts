import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { createMock, type Mock } from '@parlance/mock'
import { describe, expect, test } from 'vitest'
import { mockWithBudget, type Report, startFleet } from '../test/fleet.ts'
import { startRedis } from '../test/redis-server.ts'

/** The machine of the tests may be busy: nothing is late there, and every request counts until it is answered. */
const patient = { travel: 30_000, timeLimit: 20_000 }
const key = randomBytes(32).toString('base64')
const processes = 20

/** The names of the calls that reached the provider, in their order. */
function namesAt(mock: Mock): string[] {
  return mock.calls().flatMap(({ headers }) => (headers['x-call'] as string | undefined) ?? [])
}

function refusals(mock: Mock): number {
  return mock.calls({ status: 429 }).length
}

const failures = (reports: Report[]): string[] => reports.flatMap(({ failed }) => failed)
const done = (reports: Report[]): string[] => reports.flatMap((report) => report.done)

/** The names without those of calls that the end of the drill cut off on their way. */
function whole(reports: Report[], names: string[]): string[] {
  const cut = new Set(reports.flatMap((report) => report.cut))
  return names.filter((name) => !cut.has(name))
}

describe('twenty processes with one budget', { timeout: 90_000 }, () => {
  test('use it up, break it never, and each gets its part', async () => {
    const budget = { requests: 200, window: 10 }
    await using redis = await startRedis()
    await using mock = await mockWithBudget(budget)
    const origin = `${mock.url}/chitchats`
    const task = { provider: 'chitchats', origin, redis: redis.url, key, budget, lines: 20, rest: 0 } as const
    const fleet = await startFleet(processes, { ...task, ...patient, isKnown: true })
    fleet.begin()
    // Three windows begin, at 0, 10 and 20 s; half a window is left for a machine that is slow.
    await sleep(25_000)
    const reports = await fleet.stop()

    expect(reports.flatMap(({ events }) => events)).toEqual([])
    expect(refusals(mock)).toBe(0)
    expect(failures(reports)).toEqual([])
    const used = namesAt(mock).length / (3 * budget.requests)
    const parts = reports.map((report) => report.done.length)
    const fairness = Math.min(...parts) / Math.max(...parts)
    console.log(
      `${Math.round(used * 100)} % of the budget; parts of ${Math.min(...parts)} to ${Math.max(...parts)}`,
    )
    expect(used).toBeGreaterThanOrEqual(0.9)
    expect(fairness).toBeGreaterThanOrEqual(0.5)
    expect(whole(reports, namesAt(mock)).toSorted()).toEqual(done(reports).toSorted())
  })

  test('lose and double no call when Redis dies and comes back empty, and break no budget', async () => {
    const budget = { requests: 200, window: 4 }
    await using redis = await startRedis()
    await using mock = await mockWithBudget(budget)
    const origin = `${mock.url}/chitchats`
    const task = { provider: 'chitchats', origin, redis: redis.url, key, budget, lines: 20, rest: 0 } as const
    const fleet = await startFleet(processes, { ...task, ...patient, isKnown: true })
    fleet.begin()
    await sleep(5_000)
    await redis.kill()
    const before = namesAt(mock).length
    await sleep(5_000)
    const alone = namesAt(mock).length
    await redis.start()
    await sleep(6_000)
    const reports = await fleet.stop()

    expect(refusals(mock)).toBe(0)
    expect(failures(reports)).toEqual([])
    expect(alone).toBeGreaterThan(before)
    expect(namesAt(mock).length).toBeGreaterThan(alone)
    expect(whole(reports, namesAt(mock)).toSorted()).toEqual(done(reports).toSorted())
    // Whoever had nothing to ask meanwhile has not noticed.
    expect(reports.flatMap(({ events }) => events)).toContain('outage')
    for (const { events } of reports) expect(events.at(-1) ?? 'recovery').toBe('recovery')
  })

  test('make one token together, and renew it once', async () => {
    await using redis = await startRedis()
    await using mock = await createMock(['chatshipper'], { tokenLifetime: 8, journal: 100_000 })
    const origin = `${mock.url}/chatshipper`
    const task = { provider: 'chatshipper', origin, redis: redis.url, key, lines: 1, rest: 0 } as const
    const fleet = await startFleet(processes, { ...task, ...patient })
    fleet.begin()
    await sleep(6_000)
    expect(mock.calls({ operation: 'tokens.create' })).toHaveLength(1)
    expect(mock.calls({ operation: 'tokens.refresh' })).toHaveLength(0)
    // It is renewed before its 8 s are over, and the new one lives longer than the drill.
    await sleep(6_000)
    const reports = await fleet.stop()
    expect(mock.calls({ operation: 'tokens.create' })).toHaveLength(1)
    expect(mock.calls({ operation: 'tokens.refresh' })).toHaveLength(1)
    expect(refusals(mock)).toBe(0)
    expect(failures(reports)).toEqual([])
    for (const report of reports) expect(report.done.length).toBeGreaterThan(0)
  })
})
