/** Every operation through the client to the mock and back, with arguments made from the spec. */
import { listProviders } from '@parlance/compiler'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tripChecks } from './round-trip/checks.ts'
import { describeTrip } from './round-trip/describe.ts'
import { runTrips } from './round-trip/run.ts'
import { serveTargets, type Targets } from './suite/mocked.ts'
import { settingsOf } from './suite/settings.ts'
import { newReport, writeReport } from './suite/tally.ts'

const settings = settingsOf()

const mocks = [
  {
    keepsState: false,
    report: newReport('round-trip', 'Calls through the clients, there and back', tripChecks, settings),
  },
  {
    keepsState: true,
    report: newReport(
      'round-trip-with-state',
      'The same calls to a mock that keeps what it is told',
      tripChecks,
      settings,
    ),
  },
]

describe.each(mocks)('keeps state: $keepsState', ({ keepsState, report }) => {
  let targets: Targets
  beforeAll(async () => void (targets = await serveTargets(listProviders(), keepsState)))
  afterAll(async () => {
    writeReport(report)
    await targets[Symbol.asyncDispose]()
  })

  test.each(listProviders())(
    '%s: what is given is sent, and what is declared comes back',
    async (name) => {
      const target = targets.of(name)
      const { tally, failures } = await runTrips(target, settings)
      report.providers[name] = tally
      expect(failures.map((failure) => describeTrip(failure, target)).join('\n\n')).toBe('')
      for (const { name: check } of tripChecks) expect(tally.checks[check]!.tried, check).toBeGreaterThan(0)
    },
    60_000 + settings.runs * 10_000,
  )
})
