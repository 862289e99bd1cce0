/** What the suites found in their last run, as `results.json` keeps it for the docs. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { root } from '@parlance/compiler'
import type { ProviderTally, Report } from '../suite/tally.ts'
import { type KnownSuite, suites } from './suites.ts'

/** A planted fault, and the check that finds it. */
export interface FoundFault {
  /** Who does what: `a mock that answers twice`. */
  readonly name: string
  readonly caughtBy: string
}

/** What came of one suite. */
export interface SuiteResult {
  readonly suite: string
  readonly title: string
  /** Name of each check → what it promises. */
  readonly checks: Readonly<Record<string, string>>
  /** What the tallies are of. */
  readonly by: 'provider' | 'runtime'
  readonly providers: Readonly<Record<string, ProviderTally>>
  readonly faults: readonly FoundFault[]
}

/** Everything that `results.json` holds. */
export interface Results {
  readonly measured: { readonly date: string; readonly node: string }
  readonly suites: readonly SuiteResult[]
}

/** Where results are kept, and committed. */
const resultsFile = `${root}packages/conformance/results.json`

/** The results there are, if any. */
export function readResults(file = resultsFile): Results | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Results) : undefined
}

/**
 * Gathers what the suites have written in their last run.
 *
 * @throws when a suite has not been run, or has found something
 */
export function collectResults(folderOf = reportFolder): Results {
  const date = new Date().toISOString().slice(0, 10)
  return {
    measured: { date, node: process.versions.node },
    suites: suites.map((one) => resultOf(one, folderOf)),
  }
}

/** Keeps results for the docs. */
export function writeResults(results: Results, file = resultsFile): void {
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`)
}

function reportFolder(packageName: string): string {
  return `${root}packages/${packageName}/dist/report`
}

type WrittenReport = Report & Partial<Pick<SuiteResult, 'by' | 'faults'>>

function resultOf(
  { suite, packageName, faults }: KnownSuite,
  folderOf: (name: string) => string,
): SuiteResult {
  const file = `${folderOf(packageName)}/${suite}.json`
  if (!existsSync(file)) {
    throw new Error(
      `The suite ${suite} has written no report: run all tests of packages/${packageName}, or \`npm run report\`.`,
    )
  }
  const report = JSON.parse(readFileSync(file, 'utf8')) as WrittenReport
  const { title, checks, providers, by = 'provider' } = report
  const broken = Object.entries(providers).flatMap(([name, tally]) =>
    Object.entries(tally.checks).flatMap(([check, { violations }]) =>
      violations > 0 ? [`${name}: ${check}`] : [],
    ),
  )
  if (broken.length > 0) throw new Error(`The suite ${suite} has found something: ${broken.join(', ')}.`)
  return { suite, title, checks, by, providers, faults: faults ?? report.faults ?? [] }
}
