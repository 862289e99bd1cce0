import {
  clientProgram,
  curlCommand,
  type Document,
  type EvidenceShare,
  evidenceShares,
  firstOperation,
  operationsOf,
  readModel,
} from '@parlance/compiler'

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
  const first = firstOperation(model)
  return {
    name,
    title: model.title,
    description: model.summary,
    operations: operationsOf(model).length,
    schemas: model.schemas.length,
    evidence: evidenceShares(model),
    firstCall: { client: clientProgram(model, first), curl: curlCommand(model, first) },
  }
}
