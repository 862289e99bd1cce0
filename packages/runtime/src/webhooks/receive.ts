import { UsageError } from '../errors.ts'
import { notRaw, toBytes } from './body.ts'
import type {
  SignatureScheme,
  SignedWebhookOptions,
  TimedSignOptions,
  WebhookDefinition,
  WebhookOptions,
  WebhookSource,
} from './definition.ts'
import { WebhookError } from './errors.ts'
import { readSignature, secretsOf, signatureHeaders, verify } from './signature.ts'
import { bodyOf, checkSource } from './source.ts'

/**
 * Reads one delivery: its signature where the provider has one, then its body, then the event in it. What follows is not
 * read when what comes before is wrong.
 *
 * @throws {WebhookError} when the delivery is refused; `reason` says why.
 * @throws {UsageError} when it is called wrongly: without a secret, or with a body that has been parsed.
 */
export async function receive<Event>(
  definition: WebhookDefinition,
  source: WebhookSource,
  options: WebhookOptions | SignedWebhookOptions = {},
): Promise<Event> {
  const { event, signature } = definition
  checkSource(source)
  const body = signature
    ? await verifiedBody(signature, source, options as SignedWebhookOptions)
    : await bodyOf(source, options.maxBytes)
  return toEvent<Event>(event, parse(body))
}

/**
 * The headers of a delivery with this body, for tests of a receiver.
 *
 * @throws {UsageError} when the body is an object: what is signed is the text that will be sent.
 */
export async function sign(
  { signature }: WebhookDefinition,
  body: string | Uint8Array,
  options: TimedSignOptions,
): Promise<Record<string, string>> {
  const bytes = toBytes(body)
  if (!bytes) throw notRaw(body)
  if (!signature) throw new UsageError('These webhooks are not signed.')
  const [secret] = await secretsOf(options.secret)
  return {
    'Content-Type': 'application/json',
    ...(await signatureHeaders(signature, bytes, secret, options.at ?? new Date())),
  }
}

async function verifiedBody(
  scheme: SignatureScheme,
  source: WebhookSource,
  { secret, maxBytes }: SignedWebhookOptions,
): Promise<Uint8Array> {
  const given = readSignature(scheme, source)
  const secrets = await secretsOf(secret)
  const body = await bodyOf(source, maxBytes)
  await verify(scheme, given, body, secrets)
  return body
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    // The reason that the parser gives would quote the body.
    throw new WebhookError('not-json', 'The body is not JSON in UTF-8.')
  }
}

/** Events that nobody has described pass: only the name is asked for. */
function toEvent<Event>(property: string, value: unknown): Event {
  const name = typeof value === 'object' && value !== null && (value as Record<string, unknown>)[property]
  if (typeof name === 'string' && name !== '') return value as Event
  throw new WebhookError('no-event', `The body names no event: it has no text in \`${property}\`.`)
}
