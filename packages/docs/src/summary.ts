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
import { creates, firstToTry, tryPath } from './console/first.ts'

/** What the landing page says about one provider; everything comes from its bundle. */
export interface ProviderSummary {
  name: string
  title: string
  description: string
  operations: number
  schemas: number
  /** Levels that occur, surest first. */
  evidence: EvidenceShare[]
  /**
   * The operation to try first, the address that opens the console on it, from the site's root, and whether it answers
   * with a 201.
   */
  tried: { summary: string; path: string; creates: boolean }
  /** The shortest call that gets an answer from the mock: as a client program, and as a shell command. */
  firstCall: { client: string; curl: string }
}

/** Derives a provider's summary from its bundle. */
export function summarize(name: string, bundle: Document): ProviderSummary {
  const model = readModel(name, bundle)
  const first = firstOperation(model)
  const tried = firstToTry(model, bundle)
  return {
    name,
    title: model.title,
    description: model.summary,
    operations: operationsOf(model).length,
    schemas: model.schemas.length,
    evidence: evidenceShares(model),
    tried: { summary: tried.summary, path: tryPath(model, tried.id), creates: creates(bundle, tried.id) },
    firstCall: { client: clientProgram(model, first), curl: curlCommand(model, first) },
  }
}
