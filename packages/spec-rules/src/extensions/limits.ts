/** How much a provider takes: requests in a time, and bytes in a request. */
import { evidence, type Extension, text } from './extension.ts'

/** What a limit counts. */
export const counted = ['requests', 'identical', 'consecutive'] as const

/** A place in a request where a limit's key stands. */
const place = {
  type: 'string',
  pattern: '^(path:.+|query:.+|body:(/[^/~*]+)+)$',
}

const rateLimit = {
  type: 'object',
  required: ['name', 'requests', 'window', 'scope', 'evidence'],
  additionalProperties: false,
  properties: {
    name: { ...text, description: 'Limits of the same name are one limit, wherever they stand.' },
    requests: { type: 'integer', minimum: 1, description: 'How many requests fit in one window.' },
    window: { type: 'integer', minimum: 1, description: 'Length of the window in seconds.' },
    scope: { type: 'array', minItems: 1, items: text, description: 'What is counted together.' },
    key: {
      type: 'array',
      uniqueItems: true,
      items: place,
      description:
        'Where a request shows what it is counted under, apart from its caller: `path:<parameter>`, `query:<parameter>` or `body:<JSON Pointer>`.',
    },
    counts: {
      enum: counted,
      description:
        'What is counted: every request (the default), requests whose bodies are equal apart from the key, or requests in a row. The last two leave out what the provider refused with 4xx.',
    },
    resetBy: { ...text, description: 'What ends a row of consecutive requests.' },
    callers: { ...text, description: 'Whom the limit concerns, where it does not concern everybody.' },
    clientOption: {
      type: 'string',
      pattern: '^[a-z][A-Za-z0-9]*$',
      description: 'The client option by which a caller says that it is one of `callers`.',
    },
    evidence,
  },
  dependentRequired: { clientOption: ['callers'] },
  allOf: [
    {
      if: { required: ['counts'], properties: { counts: { enum: ['identical', 'consecutive'] } } },
      // oxlint-disable-next-line unicorn/no-thenable -- the keyword of JSON Schema
      then: { required: ['key'] },
    },
    {
      if: { required: ['resetBy'] },
      // oxlint-disable-next-line unicorn/no-thenable -- the keyword of JSON Schema
      then: { required: ['counts'], properties: { counts: { const: 'consecutive' } } },
    },
  ],
}

export const limits: Record<string, Extension> = {
  'x-rate-limits': {
    purpose: 'The documented request budgets of the whole API (at the root) or of one operation.',
    origin: 'parlance',
    places: ['Root', 'Operation'],
    schema: { type: 'array', minItems: 1, items: rateLimit },
  },
  'x-request-limit': {
    purpose:
      'The largest request body the provider takes, in bytes, and the status by which it refuses a larger one.',
    origin: 'parlance',
    places: ['Root'],
    schema: {
      type: 'object',
      required: ['bytes', 'status', 'evidence'],
      additionalProperties: false,
      properties: { bytes: { type: 'integer', minimum: 1 }, status: { type: 'integer' }, evidence },
    },
  },
}
