/** Words that only the docs read. */
import { type Extension, text } from './extension.ts'

export const docs: Record<string, Extension> = {
  'x-displayName': {
    purpose: 'The heading of a tag in the docs.',
    origin: 'redocly',
    places: ['Tag'],
    schema: text,
  },
  'x-tagGroups': {
    purpose: 'Groups of tags in the navigation of the docs.',
    origin: 'redocly',
    places: ['Root'],
    schema: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name', 'tags'],
        additionalProperties: false,
        properties: { name: text, tags: { type: 'array', minItems: 1, items: text } },
      },
    },
  },
  'x-enumDescriptions': {
    purpose: 'The meaning of each value of an enumeration, shown as a table.',
    origin: 'redocly',
    places: ['Schema'],
    schema: { type: 'object', minProperties: 1, additionalProperties: text },
  },
}
