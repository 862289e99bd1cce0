/** How the provider refuses, and where its errors say what. */
import { type Extension, pointer, text } from './extension.ts'

export const errors: Record<string, Extension> = {
  'x-error-responses': {
    purpose:
      'What the provider answers when it refuses a request before any operation is chosen, or in a way no operation declares: status → response.',
    origin: 'parlance',
    places: ['Root'],
    schema: {
      type: 'object',
      required: ['400', '401', '404', '500'],
      propertyNames: { pattern: '^[45][0-9]{2}$' },
      additionalProperties: { type: 'object', required: ['description'] },
    },
  },
  'x-error-message': {
    purpose: 'Where an error body has its human sentence: JSON Pointers, tried in order.',
    origin: 'parlance',
    places: ['Root'],
    schema: { type: 'array', minItems: 1, uniqueItems: true, items: pointer },
  },
  'x-request-id-header': {
    purpose: 'The response header that carries the provider’s own id of a request.',
    origin: 'parlance',
    places: ['Root'],
    schema: text,
  },
  'x-format-suffix': {
    purpose:
      'A path suffix that every path accepts besides its plain form; any other suffix is refused with 415.',
    origin: 'parlance',
    places: ['Root'],
    schema: { type: 'string', pattern: '^\\.[a-z]+$' },
  },
}
