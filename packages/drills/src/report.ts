/** What drills tell of themselves, in the shape in which the docs read it. */
import { mkdirSync, writeFileSync } from 'node:fs'

/** How often a promise was tried, and how often it was broken. */
export interface Count {
  tried: number
  violations: number
}

/** What was tried with one provider, or on one runtime. */
export interface Tally {
  operations: number
  requests: number
  /** Requests that were answered with a status below 400, and those with one from 400 on. */
  accepted: number
  refused: number
  /** What became of requests → how many. */
  kinds: Record<string, number>
  /** Topic → how often. */
  checks: Record<string, Count>
}

/** The report of a suite of drills. */
export interface Report {
  readonly suite: string
  readonly title: string
  /** Name of each topic → what it promises. */
  readonly checks: Readonly<Record<string, string>>
  /** Provider, or runtime, → what was tried. */
  readonly providers: Record<string, Tally>
  /** What the tallies are of. */
  readonly by: 'provider' | 'runtime'
  /** Planted faults: what goes wrong, and the check that finds it. */
  readonly faults: readonly { readonly name: string; readonly caughtBy: string }[]
}

/** A tally with nothing in it yet. */
export function emptyTally(operations = 0): Tally {
  return { operations, requests: 0, accepted: 0, refused: 0, kinds: {}, checks: {} }
}

/** Counts how something ended, by the statuses of its answers. */
export function countAnswers(tally: Tally, statuses: readonly number[]): void {
  for (const status of statuses) {
    tally.requests += 1
    if (status < 400) tally.accepted += 1
    else tally.refused += 1
  }
  if (statuses.length > 0) return
  tally.requests += 1
  tally.kinds['closed'] = (tally.kinds['closed'] ?? 0) + 1
}

/** Counts a promise that was tried. */
export function countCheck(tally: Tally, name: string, isBroken: boolean): void {
  const count = (tally.checks[name] ??= { tried: 0, violations: 0 })
  count.tried += 1
  if (isBroken) count.violations += 1
}

/**
 * Whether every drill was run with somebody at least: a run of some tests only is no report.
 *
 * @param drills - Name of a check → how many drills it has.
 */
export function isWhole({ providers }: Report, drills: ReadonlyMap<string, number>): boolean {
  const tallies = Object.values(providers)
  return [...drills].every(([check, count]) =>
    tallies.some(({ checks }) => (checks[check]?.tried ?? 0) >= count),
  )
}

/** Writes a report to `dist/report/<suite>.json`, for the docs. */
export function writeReport(report: Report): void {
  const folder = new URL('../dist/report/', import.meta.url)
  mkdirSync(folder, { recursive: true })
  writeFileSync(new URL(`${report.suite}.json`, folder), `${JSON.stringify(report, null, 2)}\n`)
}
