/** Counts what breaks the contract while a proxy runs. */
import { type Finding, lineOf } from './finding.ts'

/** What a proxy has seen so far. */
export interface Summary {
  /** How many requests there were. */
  readonly requests: number
  /** How often the contract was broken. */
  readonly violations: number
  /** Every way in which it was broken, with how many requests or responses did so, the most frequent first. */
  readonly findings: readonly { readonly finding: Finding; readonly count: number }[]
}

export interface Tally {
  add(findings: readonly Finding[]): void
  summary(): Summary
}

/** So many ways are told apart; there can be more only when names differ from request to request. */
const most = 1000

export function createTally(): Tally {
  let requests = 0
  let violations = 0
  const counts = new Map<string, { finding: Finding; count: number }>()
  const count = (finding: Finding) => {
    violations++
    const key = lineOf({ ...finding, times: 1 })
    const known = counts.get(key)
    if (known) known.count++
    else if (counts.size < most) counts.set(key, { finding: { ...finding, times: 1 }, count: 1 })
  }
  return {
    add(findings) {
      requests++
      findings.forEach(count)
    },
    summary: () => ({
      requests,
      violations,
      findings: structuredClone([...counts.values()].toSorted((a, b) => b.count - a.count)),
    }),
  }
}

/** So many lines of a summary are shown. */
const shown = 20

/** A summary as text: one line, and one for each way in which the contract was broken. */
export function textOf({ requests, violations, findings }: Summary): string {
  const head = `${requests} ${requests === 1 ? 'request' : 'requests'}, ${violations} ${violations === 1 ? 'violation' : 'violations'}.`
  const width = String(findings[0]?.count ?? 0).length
  const lines = findings
    .slice(0, shown)
    .map(({ finding, count }) => `  ${String(count).padStart(width)}  ${lineOf(finding)}`)
  const rest = findings.length > shown ? [`  and ${findings.length - shown} more`] : []
  return [head, ...lines, ...rest].map((line) => `${line}\n`).join('')
}
