import type { Model, OtherEventModel, WebhooksModel } from '../model.ts'
import { webhookTypes } from '../names.ts'
import { docComment, evidenceText, generatedNotice, importTypes, literal } from './code.ts'
import { signatureOf, webhookFunctions } from './webhook-functions.ts'
import { originText } from './webhook-text.ts'

const runtime = '@parlance/runtime/webhooks'

/** Emits what receives the webhooks of a provider: the events it may send, and functions that read and sign them. */
export function emitWebhooks(model: Model, webhooks: WebhooksModel): string {
  const { other } = webhooks
  const functions = webhookFunctions(model, webhooks)
  return [
    generatedNotice,
    imports(model, webhooks),
    `\nconst definition: WebhookDefinition = ${literal(definition(webhooks))}\n`,
    `\n${receivedEvent(model, webhooks)}`,
    other ? `\n${otherEvent(webhooks.eventProperty, other)}` : '',
    ...functions.map(
      (one) => `\n${one.doc}export function ${signatureOf(one)} {\n  return ${one.worker}\n}\n`,
    ),
  ].join('')
}

/** What is imported, and what is exported again so that users need no other package. */
function imports(model: Model, webhooks: WebhooksModel): string {
  const { events, answers, other, signature, challenge } = webhooks
  const functions = webhookFunctions(model, webhooks)
  const signatures = functions.map(signatureOf).join('\n')
  const isUsed = (name: string) => new RegExp(`\\b${name}\\b`).test(signatures)
  const workers = functions.map(({ worker }) => worker.replace(/\(.*/, ''))
  const offered = [
    ...webhookTypes.all,
    ...(signature ? webhookTypes.signed.filter((name) => isUsed(name) || name === 'WebhookSecret') : []),
    ...(challenge ? webhookTypes.challenge : []),
    ...(other ? ['OtherEventName'] : []),
  ]
  const bodies = events.map(({ type }) => type)
  const named = [...bodies, ...answers.flatMap(({ type = '' }) => type)].filter((type) =>
    /^[A-Z]\w*$/.test(type),
  )
  const schemas = [...new Set(named)]
  const base = other?.base !== undefined && !schemas.includes(other.base) ? [other.base] : []
  const needed = [...bodies.filter((type) => schemas.includes(type)), ...base]
  return [
    `import { ${workers.toSorted().join(', ')} } from '${runtime}'\n`,
    importTypes(
      ['WebhookDefinition', ...offered.filter((name) => isUsed(name) || name === 'OtherEventName')],
      runtime,
    ),
    importTypes(bodies.some((type) => type.includes("operations['")) ? ['operations'] : [], './schema.ts'),
    importTypes([...new Set(needed)], './types.ts'),
    `\nexport { UsageError, WebhookError } from '${runtime}'\n`,
    `export type { ${offered.toSorted().join(', ')} } from '${runtime}'\n`,
    schemas.length > 0 ? `export type { ${schemas.toSorted().join(', ')} } from './types.ts'\n` : '',
  ].join('')
}

/** What the runtime must know of them. */
function definition({ eventProperty, signature, challenge }: WebhooksModel): Record<string, unknown> {
  const { secret: _, evidence: __, ...scheme } = signature ?? {}
  return {
    event: eventProperty,
    ...(signature && { signature: scheme }),
    ...(challenge && { challenge: { parameter: challenge.parameter, where: challenge.where } }),
  }
}

function receivedEvent(model: Model, { events, eventProperty, other }: WebhooksModel): string {
  const paragraphs = events.map(({ event, name, summary, description, evidence }) =>
    events.length > 1
      ? `- \`${event ?? name}\`: ${summary}. Evidence: ${evidenceText(evidence)}.`
      : `${summary}. ${description.trim()}`,
  )
  const head = other
    ? `What ${model.title} sends, told apart by \`${eventProperty}\`. Names that nobody has described are left to {@link OtherEvent}.`
    : `What ${model.title} sends. \`${eventProperty}\` names the event; there may be others than the known ones.`
  const doc = docComment([head, originText(model, events), paragraphs.join('\n')])
  const types = [...new Set(events.map(({ type }) => type)), ...(other ? ['OtherEvent'] : [])]
  const union = types.length > 1 ? `\n${types.map((type) => `  | ${type}\n`).join('')}` : ` ${types[0]}\n`
  return `${doc}export type ReceivedEvent =${union}`
}

function otherEvent(eventProperty: string, { base, names }: OtherEventModel): string {
  const doc = docComment([
    'An event that is not described: one that is known by its name only, or not at all. Ignore those you do not know.',
  ])
  const parent = base === undefined ? '' : ` extends Omit<${base}, '${eventProperty}'>`
  const type = [...names.map((name) => literal(name)), 'OtherEventName'].join(' | ')
  return [
    `${doc}export interface OtherEvent${parent} {\n`,
    `${docComment(['Its name.'], '  ')}  ${eventProperty}: ${type}\n`,
    `${docComment(['A field that nobody has described.'], '  ')}  [field: string]: unknown\n}\n`,
  ].join('')
}
