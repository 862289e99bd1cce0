/** The functions that a client has for the webhooks of its provider: their signatures and TSDoc. */
import type { Model, WebhooksModel } from '../model.ts'
import { docComment } from './code.ts'
import { answersText, originText, signatureText, webhooksEvidence } from './webhook-text.ts'

/** A function of `./webhooks`. */
export interface WebhookFunction {
  name: string
  parameters: string
  returns: string
  /** What of the runtime does the work. */
  worker: string
  doc: string
}

/** The functions that the webhooks of a provider need. */
export function webhookFunctions(model: Model, webhooks: WebhooksModel): WebhookFunction[] {
  const { signature, challenge } = webhooks
  return [
    receiveFunction(model, webhooks),
    ...(signature ? [signFunction(model, webhooks)] : []),
    ...(challenge ? [challengeFunction(model, webhooks)] : []),
  ]
}

/** `receiveWebhook(source: WebhookSource): Promise<ReceivedEvent>`. */
export function signatureOf({ name, parameters, returns }: WebhookFunction): string {
  return `${name}(${parameters}): ${returns}`
}

function receiveFunction(model: Model, webhooks: WebhooksModel): WebhookFunction {
  const { signature, events, eventProperty } = webhooks
  const { event, examples } = events[0]!
  const name = event ?? nameIn(examples[0]?.value, eventProperty)
  const steps = signature
    ? 'Checks the signature of a delivery and reads the event in it'
    : 'Reads the event in a delivery'
  const refusals = `too large, ${signature ? 'not signed, wrongly signed, ' : ''}not JSON or no event`
  const handling = name
    ? `if (event.${eventProperty} === '${name}') console.log(event)`
    : `console.log(event.${eventProperty})`
  return {
    name: 'receiveWebhook',
    parameters: `source: WebhookSource, ${signature ? 'options: SignedWebhookOptions' : 'options?: WebhookOptions'}`,
    returns: 'Promise<ReceivedEvent>',
    worker: 'receive(definition, source, options)',
    doc: docComment([
      `${steps}. Events that nobody has described are received too.`,
      originText(model, events),
      signatureText(webhooks),
      answersText(webhooks),
      [
        '@param source - The request as it came: a `Request`, that of `node:http`, or its headers with the raw body. A parsed body is refused.',
        `@param options - ${signature ? 'The secret, or several while it is replaced; and how large' : 'How large'} a body may be, by default a million bytes.`,
        `@remarks ${webhooksEvidence(webhooks)}`,
        `@throws {WebhookError} when the delivery is refused: it is ${refusals}. \`reason\` tells which, and \`status\` is the answer for it.`,
        `@throws {UsageError} when it is called wrongly: ${signature ? 'without a secret, or ' : ''}with a body that has been parsed or read.`,
        `@example\n\`\`\`ts\nconst event = await receiveWebhook(request${signature ? ', { secret }' : ''})\n${handling}\n\`\`\``,
      ].join('\n'),
    ]),
  }
}

function signFunction(model: Model, { signature }: WebhooksModel): WebhookFunction {
  return {
    name: 'signWebhook',
    parameters: `body: string | Uint8Array, options: ${signature?.timestamp ? 'TimedSignOptions' : 'SignOptions'}`,
    returns: 'Promise<Record<string, string>>',
    worker: 'sign(definition, body, options)',
    doc: docComment([
      `Signs a body as ${model.title} does, for tests of your receiver.`,
      [
        '@param body - The very text or bytes that will be sent.',
        '@param options - The secret; of several, the first one signs.',
        '@returns the headers to send the body with.',
        "@example\n```ts\nconst headers = await signWebhook(body, { secret })\nconst request = new Request(url, { method: 'POST', headers, body })\n```",
      ].join('\n'),
    ]),
  }
}

function challengeFunction(model: Model, { challenge }: WebhooksModel): WebhookFunction {
  const { description = '' } = challenge ?? {}
  return {
    name: 'readChallenge',
    parameters: 'request: ChallengeRequest',
    returns: 'string | undefined',
    worker: 'challengeOf(definition, request)',
    doc: docComment([
      `Reads what ${model.title} wants back to see that the address is yours, or gives \`undefined\` for any other request.`,
      description.trim(),
      'Answer as `text/plain`, which `new Response(challenge)` does: anybody may send a challenge, and a browser must not take it for a page.',
      [
        '@param request - A `Request`, or that of `node:http`.',
        challenge && `@remarks Evidence: ${challenge.evidence.level} — ${challenge.evidence.source}.`,
        '@example\n```ts\nconst challenge = readChallenge(request)\nif (challenge !== undefined) return new Response(challenge)\n```',
      ]
        .filter(Boolean)
        .join('\n'),
    ]),
  }
}

function nameIn(example: unknown, eventProperty: string): string | undefined {
  const name = (example as Record<string, unknown> | undefined)?.[eventProperty]
  return typeof name === 'string' ? name : undefined
}
