/** What a provider's mock answers is what its spec says, whatever it is asked: without state, and with it. */
import { listProviders, operationsOf } from '@parlance/compiler'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checks } from './checks/index.ts'
import { describeFailure } from './suite/failure.ts'
import { serveTargets, type Targets } from './suite/mocked.ts'
import { runChecks } from './suite/run-checks.ts'
import { settingsOf } from './suite/settings.ts'
import { newReport, writeReport } from './suite/tally.ts'

const settings = settingsOf()

const mocks = [
  {
    keepsState: false,
    report: newReport('checks', 'Answers to requests made from the spec', checks, settings),
  },
  {
    keepsState: true,
    report: newReport(
      'checks-with-state',
      'The same requests to a mock that keeps what it is told',
      checks,
      settings,
    ),
  },
]

/** Longer with more runs; enough for a busy machine. */
const longest = 60_000 + settings.runs * 10_000

describe.each(mocks)('keeps state: $keepsState', ({ keepsState, report }) => {
  let targets: Targets
  beforeAll(async () => void (targets = await serveTargets(listProviders(), keepsState)))
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

    test.runIf(keepsState)('was seen to keep what it is told, and to forget what is deleted', () => {
      const { checks: counts } = report.providers[name]!
      const deletes = operationsOf(targets.of(name).model).some(({ method }) => method === 'DELETE')
      expect(counts['ensure resource availability']!.tried).toBeGreaterThan(0)
      // What nothing deletes cannot be used afterwards.
      expect(counts['use after free']!.tried > 0).toBe(deletes)
    })
  })
})
