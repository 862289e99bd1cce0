import { evidenceLevels } from '@parlance/spec-rules/extensions'
import { type Model, operationsOf } from './model.ts'

export { evidenceLevels }

/** How we may know a claim, surest first in {@link evidenceLevels}. */
export type EvidenceLevel = (typeof evidenceLevels)[number]

/** How many operations of a provider are known in one way. */
export interface EvidenceShare {
  level: EvidenceLevel
  operations: number
}

/** The levels that occur among a provider's operations, surest first. */
export function evidenceShares(model: Model): EvidenceShare[] {
  const levels = operationsOf(model).map(({ evidence }) => evidence.level)
  return evidenceLevels
    .map((level) => ({ level, operations: levels.filter((one) => one === level).length }))
    .filter(({ operations }) => operations > 0)
}
