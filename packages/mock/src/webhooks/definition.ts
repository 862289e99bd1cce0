/** The webhooks of a document: what a provider sends, and how. */
import { closest } from '../closest.ts'
import {
  examplesOf,
  isObject,
  type Method,
  methods,
  type OpenApiDocument,
  type OperationObject,
  type ParameterObject,
  type PathItemObject,
  type RequestBodyObject,
  resolve,
} from '../document.ts'
import { isJson } from '../encode.ts'
import { MockError } from '../errors.ts'

/** `x-webhook-signature` */
export interface Signature {
  readonly header: string
  readonly algorithm: 'hmac-sha1' | 'hmac-sha256'
  readonly encoding: 'hex' | 'base64'
  /** What stands before the signature in the header. */
  readonly prefix?: string
  /** The time of signing, where it is signed too. */
  readonly timestamp?: { readonly header: string; readonly signed: string }
}

/** `x-webhook-retries`; times are in seconds. */
export interface Retries {
  readonly timeout?: number
  readonly giveUpAfter?: number
  readonly backoff?: 'fixed' | 'exponential'
  readonly repeats?: number
  /** For how long nothing is delivered after the last repeat has failed. */
  readonly pause?: number
}

/** One kind of request that a provider sends. */
export interface Webhook {
  readonly name: string
  /** Operation id, or the name when the document gives none. */
  readonly id: string
  readonly method: Method
  readonly mediaType: string | undefined
  readonly schema: unknown
  /** Bodies by the names of their examples. */
  readonly examples: ReadonlyMap<string, unknown>
  readonly parameters: readonly ParameterObject[]
  /** Statuses by which a receiver says that it has understood; empty when any success will do. */
  readonly successes: readonly string[]
  readonly signature: Signature | undefined
  readonly retries: Retries | undefined
  /** Query parameter whose value the receiver has to give back. */
  readonly challenge: string | undefined
}

interface Extensions {
  'x-webhook-signature'?: Signature
  'x-webhook-retries'?: Retries
  'x-webhook-challenge'?: string
}

/** All webhooks of a document. */
function readWebhooks(document: OpenApiDocument): Webhook[] {
  return Object.entries(document.webhooks ?? {}).flatMap(([name, node]) => {
    const item = resolve<PathItemObject>(document, node)
    return methods.flatMap((method) => {
      const operation = item[method]
      return operation ? [readWebhook(document, name, method, operation)] : []
    })
  })
}

function readWebhook(
  document: OpenApiDocument & Extensions,
  name: string,
  method: Method,
  operation: OperationObject & Extensions,
): Webhook {
  const { requestBody, parameters = [], responses = {} } = operation
  const content = requestBody ? (resolve<RequestBodyObject>(document, requestBody).content ?? {}) : {}
  const mediaType = Object.keys(content).find(isJson) ?? Object.keys(content)[0]
  const media = content[mediaType ?? '']
  return {
    name,
    id: operation.operationId ?? name,
    method,
    mediaType,
    schema: media?.schema,
    examples: media ? examplesOf(document, media) : new Map(),
    parameters: parameters.map((one) => resolve<ParameterObject>(document, one)),
    successes: Object.keys(responses).filter((code) => code.startsWith('2')),
    signature: operation['x-webhook-signature'] ?? document['x-webhook-signature'],
    retries: operation['x-webhook-retries'] ?? document['x-webhook-retries'],
    challenge: operation['x-webhook-challenge'],
  }
}

/** A webhook, and the example that its name stands for. */
export interface Named {
  readonly webhook: Webhook
  readonly example: string | undefined
}

/**
 * The webhook of a name: that of the webhook itself, its operation id, the name of an example, or of an event, which is a
 * property of an example. Throws a `MockError` when nothing is called so.
 */
export function webhookNamed(document: OpenApiDocument, provider: string, name: string): Named {
  const all = readWebhooks(document)
  if (all.length === 0) throw new MockError('unknown-webhook', `${provider} documents no webhooks.`)
  const webhook = all.find((one) => one.name === name || one.id === name)
  if (webhook) return { webhook, example: undefined }
  for (const one of all) {
    const example = [...one.examples].find(([key, value]) => key === name || isEvent(value, name))
    if (example) return { webhook: one, example: example[0] }
  }
  const known = [...new Set(all.flatMap((one) => [one.name, one.id].concat(...one.examples.keys())))]
  const meant = closest(name, known)
  const hint = meant === undefined ? `There are ${known.join(', ')}.` : `Did you mean "${meant}"?`
  throw new MockError('unknown-webhook', `${provider} has no webhook "${name}". ${hint}`)
}

function isEvent(body: unknown, name: string): boolean {
  return isObject(body) && Object.values(body).includes(name)
}
