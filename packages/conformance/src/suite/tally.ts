/** What was tried, in the shape that a page can show. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { root } from '@parlance/compiler'

/** How often something was looked at, and how often it was broken. */
export interface Count {
  tried: number
  violations: number
}

/** What was tried with one provider. */
export interface ProviderTally {
  operations: number
  requests: number
  /** Requests that were answered with a status below 400, and those with one from 400 on. */
  accepted: number
  refused: number
  /** Kind of case → how many. */
  kinds: Record<string, number>
  /** Name of the check → how often. One that was never tried had nothing to look at. */
  checks: Record<string, Count>
}

/** The report of a suite. */
export interface Report {
  readonly suite: string
  readonly title: string
  readonly seed: number
  readonly runs: number
  /** Name of each check → what it promises. */
  readonly checks: Readonly<Record<string, string>>
  readonly providers: Record<string, ProviderTally>
}

/** The report of a suite that has yet to run. */
export function newReport(
  suite: string,
  title: string,
  checks: readonly { readonly name: string; readonly promises: string }[],
  { seed, runs }: { readonly seed: number; readonly runs: number },
): Report {
  const promises = Object.fromEntries(checks.map(({ name, promises }) => [name, promises]))
  return { suite, title, seed, runs, checks: promises, providers: {} }
}

/** A tally with nothing in it yet. */
export function emptyTally(operations: number, checks: readonly { name: string }[]): ProviderTally {
  return {
    operations,
    requests: 0,
    accepted: 0,
    refused: 0,
    kinds: {},
    checks: Object.fromEntries(checks.map(({ name }) => [name, { tried: 0, violations: 0 }])),
  }
}

/** Counts an answered request. */
export function countRequest(tally: ProviderTally, kind: string, status: number): void {
  tally.requests += 1
  tally.kinds[kind] = (tally.kinds[kind] ?? 0) + 1
  if (status < 400) tally.accepted += 1
  else tally.refused += 1
}

/** Counts what a check has seen. */
export function countCheck(tally: ProviderTally, name: string, problems: readonly string[]): void {
  const count = (tally.checks[name] ??= { tried: 0, violations: 0 })
  count.tried += 1
  if (problems.length > 0) count.violations += 1
}

/** Writes a report to `dist/report/<suite>.json`, for the docs. */
export function writeReport(report: Report): void {
  const folder = `${root}packages/conformance/dist/report`
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}/${report.suite}.json`, `${JSON.stringify(report, null, 2)}\n`)
}
