/** Deliveries from the provider to the user. */
import { evidence, type Extension, text } from './extension.ts'

export const webhooks: Record<string, Extension> = {
  'x-webhook-signature': {
    purpose: 'How a delivery is signed, so that its receiver can check it.',
    origin: 'parlance',
    places: ['Root', 'Operation'],
    schema: {
      type: 'object',
      required: ['header', 'algorithm', 'encoding', 'secret', 'evidence'],
      additionalProperties: false,
      properties: {
        header: text,
        algorithm: { enum: ['hmac-sha1', 'hmac-sha256'] },
        encoding: { enum: ['hex', 'base64'] },
        prefix: { ...text, description: 'What stands before the signature in the header.' },
        secret: { ...text, description: 'Where the shared secret comes from.' },
        timestamp: {
          type: 'object',
          description: 'The time of signing, where it is signed too.',
          required: ['header', 'tolerance', 'signed'],
          additionalProperties: false,
          properties: {
            header: { ...text, description: 'Header with the time, in seconds since 1970.' },
            tolerance: {
              type: 'integer',
              minimum: 1,
              description: 'Seconds that the time may differ from the receiver’s, either way.',
            },
            signed: {
              type: 'string',
              pattern: String.raw`^[^{}]*\{timestamp\}[^{}]*\{body\}$`,
              description: 'What is signed, such as `{timestamp}.{body}`.',
            },
          },
        },
        evidence,
      },
    },
  },
  'x-webhook-retries': {
    purpose: 'When a delivery counts as failed, and how long it is repeated.',
    origin: 'parlance',
    places: ['Root', 'Operation'],
    schema: {
      type: 'object',
      required: ['evidence'],
      additionalProperties: false,
      properties: {
        timeout: { type: 'integer', minimum: 1, description: 'Seconds the receiver has to answer.' },
        giveUpAfter: {
          type: 'integer',
          minimum: 1,
          description: 'Seconds after which the provider stops repeating.',
        },
        backoff: { enum: ['fixed', 'exponential'] },
        repeats: { type: 'integer', minimum: 1, description: 'How often a delivery is repeated at most.' },
        pause: {
          type: 'integer',
          minimum: 1,
          description: 'Seconds that nothing is delivered after the last repeat has failed.',
        },
        evidence,
      },
    },
  },
  'x-webhook-challenge': {
    purpose:
      'Query parameter of a request whose value the receiver answers with, to prove that the address is its own.',
    origin: 'parlance',
    places: ['Operation'],
    schema: text,
  },
}
