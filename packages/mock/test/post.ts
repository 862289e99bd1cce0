/** An invented provider with webhooks of every kind. */
const body = (schema: object, examples: Record<string, unknown>) => ({
  required: true,
  content: {
    'application/json': {
      schema,
      examples: Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }])),
    },
  },
})
const understood = { '200': { description: 'Understood.' }, '204': { description: 'Understood.' } }
const letter = {
  type: 'object',
  required: ['event', 'weight'],
  properties: {
    event: { type: 'string' },
    weight: { type: 'integer' },
    id: { type: 'string', readOnly: true },
  },
}

export const sentLetter = { event: 'letter.sent', weight: 20, id: 'l1' }

export const post = {
  openapi: '3.1.0',
  info: { title: 'Post', version: '1' },
  paths: { '/letters': { get: { responses: { '200': { description: 'Letters.' } } } } },
  'x-webhook-retries': { repeats: 3, pause: 60 },
  webhooks: {
    letter: {
      post: {
        operationId: 'letters.deliver',
        'x-webhook-signature': {
          header: 'X-Hub-Signature',
          algorithm: 'hmac-sha1',
          encoding: 'hex',
          prefix: 'sha1=',
        },
        parameters: [
          { name: 'X-Hub-Signature', in: 'header', schema: { type: 'string' }, example: 'sha1=none' },
          { name: 'X-Event-Version', in: 'header', schema: { type: 'string', const: '2' } },
        ],
        requestBody: body(letter, { Sent: sentLetter, Lost: { event: 'letter.lost', weight: 0 } }),
        responses: understood,
      },
    },
    parcel: {
      post: {
        'x-webhook-signature': {
          header: 'X-Signature',
          algorithm: 'hmac-sha256',
          encoding: 'base64',
          timestamp: { header: 'X-Signed-At', tolerance: 300, signed: 'v0:{timestamp}:{body}' },
        },
        'x-webhook-retries': { giveUpAfter: 100, backoff: 'exponential', timeout: 1 },
        requestBody: body({ type: 'object' }, { Sent: { type: 'parcel' } }),
      },
    },
    subscription: {
      get: {
        operationId: 'subscriptions.prove',
        'x-webhook-challenge': 'challenge',
        parameters: [
          { name: 'type', in: 'query', required: true, schema: { type: 'string', const: 'subscribe' } },
          { name: 'challenge', in: 'query', required: true, schema: { type: 'string' }, example: 'u7Qb' },
        ],
        responses: { '200': { description: 'The challenge.' } },
      },
    },
  },
}
