import type { Impact } from './impact.ts'

/** What a difference is about. */
export interface Subject {
  kind:
    | 'operation'
    | 'schema'
    | 'parameter'
    | 'response'
    | 'webhook'
    | 'security'
    | 'server'
    | 'api'
    | 'method'
  /** Operation id, name of the schema, of the webhook …; empty for the API as a whole. */
  name: string
}

/** One thing that is otherwise for users than in the release before. */
export interface Difference {
  subject: Subject
  /** Path of the field within the subject, such as `items[].price`. */
  field?: string
  change: 'added' | 'removed' | 'changed' | 'deprecated'
  /** What kind of knowledge it concerns: what is sent, how calls behave, how we know it, or how it is said. */
  aspect: 'shape' | 'behaviour' | 'evidence' | 'words'
  impact: Impact
  /** The difference in plain words, as Markdown: "`shipments.create` needs `postage_type` now." */
  text: string
  before?: unknown
  after?: unknown
  /** Operations that it concerns, which the text may name. */
  operations: string[]
  /** What decided on the impact: a rule of `redocly diff` or one of ours. */
  rule: string
  /** Why our rules have another opinion than `redocly diff`. */
  reason?: string
}

/** What is otherwise with one provider. */
export interface ProviderDifferences {
  provider: string
  /** What people call it. */
  title: string
  status: 'added' | 'kept' | 'removed'
  /** Number of its operations now. */
  operations: number
  differences: Difference[]
}

/** What a release changed: the content of `releases/<version>.json`. */
export interface ReleaseRecord {
  version: string
  /** The release before; missing for the first. */
  previous?: string
  /** Day of the release, `2026-11-21`. */
  date: string
  providers: ProviderDifferences[]
  /** What changed in published packages that no provider has, such as the mock: package → sentences. */
  packages: Record<string, { impact: Impact; text: string }[]>
}
