/** Bundles with webhooks, for the compiler's own tests. */
import type { Document, Schema, WebhookSignature } from './document.ts'
import { acme } from './testing.ts'

const evidence = { level: 'official', source: 'Acme guide, webhooks' } as const

export const signature: WebhookSignature = {
  header: 'X-Acme-Signature',
  algorithm: 'hmac-sha256',
  encoding: 'base64',
  secret: 'shown when the webhook is made',
  evidence: { level: 'observed', source: 'acme-sdk' },
}

/** Several webhooks, each for one event, with a common base, without a signature. */
export function acmeWithEvents(): Document {
  const document = acme()
  const schemas = document.components!.schemas!
  schemas['Happening'] = {
    type: 'object',
    description: 'An event.',
    required: ['kind', 'id'],
    properties: {
      kind: { type: 'string', 'x-extensible-enum': ['parcel_lost', 'parcel_found', 'depot_closed'] },
      id: { type: 'string' },
    },
  }
  schemas['LostEvent'] = eventSchema('parcel_lost')
  schemas['FoundEvent'] = eventSchema('parcel_found')
  document.webhooks = {
    lost: { post: delivery('events.lost', 'Learn that a parcel is lost', 'LostEvent') },
    found: { post: delivery('events.found', 'Learn that it is back', 'FoundEvent') },
  }
  document['x-webhook-retries'] = { repeats: 5, pause: 86_400, evidence }
  return document
}

/** One signed webhook for all events, and a challenge. */
export function acmeWithPayload(): Document {
  const document = acme()
  const schemas = document.components!.schemas!
  schemas['Name'] = { type: 'string', 'x-extensible-enum': ['parcel.lost'] }
  schemas['Payload'] = {
    type: 'object',
    description: 'Any event.',
    required: ['event', 'at'],
    properties: { event: { $ref: '#/components/schemas/Name' }, at: { type: 'string' } },
  }
  document.webhooks = {
    event: {
      post: {
        ...delivery('webhooks.deliver', 'Receive an event', 'Payload'),
        'x-webhook-signature': signature,
        'x-webhook-retries': { timeout: 20, giveUpAfter: 5400, backoff: 'exponential', evidence },
      },
    },
    subscription: {
      get: {
        operationId: 'webhooks.verify',
        description: 'Give it back.',
        'x-evidence': evidence,
        'x-webhook-challenge': 'challenge',
        parameters: [
          { name: 'type', in: 'query', required: true, schema: { type: 'string', const: 'subscribe' } },
          { name: 'challenge', in: 'query', required: true, schema: { type: 'string' } },
        ],
        responses: { 200: { description: 'The challenge.' } },
      },
    },
  }
  return document
}

function eventSchema(name: string): Schema {
  return {
    type: 'object',
    description: `Says ${name}.`,
    allOf: [{ $ref: '#/components/schemas/Happening' }],
    required: ['kind'],
    properties: { kind: { const: name } },
  }
}

function delivery(operationId: string, summary: string, schema: string) {
  return {
    operationId,
    summary,
    description: 'Said at once.',
    'x-evidence': evidence,
    requestBody: {
      content: {
        'application/json': {
          schema: { $ref: `#/components/schemas/${schema}` },
          examples: { One: { value: { kind: 'parcel_lost', event: 'parcel.lost', id: 'e1', deep: {} } } },
        },
      },
    },
    responses: {
      200: {
        description: 'Read.',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Parcel' } } },
      },
      204: { description: 'Taken.' },
      400: { description: 'Refused.' },
    },
  }
}
