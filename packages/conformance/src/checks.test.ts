/** What a provider's mock answers is what its spec says, whatever it is asked. */
import { listProviders } from '@parlance/compiler'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checks } from './checks/index.ts'
import { describeFailure } from './suite/failure.ts'
import { serveTargets, type Targets } from './suite/mocked.ts'
import { runChecks } from './suite/run-checks.ts'
import { settingsOf } from './suite/settings.ts'
import { type Report, writeReport } from './suite/tally.ts'

const settings = settingsOf()
const report: Report = {
  suite: 'checks',
  title: 'Answers to requests made from the spec',
  seed: settings.seed,
  runs: settings.runs,
  checks: Object.fromEntries(checks.map(({ name, promises }) => [name, promises])),
  providers: {},
}

/** Longer with more runs; enough for a busy machine. */
const longest = 60_000 + settings.runs * 10_000

let targets: Targets
beforeAll(async () => void (targets = await serveTargets(listProviders())))
afterAll(async () => {
  writeReport(report)
  await targets[Symbol.asyncDispose]()
})

describe.each(listProviders())('%s', (name) => {
  test(
    'keeps what every check promises',
    async () => {
      const target = targets.of(name)
      const { tally, failures } = await runChecks(target, settings)
      report.providers[name] = tally
      const told = failures.map((failure) => describeFailure(failure, target.model, target.origin))
      expect(told.join('\n\n')).toBe('')
    },
    longest,
  )

  test('was asked for what is right and for what is wrong, about every operation', () => {
    const { operations, kinds, accepted, refused } = report.providers[name]!
    expect(kinds['valid']).toBeGreaterThanOrEqual(operations)
    expect(kinds['invalid']).toBeGreaterThanOrEqual(operations / 2)
    expect(accepted).toBeGreaterThan(0)
    expect(refused).toBeGreaterThan(0)
  })
})
