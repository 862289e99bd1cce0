/** The mock under fire: it refuses or closes, stays alive and small, and goes on answering. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  countAnswers,
  countCheck,
  emptyTally,
  isWhole,
  type Report,
  type Tally,
  writeReport,
} from '../report.ts'
import { readBundles } from './bundle.ts'
import { deafen, sendCrowd } from './crowd.ts'
import { askNormally, type Drill, runDrill, type Topic } from './drill.ts'
import { faults } from './faults.ts'
import { type Running, startProcess } from './running.ts'
import { type Target, targetOf } from './target.ts'
import { crowds, promises, topics } from './topics.ts'

const bundles = readBundles()
const report: Report = {
  suite: 'mock',
  title: 'Fault drills: the mock under fire',
  checks: promises,
  providers: Object.fromEntries(bundles.map(({ provider }) => [provider, emptyTally()])),
  by: 'provider',
  faults: faults.map(({ name, caughtBy }) => ({ name: `a server that ${name}`, caughtBy })),
}

/** More than all of this needs at once, in bytes; a body without an end that was kept would need more within seconds. */
const mostMemory = 800e6
/** How many drills each topic has; of the two crowds each comes once. */
const counts = new Map([
  ...topics.map(({ name, drills }) => [name, drills.length] as const),
  [crowds.name, 2],
])

const tenThousand = { connections: 2000, each: 5, limit: 60_000 }
const patience = 90_000

/** One as it is, and one that waits for nobody longer than two seconds. */
let mock: Running
let hasty: Running
let targets: Map<string, Target>

beforeAll(async () => {
  mock = await startProcess('--no-rate-limit')
  hasty = await startProcess('--no-rate-limit', '--request-timeout', '2')
  targets = new Map(bundles.map((bundle) => [bundle.provider, targetOf(bundle, mock.origin)]))
  for (const [name, { operations }] of targets) report.providers[name]!.operations = operations
}, 30_000)
afterAll(async () => {
  if (isWhole(report, counts)) writeReport(report)
  await Promise.all([mock, hasty].map((one) => one[Symbol.asyncDispose]()))
})

const each = bundles.map(({ provider }) => provider)
const all = topics.flatMap((topic) =>
  topic.drills.map((drill) => [topic.name, drill.name, topic, drill] as const),
)

describe.each(each)('%s survives', (provider) => {
  const tally = report.providers[provider]!

  test.concurrent.each(all)(
    '%s: %s',
    async (_, __, topic, drill) => {
      const one = drill.isWaitedFor ? hasty : mock
      const target = { ...targets.get(provider)!, origin: one.origin }
      const problems = await counted(tally, topic, () => fire(tally, drill, target))
      expect(problems).toEqual([])
      await askNormally(target)
      expect(one.isAlive(), one.complaints()).toBe(true)
    },
    patience,
  )
})

describe('all of them survive', () => {
  test('what was recorded can be read', async () => {
    const response = await fetch(`${mock.origin}/__mock/calls`)
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ calls: expect.any(Array) })
  })

  test(
    '10,000 requests at once',
    async () => {
      const target = targets.values().next().value!
      const tally = report.providers[target.provider]!
      const answers = await sendCrowd(target, tenThousand)
      for (const [status, count] of answers) countAnswers(tally, Array<number>(count).fill(status))
      countCheck(tally, crowds.name, answers.get(200) !== 10_000)
      expect([...answers]).toEqual([[200, 10_000]])
      await askNormally(target)
    },
    patience,
  )

  test(
    'clients that never read, even when it stops',
    async () => {
      const target = targets.values().next().value!
      using deaf = await deafen(target, 20)
      countCheck(report.providers[target.provider]!, crowds.name, deaf.taken === undefined)
      expect(deaf.taken, 'bytes that were read of clients that do not read').toBeDefined()
      await askNormally(target)
      expect(mock.memory()).toBeLessThan(mostMemory)
      expect(mock.complaints() + hasty.complaints()).toBe('')
      // What it waits for is two seconds; the rest is for a busy machine.
      const { code, ms } = await mock.stop()
      expect(code).toBe(0)
      expect(ms).toBeLessThan(20_000)
    },
    patience,
  )
})

async function fire(tally: Tally, drill: Drill, target: Target): Promise<readonly string[]> {
  const { answers, problems } = await runDrill(drill, target)
  countAnswers(
    tally,
    answers.map(({ status }) => status),
  )
  return problems
}

/** Counts what a topic promises, kept or broken. */
async function counted(
  tally: Tally,
  { name }: Pick<Topic, 'name'>,
  run: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  let isBroken = true
  try {
    const problems = await run()
    isBroken = problems.length > 0
    return problems
  } finally {
    countCheck(tally, name, isBroken)
  }
}
