/** How an operation behaves when it is called: paging, retries, limits, what its parameters and body must be. */
import { checks } from './checks.ts'
import { evidence, type Extension, pointer, retrySafeties, stylesNeed, text } from './extension.ts'
import { limits } from './limits.ts'

const path = { type: 'string', pattern: '^/' }

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
  ...limits,
  ...checks,
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
  'x-link-aliases': {
    purpose:
      'Other paths that links have for paths of the document: whole paths, or beginnings where both end with a slash.',
    origin: 'parlance',
    places: ['Root'],
    schema: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['from', 'to', 'evidence'],
        additionalProperties: false,
        properties: {
          from: { ...path, description: 'Path template in links. The first that fits a link counts.' },
          to: { ...path, description: 'What stands for it in the document.' },
          evidence,
        },
        if: { properties: { from: { pattern: '/$' } } },
        // oxlint-disable-next-line unicorn/no-thenable -- the keyword of JSON Schema
        then: { properties: { to: { pattern: '/$' } } },
        else: { properties: { to: { pattern: '[^/]$' } } },
      },
    },
  },
}
