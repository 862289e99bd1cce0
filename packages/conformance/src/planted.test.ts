/** A suite that finds nothing has to be one that would: each of these faults is planted, and each has to be found. */
import { listProviders } from '@parlance/compiler'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { agreements } from './agreements/index.ts'
import { stageFor, tryOn } from './agreements/stage.ts'
import { checks } from './checks/index.ts'
import { answerFaults } from './faults/answers.ts'
import { stageFaults } from './faults/behaviour.ts'
import { clientFaults, replyFaults } from './faults/calls.ts'
import { serveThings } from './faults/things.ts'
import { readContract } from './requests/contract.ts'
import { tripChecks } from './round-trip/checks.ts'
import { runTrips } from './round-trip/run.ts'
import type { Obstacles } from './round-trip/trip.ts'
import { serveTargets, type Targets } from './suite/mocked.ts'
import { runChecks } from './suite/run-checks.ts'
import { type Settings, settingsOf } from './suite/settings.ts'
import type { Target } from './suite/target.ts'

const settings: Settings = { runs: 4, seed: settingsOf().seed, isBrief: true }
const providers = listProviders()

let targets: Targets
beforeAll(async () => void (targets = await serveTargets(providers)))
afterAll(() => targets[Symbol.asyncDispose]())

/** A write with a body, a list and a read by an id: what faults are planted in. */
function subjectsOf({ document }: Target): string[] {
  const operations = readContract(document).filter(({ isAnonymous }) => !isAnonymous)
  const write = operations.find(({ method, isBodyRequired }) => method === 'POST' && isBodyRequired)
  const list = operations.find(({ isPaged }) => isPaged)
  const read = operations.find(
    ({ method, path, isPaged }) => method === 'GET' && path.endsWith('}') && !isPaged,
  )
  return [write, list, read].flatMap((one) => (one ? [one.id] : []))
}

/** The names of the checks that a run blames, provider by provider, where the fault had something to spoil. */
async function blamedBy(run: (target: Target, act: () => void, operation: string) => Promise<string[]>) {
  const found: { provider: string; blamed: string[] }[] = []
  for (const target of targets.all) {
    let acted = 0
    const blamed: string[] = []
    for (const operation of subjectsOf(target))
      blamed.push(...(await run(target, () => (acted += 1), operation)))
    if (acted > 0) found.push({ provider: target.provider, blamed })
  }
  return found
}

describe('a mock that', () => {
  test.each(answerFaults.map((fault) => [fault.name, fault.caughtBy, fault] as const))(
    '%s is found by "%s"',
    async (_, caughtBy, { plant }) => {
      const found = await blamedBy(async (target, act, operation) => {
        const spoilt = {
          ...target,
          send: plant(target.send, act),
          sendStrictly: plant(target.sendStrictly, act),
        }
        const { failures } = await runChecks(spoilt, { ...settings, operation, maxResponseTime: 30_000 })
        return failures.map(({ check }) => check)
      })
      expect(found).not.toEqual([])
      for (const { provider, blamed } of found) expect(blamed, provider).toContain(caughtBy)
    },
    60_000,
  )

  test.each([
    ['forgets what it made', 'ensure resource availability'],
    ['forgets to delete', 'use after free'],
  ] as const)('%s is found by "%s"', async (forgetfulness, caughtBy) => {
    await using things = await serveThings(forgetfulness)
    const { failures } = await runChecks(things.target, { ...settings, kind: 'after create' })
    expect(failures.map(({ check }) => check)).toEqual([caughtBy])
  })

  test('remembers what it made and what it deleted passes', async () => {
    await using things = await serveThings()
    const { tally, failures } = await runChecks(things.target, { ...settings, kind: 'after create' })
    expect(failures).toEqual([])
    expect(tally.kinds).toEqual({ 'after create': expect.any(Number), 'after delete': expect.any(Number) })
  })
})

describe('in a call', () => {
  const planted = [
    ...clientFaults.map((fault) => ['client', fault, 'atClient'] as const),
    ...replyFaults.map((fault) => ['mock', fault, 'atMock'] as const),
  ]
  test.each(planted.map(([who, fault, place]) => [who, fault.name, fault.caughtBy, fault, place] as const))(
    'a %s that %s is found by "%s"',
    async (_, __, caughtBy, { plant }, place) => {
      const found = await blamedBy(async (target, act, operation) => {
        const obstacles: Obstacles = { [place]: (fetch: Parameters<typeof plant>[0]) => plant(fetch, act) }
        const { failures } = await runTrips(target, { ...settings, operation }, obstacles)
        return failures.map(({ check }) => check)
      })
      expect(found).not.toEqual([])
      for (const { provider, blamed } of found) expect(blamed, provider).toContain(caughtBy)
    },
    60_000,
  )
})

describe('in how they behave', () => {
  const planted = stageFaults.map((fault) => [fault.place, fault.name, fault.caughtBy, fault] as const)

  test.each(planted)(
    '%s: one that %s is found by "%s"',
    async (_, __, caughtBy, { plant }) => {
      const agreement = agreements.find(({ name }) => name === caughtBy)!
      const ofOperations = ['paging', 'paging of what is kept', 'retry safety', 'redirects']
      const isOfOperations = ofOperations.includes(caughtBy)
      const found = await blamedBy(async (target, act, operation) => {
        const own: Settings = isOfOperations ? { ...settings, operation } : settings
        // What is about no single operation is tried once.
        if (!isOfOperations && operation !== subjectsOf(target)[0]) return []
        const stage = stageFor(target.provider, own, plant(act))
        const problems = await tryOn(stage, agreement).then(
          (finding) => finding?.problems ?? [],
          (error: unknown) => [String(error)],
        )
        return problems.length > 0 ? [agreement.name] : []
      })
      for (const { provider, blamed } of found) expect(blamed, provider).toContain(caughtBy)
      expect(found).not.toEqual([])
    },
    60_000,
  )
})

test('no check is without a fault that it has found', () => {
  const caught = new Set(
    [...answerFaults, ...clientFaults, ...replyFaults, ...stageFaults].map(({ caughtBy }) => caughtBy),
  )
  // These two have faults of their own, in a server that remembers.
  for (const name of ['use after free', 'ensure resource availability']) caught.add(name)
  const names = [...checks, ...tripChecks, ...agreements].map(({ name }) => name)
  expect(names.filter((name) => !caught.has(name))).toEqual([])
  expect([...caught].filter((name) => !names.includes(name))).toEqual([])
})
