/** How an operation behaves, in short statements for readers: the same data that client and mock obey. */
import type { Evidence, RateLimit } from '../document.ts'
import type { Model, OperationModel, WebhooksModel } from '../model.ts'
import { placeText } from './checks.ts'
import { safetyText } from './doc.ts'
import { budgetText } from './limits.ts'
import { answersText, duration, signatureText } from './webhook-text.ts'

export interface Fact {
  /** What it is about: `Paging`. */
  name: string
  /** What is so: one statement or several, each a line of Markdown. */
  statements: string[]
}

const levelNames: Record<Evidence['level'], string> = {
  official: 'Official',
  observed: 'Observed',
  lineage: 'Lineage',
  inferred: 'Inferred',
}

const mergeTexts = {
  shallow: 'Keys that the body leaves out stay; nested values are replaced as a whole.',
  deep: 'What the body leaves out stays, in nested objects too; `null` removes a key.',
}

/** How a claim is known, in Markdown: its level, its source and what is uncertain. Addresses become links. */
export function evidenceMarkdown({ level, source, note }: Evidence): string {
  const said = [source, note].filter(Boolean).map((text) => `${text!.trim().replace(/\.$/, '')}.`)
  return `**${levelNames[level]}** — ${linked(said.join(' '))}`
}

/** A link shows host and path, not the whole address. */
function linked(text: string): string {
  return text.replace(/https?:\/\/[^\s,;)]*[^\s,;).]/g, (url) => {
    const { host, pathname } = new URL(url)
    return `[${host}${pathname.replace(/\/$/, '')}](${url})`
  })
}

/** How an operation is known and how it behaves; what is nothing special is left out. */
export function operationFacts(model: Model, operation: OperationModel): Fact[] {
  return known([
    ['How we know', [evidenceMarkdown(operation.evidence)]],
    ['Repeating', [safetyText[operation.retrySafety]]],
    ['Paging', [pagingText(operation)]],
    ['Limits', limitTexts(model, operation)],
    ['Access', accessTexts(model, operation)],
    ['Scopes', [operation.scopes.map((scope) => `\`${scope}\``).join(', ')]],
    ['At least one of', [operation.needsOneOf.map((name) => `\`${name}\``).join(', ')]],
    ['Update', [operation.merge && mergeTexts[operation.merge]]],
    ['Checked first', operation.checks.map(({ at, rule }) => `${placeText(at)} must ${rule}.`)],
  ])
}

/** How a webhook is known and how it is delivered. */
export function webhookFacts(webhooks: WebhooksModel, evidence: Evidence | undefined): Fact[] {
  return known([
    ['How we know', [evidence && evidenceMarkdown(evidence)]],
    ['Signature', [signatureText(webhooks)]],
    ['Answer', [answersText(webhooks)]],
  ])
}

function known(facts: [name: string, statements: (string | undefined)[]][]): Fact[] {
  return facts.flatMap(([name, all]) => {
    const statements = all.flatMap((one) => one || [])
    return statements.length > 0 ? [{ name, statements }] : []
  })
}

function pagingText({ paging }: OperationModel): string | undefined {
  if (!paging) return undefined
  const { link, offsetParam, limitParam, limitDefault, limitMax } = paging.kernel
  if (typeof link === 'string')
    return `Each page has the address of the next at \`${link}\`. The client follows it.`
  if (offsetParam === undefined)
    return 'Each page has the address of the next in its `Link` header. The client follows it.'
  const most = limitMax === undefined ? '' : ` and at most ${String(limitMax)}`
  return `Pages are counted in \`${String(offsetParam)}\`; \`${String(limitParam)}\` is ${String(limitDefault)} unless you say otherwise${most}. The client turns them.`
}

function limitTexts({ rateLimits }: Model, { anonymous, limits }: OperationModel): string[] {
  const isCounted = ({ scope }: RateLimit) => !anonymous || scope.some((one) => one !== 'token')
  return [...limits, ...rateLimits.filter(isCounted)].map(limitText)
}

function limitText(limit: RateLimit): string {
  const under = limit.key?.length ? ` for each ${limit.key.map(placeText).join(' and ')}` : ''
  const callers = limit.callers === undefined ? '' : `, for ${limit.callers} only`
  return `\`${limit.name}\`: ${budgetText(limit)}${under}, counted per ${limit.scope.join(' and ')}${callers} (${limit.evidence.level}).`
}

function accessTexts({ credentials }: Model, { anonymous }: OperationModel): string[] {
  if (anonymous) return ['It needs no credentials.']
  return credentials.map(({ option, flow }) => {
    const lifetime = flow?.kernel['lifetime']
    if (typeof lifetime !== 'number') return `With \`${option}\` of the client.`
    const makers = flow!.options.map((name) => `\`${name}\``).join(' and ')
    return `A token, which lives ${duration(roundedUp(lifetime))} unless its answer says otherwise. Given ${makers}, the client fetches and renews it.`
  })
}

/** Some tokens live a second less than a whole minute; nobody plans by that second. */
function roundedUp(seconds: number): number {
  return (seconds + 1) % 60 === 0 ? seconds + 1 : seconds
}
