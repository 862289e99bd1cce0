import { clientProgram, curlCommand, type Document, firstOperation, readModel } from '@parlance/compiler'

/** How we may know a claim, surest first. What each level means is said to readers by the landing page. */
export const evidenceLevels = ['official', 'observed', 'lineage', 'inferred'] as const
export type EvidenceLevel = (typeof evidenceLevels)[number]

export interface EvidenceShare {
  level: EvidenceLevel
  operations: number
}

/** What the landing page says about one provider; everything comes from its bundle. */
export interface ProviderSummary {
  name: string
  title: string
  description: string
  operations: number
  schemas: number
  /** Levels that occur, surest first. */
  evidence: EvidenceShare[]
  /** The shortest call that gets an answer from the mock: as a client program, and as a shell command. */
  firstCall: { client: string; curl: string }
}

/** Derives a provider's summary from its bundle. */
export function summarize(name: string, bundle: Document): ProviderSummary {
  const model = readModel(name, bundle)
  const operations = model.resources.flatMap((resource) => resource.operations)
  const first = firstOperation(model)
  return {
    name,
    title: model.title,
    description: model.summary,
    operations: operations.length,
    schemas: model.schemas.length,
    evidence: evidenceLevels
      .map((level) => ({
        level,
        operations: operations.filter((one) => one.evidence.level === level).length,
      }))
      .filter((share) => share.operations > 0),
    firstCall: { client: clientProgram(model, first), curl: curlCommand(model, first) },
  }
}
