/** What the suites found in their last run: `packages/conformance/results.json`, which `npm run report` writes. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Where it is, from the repository's root. */
export const resultsFile = 'packages/conformance/results.json'

/** How often a check had something to look at, and how often that was wrong. */
export interface Count {
  readonly tried: number
  readonly violations: number
}

/** What was tried with one provider, or on one runtime. */
export interface Tally {
  readonly requests: number
  readonly accepted: number
  readonly refused: number
  readonly checks: Readonly<Record<string, Count>>
}

/** What came of one suite. */
export interface SuiteResult {
  readonly suite: string
  readonly title: string
  /** Name of each check → what it promises. */
  readonly checks: Readonly<Record<string, string>>
  readonly by: 'provider' | 'runtime'
  readonly providers: Readonly<Record<string, Tally>>
  /** What was planted, and the check that found it. */
  readonly faults: readonly { readonly name: string; readonly caughtBy: string }[]
}

/** The results of all suites. */
export interface Results {
  readonly measured: { readonly date: string; readonly node: string }
  readonly suites: readonly SuiteResult[]
}

/** The results of a repository; nothing where no suite has been run. */
export async function readResults(root: string): Promise<Results | undefined> {
  const file = join(root, resultsFile)
  return existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as Results) : undefined
}

/** How often the checks of a tally had something to look at. */
export function triedIn({ checks }: Tally): number {
  return Object.values(checks).reduce((sum, { tried }) => sum + tried, 0)
}

/** How often a check had something to look at, with anybody. */
export function triedBy({ providers }: SuiteResult, check: string): number {
  return Object.values(providers).reduce((sum, { checks }) => sum + (checks[check]?.tried ?? 0), 0)
}

/** Numbers of several tallies together. */
export function sumOf(tallies: readonly Tally[], number: 'requests' | 'accepted' | 'refused'): number {
  return tallies.reduce((sum, tally) => sum + tally[number], 0)
}
