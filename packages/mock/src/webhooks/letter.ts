/** What is sent, and where to. */
import { randomUUID } from 'node:crypto'
import type { OpenApiDocument, ParameterObject, SchemaObject } from '../document.ts'
import { encode } from '../encode.ts'
import { InputError } from '../input.ts'
import { type Check, createCompilers } from '../judge/compile.ts'
import { describe, within } from '../judge/violations.ts'
import { memo } from '../memo.ts'
import type { Named, Webhook } from './definition.ts'
import type { WebhookOptions } from './options.ts'

/** A delivery before it is sent. */
export interface Letter {
  readonly webhook: Webhook
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
  readonly bytes: Buffer | undefined
  readonly violations: readonly string[]
  /** What the receiver has to give back. */
  readonly challenge: string | undefined
}

/** Writes the delivery of a webhook. Throws an InputError when it cannot be what the options say. */
export function writeLetter(document: OpenApiDocument, named: Named, options: WebhookOptions): Letter {
  const { webhook } = named
  const { mediaType, challenge: parameter, signature } = webhook
  if (options.secret !== undefined && !signature) {
    throw wrong('secret', `is of no use: no signature is documented for ${webhook.name}`)
  }
  const challenge = parameter === undefined ? undefined : randomUUID()
  const url = new URL(checkedUrl(options.url))
  for (const [name, value] of Object.entries(valuesIn('query', webhook))) url.searchParams.set(name, value)
  if (parameter !== undefined && challenge !== undefined) url.searchParams.set(parameter, challenge)
  const body = bodyOf(named, options)
  return {
    webhook,
    url,
    headers: {
      ...(mediaType !== undefined && { 'content-type': mediaType }),
      'user-agent': 'parlance-mock',
      ...valuesIn('header', webhook),
    },
    body,
    bytes: encode(body, mediaType ?? 'application/json'),
    violations: options.body === undefined ? [] : violationsOf(document, webhook, body),
    challenge,
  }
}

function bodyOf({ webhook, example: meant }: Named, { body, example = meant }: WebhookOptions): unknown {
  if (body !== undefined) return body
  if (example !== undefined && !webhook.examples.has(example)) {
    const known = [...webhook.examples.keys()].join(', ') || 'none'
    throw wrong('example', `is no example of ${webhook.name}; there are ${known}`)
  }
  return example === undefined ? webhook.examples.values().next().value : webhook.examples.get(example)
}

/** Parameters as they are documented, but for the signature, which depends on the body. */
function valuesIn(place: string, { parameters, signature, challenge }: Webhook): Record<string, string> {
  const signing = [signature?.header, signature?.timestamp?.header]
  const made = new Set(signing.map((name) => name?.toLowerCase()))
  const ours = parameters.filter(
    (one) => one.in === place && one.name !== challenge && !made.has(one.name.toLowerCase()),
  )
  const values = ours
    .map((one) => [one.name, valueOf(one)] as const)
    .filter(([, value]) => value !== undefined)
  return Object.fromEntries(values.map(([name, value]) => [name, String(value)]))
}

function valueOf({ schema, example }: ParameterObject & { example?: unknown }): unknown {
  const { const: constant, default: usual, examples: [first] = [] } = (schema ?? {}) as SchemaObject
  return constant ?? example ?? first ?? usual
}

function violationsOf(document: OpenApiDocument, { schema }: Webhook, body: unknown): string[] {
  if (schema === undefined) return []
  const violations = checkOf(document)(schema)(body)
  return within('body', violations).map((violation) => describe([violation]))
}

const checks = new WeakMap<OpenApiDocument, (schema: unknown) => Check>()

/** What checks the bodies of a document. Compiled once: a mock that keeps state may send many. */
function checkOf(document: OpenApiDocument): (schema: unknown) => Check {
  const known = checks.get(document)
  if (known) return known
  const { exact } = createCompilers(document, 'response')
  const made = memo(exact)
  checks.set(document, made)
  return made
}

function checkedUrl(url: string | URL): URL {
  const parsed = URL.parse(url)
  if (parsed && /^https?:$/.test(parsed.protocol)) return parsed
  throw wrong('url', `must be an http or https address, not "${String(url)}"`)
}

function wrong(name: string, message: string): InputError {
  return new InputError([{ pointer: `/${name}`, message }])
}
