/** How an operation behaves when it is called: paging, retries, limits, what its parameters and body must be. */
import { evidence, type Extension, pointer, retrySafeties, stylesNeed, text } from './extension.ts'

export const calls: Record<string, Extension> = {
  'x-redoclyPagination': {
    purpose: 'How a list operation pages; other generators read it too.',
    origin: 'redocly',
    places: ['Operation'],
    schema: {
      type: 'object',
      required: ['style', 'items'],
      additionalProperties: false,
      properties: {
        style: { enum: ['page', 'offset', 'cursor', 'link', 'body-link'] },
        offsetParam: text,
        limitParam: text,
        cursorParam: text,
        nextCursor: pointer,
        hasMore: pointer,
        nextLink: { ...pointer, description: 'JSON Pointer to the URL of the next page.' },
        items: {
          ...pointer,
          description: 'JSON Pointer to the array of items; empty when the body is the array.',
        },
      },
      allOf: [
        stylesNeed(['page', 'offset'], ['offsetParam', 'limitParam']),
        stylesNeed(['cursor'], ['cursorParam', 'nextCursor']),
        stylesNeed(['body-link'], ['nextLink']),
      ],
    },
  },
  'x-unpaged': {
    purpose: 'Why a list comes whole: what keeps it short, or where the provider says that it does not page.',
    origin: 'parlance',
    places: ['Operation'],
    schema: text,
  },
  'x-retry-safety': {
    purpose:
      'Whether a request may be sent again when its outcome is unknown: `safe` changes nothing, `idempotent` ends in the same state, `unsafe` may act twice.',
    origin: 'parlance',
    places: ['Operation'],
    schema: { enum: retrySafeties },
  },
  'x-rate-limits': {
    purpose: 'The documented request budgets of the whole API (at the root) or of one operation.',
    origin: 'parlance',
    places: ['Root', 'Operation'],
    schema: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['name', 'requests', 'window', 'scope', 'evidence'],
        additionalProperties: false,
        properties: {
          name: text,
          requests: { type: 'integer', minimum: 1, description: 'How many requests fit in one window.' },
          window: { type: 'integer', minimum: 1, description: 'Length of the window in seconds.' },
          scope: { type: 'array', minItems: 1, items: text, description: 'What is counted together.' },
          counts: {
            enum: ['requests', 'identical', 'consecutive'],
            description: 'What is counted: every request (the default), equal bodies, or requests in a row.',
          },
          resetBy: { ...text, description: 'What ends a row of consecutive requests.' },
          callers: { ...text, description: 'Whom the limit concerns, where it does not concern everybody.' },
          evidence,
        },
      },
    },
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
  'x-required-parameters': {
    purpose: 'Query parameters of which at least one must be given, always or when another one is.',
    origin: 'parlance',
    places: ['Operation'],
    schema: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['anyOf', 'evidence'],
        additionalProperties: false,
        properties: {
          anyOf: { type: 'array', minItems: 1, items: text },
          when: {
            ...text,
            description: 'Name of the parameter that makes the rule apply; `meta.*` is any with that prefix.',
          },
          evidence,
        },
      },
    },
  },
  'x-merge': {
    purpose:
      'How an update treats what its body leaves out: `shallow` keeps absent top-level keys and replaces nested values, `deep` is JSON Merge Patch.',
    origin: 'parlance',
    places: ['Operation'],
    schema: { enum: ['shallow', 'deep'] },
  },
  'x-link-target': {
    purpose: 'The operation that a HAL link leads to.',
    origin: 'parlance',
    places: ['Schema'],
    schema: text,
  },
}
