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
        evidence,
      },
    },
  },
}
