/** What we know and how: evidence, and which enumerations are complete. */
import { evidence, type Extension, text } from './extension.ts'

export const knowledge: Record<string, Extension> = {
  'x-evidence': {
    purpose: 'How we know a claim: `official`, `observed`, `lineage` or `inferred`, with its source.',
    origin: 'parlance',
    places: ['Info', 'Server', 'Operation', 'Parameter', 'Response', 'Header', 'Schema', 'SecurityScheme'],
    schema: evidence,
  },
  'x-extensible-enum': {
    purpose: 'Known values of an open enumeration: a value that is not listed is valid too.',
    origin: 'zalando',
    places: ['Schema'],
    schema: { type: 'array', minItems: 1, uniqueItems: true, items: { type: ['string', 'integer'] } },
  },
  'x-closed-enum': {
    purpose:
      'Where the provider says that an `enum` in a response is complete, so that no client needs to expect another value.',
    origin: 'parlance',
    places: ['Schema'],
    schema: text,
  },
}
