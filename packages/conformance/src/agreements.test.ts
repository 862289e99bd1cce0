/** What the spec says about behaviour, client and mock do alike. */
import { listProviders } from '@parlance/compiler'
import { afterAll, describe, expect, test } from 'vitest'
import { agreements, type Stage } from './agreements/index.ts'
import { stageFor, tryOn } from './agreements/stage.ts'
import { settingsOf } from './suite/settings.ts'
import { countRequest, emptyTally, newReport, writeReport } from './suite/tally.ts'

const settings = settingsOf()
const report = newReport('agreements', 'Behaviour on which client and mock agree', agreements, settings)
afterAll(() => writeReport(report))

describe.each(listProviders())('%s', (name) => {
  const counted: Pick<Stage, 'atMock'> = {
    atMock: (fetch) => async (url, init) => {
      const response = await fetch(url, init)
      countRequest(tally, 'call', response.status)
      return response
    },
  }
  const stage = stageFor(name, settings, counted)
  const tally = (report.providers[name] = emptyTally(stage.operations.size, agreements))

  test.each(agreements.map((agreement) => [agreement.name, agreement.promises, agreement] as const))(
    '%s: %s',
    async (check, _, agreement) => {
      const finding = await tryOn(stage, agreement)
      if (!finding) return
      tally.checks[check] = { tried: finding.tried, violations: finding.problems.length }
      expect(finding.problems).toEqual([])
      expect(finding.tried).toBeGreaterThan(0)
    },
    60_000 + settings.runs * 2000,
  )
})

test('every agreement concerns somebody', () => {
  for (const { name } of agreements) {
    const tried = Object.values(report.providers).map(({ checks }) => checks[name]!.tried)
    expect(Math.max(...tried), name).toBeGreaterThan(0)
  }
})
