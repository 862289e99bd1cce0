/** The results that the docs show are those of the checks there are. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listProviders } from '@parlance/compiler'
import { describe, expect, onTestFinished, test } from 'vitest'
import { collectResults, readResults } from './results/results.ts'
import { suites } from './results/suites.ts'

const results = readResults()
const again = 'run `npm run report`, which runs the suites and keeps what they found'

describe('results.json', () => {
  test('has every suite, and none that is gone', () => {
    expect(
      results?.suites.map(({ suite }) => suite),
      again,
    ).toEqual(suites.map(({ suite }) => suite))
  })

  test.each(suites.map((known) => [known.suite, known] as const))(
    'has the checks and planted faults of %s',
    (suite, { checks, faults }) => {
      const kept = results?.suites.find((one) => one.suite === suite)
      const names = Object.keys(kept?.checks ?? {})
      // The drills compare theirs themselves.
      expect(names, again).toEqual(checks ?? names)
      expect(kept?.faults, again).toEqual(faults ?? kept?.faults)
      expect(names).toEqual(expect.arrayContaining(kept?.faults.map(({ caughtBy }) => caughtBy) ?? ['none']))
    },
  )

  test('is about every provider', () => {
    const own = results?.suites.filter(({ by }) => by === 'provider') ?? []
    for (const { suite, providers } of own) {
      expect(Object.keys(providers).toSorted(), `${suite}: ${again}`).toEqual(listProviders().toSorted())
    }
  })
})

describe('results are not kept', () => {
  /** A folder with a report of every suite. */
  function reports(violations: number): string {
    const folder = mkdtempSync(join(tmpdir(), 'parlance-report-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const tally = { requests: 1, accepted: 1, refused: 0, checks: { it: { tried: 1, violations } } }
    for (const { suite } of suites) {
      const report = { suite, title: suite, checks: { it: 'It holds.' }, providers: { a: tally } }
      writeFileSync(join(folder, `${suite}.json`), JSON.stringify(report))
    }
    return folder
  }

  test('of suites that have found something', () => {
    expect(collectResults(() => reports(0)).suites).toHaveLength(suites.length)
    expect(() => collectResults(() => reports(1))).toThrow('The suite checks has found something: a: it.')
  })

  test('of suites that have not been run', () => {
    expect(() => collectResults(() => '/nowhere')).toThrow(
      'The suite checks has written no report: run all tests of packages/conformance, or `npm run report`.',
    )
  })
})
