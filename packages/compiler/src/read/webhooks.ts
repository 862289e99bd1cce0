import {
  type Document,
  type Evidence,
  type Example,
  type MediaType,
  methods,
  type OperationObject,
  resolve,
  type Schema,
  type WebhookExtensions,
} from '../document.ts'
import type { ChallengeModel, WebhookAnswer, WebhookModel, WebhooksModel } from '../model.ts'
import { readEvents } from './events.ts'
import { jsonOf } from './media.ts'
import { typeOf } from './types.ts'

/** A webhook as it stands in the bundle. */
interface Found {
  name: string
  operation: OperationObject
}

/** A webhook that delivers something. */
interface Delivered extends Found {
  schema: Schema
  mediaType: string
  media: MediaType
}

/** Reads what the provider calls, or nothing when it delivers nothing. */
export function readWebhooks(document: Document): WebhooksModel | undefined {
  const found = listWebhooks(document)
  const deliveries = found.flatMap((one) => readDelivery(document, one) ?? [])
  if (deliveries.length === 0) return undefined
  const { eventProperty, names, other } = readEvents(document, deliveries)
  return {
    eventProperty,
    events: deliveries.map((one, index) => readWebhook(document, one, names[index])),
    other,
    signature: shared(document, deliveries, (from) => from['x-webhook-signature']),
    retries: shared(document, deliveries, (from) => from['x-webhook-retries']),
    answers: readAnswers(document, deliveries),
    challenge: readChallenge(document, found),
  }
}

function listWebhooks({ webhooks = {} }: Document): Found[] {
  return Object.entries(webhooks).flatMap(([name, item]) =>
    methods.flatMap((method) => (item[method] ? [{ name, operation: item[method] }] : [])),
  )
}

function readDelivery(document: Document, { name, operation }: Found): Delivered | undefined {
  if (!operation.requestBody) return undefined
  const [mediaType = '', media] = jsonOf(resolve(document, operation.requestBody).content) ?? []
  if (!media?.schema) throw new Error(`${operation.operationId}: the body of a webhook must be JSON.`)
  return { name, operation, schema: media.schema, mediaType, media }
}

function readWebhook(
  document: Document,
  { name, operation, schema, mediaType, media }: Delivered,
  event: string | undefined,
): WebhookModel {
  const { operationId: id, summary = name, description = '' } = operation
  return {
    name,
    event,
    type: typeOf(schema, `NonNullable<operations['${id}']['requestBody']>['content']['${mediaType}']`),
    summary,
    description,
    evidence: evidenceOf(operation),
    examples: Object.entries(media.examples ?? {}).map(([key, example]) => ({
      name: key,
      value: resolve<Example>(document, example).value,
    })),
  }
}

/** One receiver serves all webhooks, so they have to agree. */
function shared<Value>(
  document: Document,
  deliveries: Delivered[],
  read: (from: WebhookExtensions) => Value | undefined,
): Value | undefined {
  const [first, ...others] = deliveries.map(({ operation }) => read(operation) ?? read(document))
  const differs = others.findIndex((one) => JSON.stringify(one) !== JSON.stringify(first))
  if (differs < 0) return first
  const id = deliveries[differs + 1]!.operation.operationId
  throw new Error(`${id}: it is signed or repeated otherwise than the other webhooks of the same receiver.`)
}

function readAnswers(document: Document, deliveries: Delivered[]): WebhookAnswer[] {
  const answers = deliveries.flatMap(({ operation }) =>
    Object.entries(operation.responses)
      .filter(([status]) => /^2\d\d$/.test(status))
      .map(([status, reference]) => {
        const { description = '', content = {} } = resolve(document, reference)
        const schema = jsonOf(content)?.[1].schema
        const type = schema && typeOf(schema, 'unknown')
        return { status: Number(status), description, type }
      }),
  )
  return answers.filter(({ status }, index) => answers.findIndex((one) => one.status === status) === index)
}

function readChallenge(document: Document, found: Found[]): ChallengeModel | undefined {
  const operation = found.find((one) => one.operation['x-webhook-challenge'])?.operation
  const parameter = operation?.['x-webhook-challenge']
  if (!operation || !parameter) return undefined
  const parameters = (operation.parameters ?? []).map((one) => resolve(document, one))
  if (!parameters.some(({ name }) => name === parameter)) {
    throw new Error(
      `${operation.operationId}: x-webhook-challenge names ${parameter}, which is none of its parameters.`,
    )
  }
  const constants = parameters.filter(({ schema }) => typeof schema?.const === 'string')
  return {
    parameter,
    where: Object.fromEntries(constants.map(({ name, schema }) => [name, String(schema?.const)])),
    description: operation.description ?? '',
    evidence: evidenceOf(operation),
  }
}

function evidenceOf({ operationId, 'x-evidence': evidence }: OperationObject): Evidence {
  if (evidence) return evidence
  throw new Error(`${operationId} has no x-evidence. Run the lint: it names every such gap.`)
}
