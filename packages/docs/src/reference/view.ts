import {
  codeSamples,
  type Document,
  type Fact,
  type Model,
  operationFacts,
  type OperationModel,
  type OperationObject,
  operationsOf,
  readModel,
  webhookFacts,
} from '@parlance/compiler'
import { errorFacts } from '../catalogue/fact.ts'
import { referencePath } from '../guides/addresses.ts'
import { factList, levelBadge } from './facts.ts'
import { withNotes } from './notes.ts'

// Extensions that Redoc does not show and that weigh most. Only names no header or property can have, because the
// document is walked without looking where a key stands.
const unseen = new Set(['x-evidence', 'x-error-responses'])

/**
 * The bundle as Redoc gets it: every operation with its evidence, its behaviour and samples of code, every part with a
 * note on how it is known; without what every reader would download and nobody would see.
 */
export function viewOf(bundle: Document, provider: string): Document {
  const model = readModel(provider, bundle)
  const operations = new Map(operationsOf(model).map((operation) => [operation.id, operation]))
  const view = structuredClone(bundle)
  withNotes(view)
  view.info.description = [waysFrom(provider), view.info.description].filter(Boolean).join('\n\n')
  for (const item of Object.values(view.paths))
    for (const operation of listOperations(item)) dressOperation(operation, model, operations)
  for (const item of Object.values(view.webhooks ?? {}))
    for (const webhook of listOperations(item)) dressWebhook(webhook, model)
  return withoutUnseen(view) as Document
}

/** The provider's other rooms and its documents; the bar leads to the rooms of the whole site. */
function waysFrom(provider: string): string {
  const ways = [
    ['Guides', `guides/${provider}/`],
    ['Client', `clients/${provider}/`],
    ['Console', 'console/'],
    ['openapi.json', `specs/${provider}/openapi.json`],
    ['openapi.yaml', `specs/${provider}/openapi.yaml`],
  ]
  return ways.map(([name, path]) => `[${name}](../../${path})`).join(' · ')
}

function listOperations(item: object): OperationObject[] {
  return Object.values(item).filter(
    (one): one is OperationObject => typeof one === 'object' && one !== null && 'operationId' in one,
  )
}

function dressOperation(
  operation: OperationObject,
  model: Model,
  operations: Map<string, OperationModel>,
): void {
  const read = operations.get(operation.operationId)!
  const { provider } = model
  dress(operation, [...operationFacts(model, read), ...errorFacts(provider, read, referencePath(provider))])
  Object.assign(operation, { 'x-codeSamples': codeSamples(model, read) })
}

function dressWebhook(webhook: OperationObject, { webhooks }: Model): void {
  if (webhooks) dress(webhook, webhookFacts(webhooks, webhook['x-evidence']))
}

function dress(operation: OperationObject, facts: Fact[]): void {
  const level = operation['x-evidence']?.level
  operation.description = [operation.description?.trim(), factList(facts, level)].filter(Boolean).join('\n\n')
  if (level) Object.assign(operation, { 'x-badges': [levelBadge(level)] })
}

function withoutUnseen(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withoutUnseen)
  if (typeof part !== 'object' || part === null) return part
  const seen = Object.entries(part).filter(([key]) => !unseen.has(key))
  return Object.fromEntries(seen.map(([key, value]) => [key, withoutUnseen(value)]))
}
