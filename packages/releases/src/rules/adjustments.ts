/**
 * Where `redocly diff` and the user of a client have different opinions on how much a change matters. Redocly judges two
 * documents; a client stands between the document and its user, softens some changes and makes others harder. Every such
 * difference is listed here with its reason, and nowhere else.
 */
import type { Impact } from '../impact.ts'
import { listChange } from '../compare/lists.ts'
import type { RedoclyChange } from '../compare/redocly.ts'
import type { Use } from '../compare/uses.ts'

/** What a rule looks at. */
export interface Judged {
  change: RedoclyChange
  /** The rule by which redocly judged; empty when it had none and went by the kind of change. */
  ruleId: string
  use: Use
  /** The node in the newer document. */
  node: Record<string, unknown>
}

export interface Adjustment {
  name: string
  when: (judged: Judged) => boolean
  impact: Impact
  reason: string
}

/** Keywords of a schema that change the types of the client. */
const typed = new Set(['const', 'items', 'additionalProperties', 'prefixItems', 'unevaluatedProperties'])

const isConstraint = ({ change, ruleId }: Judged) =>
  ruleId === 'schema-constraint-changed' && !typed.has(change.property ?? change.path.split('/').at(-1) ?? '')

const isChecked = ({ node, change }: Judged) => {
  const check = node['x-client-check'] as { keywords?: string[] } | false | undefined
  return Boolean(check && check.keywords?.includes(change.property ?? ''))
}

const isRequirement = ({ change }: Judged) => change.property === 'required' && change.typeName === 'Schema'

/** Whether a request needs more, or a response is sure of less. */
const breaks = ({ change, use }: Judged) => {
  const { added, removed } = listChange(change.base?.value, change.revision?.value)
  return (added.length > 0 && use.takes.length > 0) || (removed.length > 0 && use.gives.length > 0)
}

/** The list; the first that fits decides. */
export const adjustments: Adjustment[] = [
  {
    name: 'constraint-of-a-response',
    when: (judged) => isConstraint(judged) && judged.use.takes.length === 0,
    impact: 'patch',
    reason: 'clients check no response, so its limits are documentation',
  },
  {
    name: 'constraint-that-is-not-checked',
    when: (judged) => isConstraint(judged) && !isChecked(judged),
    impact: 'minor',
    reason: 'the client sends what it sent before, and the provider decides; only the mock is stricter',
  },
  {
    name: 'field-of-a-request-removed',
    when: ({ change, use }) =>
      change.kind === 'removed' && /\/properties\/[^/]+$/.test(change.path) && use.takes.length > 0,
    impact: 'major',
    reason: 'an object literal with a field that is no longer known does not compile',
  },
  {
    name: 'field-of-a-request-renamed',
    when: ({ change, use }) =>
      change.property === 'key' && /\/properties\/[^/]+$/.test(change.path) && use.takes.length > 0,
    impact: 'major',
    reason: 'an object literal with a field that is no longer known does not compile',
  },
  {
    name: 'requirement-that-breaks',
    when: (judged) => isRequirement(judged) && breaks(judged),
    impact: 'major',
    reason: 'redocly overlooks some lists of required fields within combined schemas; the types follow them',
  },
  {
    name: 'requirement-that-helps',
    when: (judged) => isRequirement(judged) && judged.ruleId === '',
    impact: 'minor',
    reason: 'programs that gave more, or expected less, still compile',
  },
  {
    name: 'server-moved',
    when: ({ change, ruleId }) =>
      ruleId === 'server-removed' && change.kind === 'modified' && change.property === 'url',
    impact: 'minor',
    reason: 'users name an environment; the client knows its address',
  },
  {
    name: 'credential-is-sent-otherwise',
    when: ({ change, ruleId }) => ruleId === 'security-scheme-changed' && change.kind === 'modified',
    impact: 'minor',
    reason: 'users give a credential as an option; how it is sent is the business of the client',
  },
  {
    name: 'parameter-is-written-otherwise',
    when: ({ ruleId }) => ruleId === 'parameter-serialization-changed',
    impact: 'minor',
    reason: 'users give a value; how it is written is the business of the client',
  },
  {
    name: 'header-of-a-response-removed',
    when: ({ ruleId }) => ruleId === 'response-header-removed',
    impact: 'minor',
    reason: 'headers are read by name and may be missing in any response; no type has them',
  },
  {
    name: 'deprecated',
    when: ({ change }) => change.property === 'deprecated',
    impact: 'minor',
    reason: 'users are told to leave it, and editors strike it out',
  },
]
