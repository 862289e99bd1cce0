import { operationsOf, type Bundle } from './bundle.ts'
import { firstCall, type FirstCall } from './first-call.ts'

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
  firstCall: FirstCall | undefined
}

/** Derives a provider's summary from its bundle. */
export function summarize(name: string, bundle: Bundle): ProviderSummary {
  const operations = operationsOf(bundle)
  const levels = operations.map(({ operation }) => operation['x-evidence']?.level)
  return {
    name,
    title: bundle.info.title,
    description: bundle.info.summary ?? firstSentence(bundle.info.description ?? ''),
    operations: operations.length,
    schemas: Object.keys(bundle.components?.schemas ?? {}).length,
    evidence: evidenceLevels
      .map((level) => ({ level, operations: levels.filter((other) => other === level).length }))
      .filter((share) => share.operations > 0),
    firstCall: firstCall(name, bundle),
  }
}

function firstSentence(markdown: string): string {
  const paragraph = markdown.split(/\n\s*\n/)[0] ?? ''
  const text = paragraph.replace(/\s+/g, ' ').trim()
  return /^.*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text
}
