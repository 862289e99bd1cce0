/** How we know something: a better or worse level changes no call, and is worth a sentence. */
import { type EvidenceLevel, evidenceLevels } from '@parlance/compiler'
import type { Rule } from './behaviour.ts'
import { code } from '../words.ts'

/** A level that came, went or changed is told; another source at the same level is wording. */
export const evidenceRule: Rule = (change, what) => {
  const level = (value: unknown) => (value as { level?: EvidenceLevel } | undefined)?.level
  const before = level(change.before)
  const after = level(change.after)
  if (before === after) return wordsRule(change, what)
  const text =
    before === undefined
      ? `${what} is known by itself now: ${code(after)}.`
      : after === undefined
        ? `${what} is known as well as what it belongs to; it was ${code(before)}.`
        : `${what} is ${code(after)} now, and was ${code(before)}: it is known ${isBetter(after, before) ? 'better' : 'worse'}.`
  return [{ impact: 'patch', aspect: 'evidence', text }]
}

/** Levels stand in the catalogue from the best on. */
function isBetter(after: EvidenceLevel, before: EvidenceLevel): boolean {
  return evidenceLevels.indexOf(after) < evidenceLevels.indexOf(before)
}

/** Only the docs show it. */
export const wordsRule: Rule = (_change, what) => [
  { impact: 'patch', aspect: 'words', text: `Wording of ${what}.` },
]

/** A value without the evidence in it, which says how we know it. */
export function withoutEvidence(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value ?? null, (key, node: unknown) => (key === 'evidence' ? undefined : node)),
  ) as unknown
}
