/**
 * The catalogue of `x-` extensions a Parlance document may use: one entry each, with the JSON Schema its value must
 * satisfy. Lint refuses every other `x-` key, so this file is the complete vocabulary in which behaviour is written.
 */

/** Where in an OpenAPI document an extension may stand (Redocly node type names). */
export type Place =
  | 'Root'
  | 'Info'
  | 'Server'
  | 'Tag'
  | 'Operation'
  | 'Parameter'
  | 'Response'
  | 'Header'
  | 'Schema'
  | 'Example'
  | 'SecurityScheme'

export interface Extension {
  /** What the extension says, in one sentence. */
  purpose: string
  /** Where the name comes from: an existing tool that reads it, or `parlance` where none could say it. */
  origin: 'parlance' | 'redocly' | 'zalando'
  places: Place[]
  /** JSON Schema (draft 2020-12) of the value. `$ref`s inside the value are resolved before it is checked. */
  schema: Record<string, unknown>
}

export const evidenceLevels = ['official', 'observed', 'lineage', 'inferred'] as const
export const retrySafeties = ['safe', 'idempotent', 'unsafe'] as const

const text = { type: 'string', minLength: 1 }
const pointer = { type: 'string', pattern: '^(/.*)?$' }

const evidence = {
  type: 'object',
  required: ['level', 'source'],
  additionalProperties: false,
  properties: {
    level: { enum: evidenceLevels },
    source: {
      ...text,
      description: 'Where the claim can be checked: document and section, or client and file.',
    },
    note: { ...text, description: 'What is uncertain or how sources disagree.' },
  },
}

const stylesNeed = (styles: string[], required: string[]) => ({
  if: { properties: { style: { enum: styles } } },
  // oxlint-disable-next-line unicorn/no-thenable -- the keyword of JSON Schema
  then: { required },
})

export const extensions: Record<string, Extension> = {
  'x-evidence': {
    purpose: 'How we know a claim: `official`, `observed`, `lineage` or `inferred`, with its source.',
    origin: 'parlance',
    places: ['Info', 'Server', 'Operation', 'Parameter', 'Response', 'Header', 'Schema', 'SecurityScheme'],
    schema: evidence,
  },
  'x-redoclyPagination': {
    purpose: 'How a list operation pages; other generators read it too.',
    origin: 'redocly',
    places: ['Operation'],
    schema: {
      type: 'object',
      required: ['style', 'items'],
      additionalProperties: false,
      properties: {
        style: { enum: ['page', 'offset', 'cursor', 'link'] },
        offsetParam: text,
        limitParam: text,
        cursorParam: text,
        nextCursor: pointer,
        hasMore: pointer,
        items: {
          ...pointer,
          description: 'JSON Pointer to the array of items; empty when the body is the array.',
        },
      },
      allOf: [
        stylesNeed(['page', 'offset'], ['offsetParam', 'limitParam']),
        stylesNeed(['cursor'], ['cursorParam', 'nextCursor']),
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
          evidence,
        },
      },
    },
  },
  'x-error-responses': {
    purpose:
      'What the provider answers when it refuses a request before any operation is chosen, or in a way no operation declares: status → response.',
    origin: 'parlance',
    places: ['Root'],
    schema: {
      type: 'object',
      required: ['400', '401', '404', '405', '413', '415', '500'],
      propertyNames: { pattern: '^[45][0-9]{2}$' },
      additionalProperties: { type: 'object', required: ['description'] },
    },
  },
  'x-format-suffix': {
    purpose:
      'A path suffix that every path accepts besides its plain form; any other suffix is refused with 415.',
    origin: 'parlance',
    places: ['Root'],
    schema: { type: 'string', pattern: '^\\.[a-z]+$' },
  },
  'x-environment': {
    purpose: 'The name by which clients choose a server; servers of one environment belong together.',
    origin: 'parlance',
    places: ['Server'],
    schema: { type: 'string', pattern: '^[a-z][a-z0-9-]*$' },
  },
  'x-client-option': {
    purpose:
      'The name of the client option that supplies this credential, or this path parameter on every call.',
    origin: 'parlance',
    places: ['Parameter', 'SecurityScheme'],
    schema: { type: 'string', pattern: '^[a-z][A-Za-z0-9]*$' },
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
  'x-secret': {
    purpose: '`false` on a value that is named like a secret and is none, such as a page token.',
    origin: 'parlance',
    places: ['Parameter', 'Schema'],
    schema: { const: false },
  },
  'x-enumDescriptions': {
    purpose: 'The meaning of each value of an enumeration, shown as a table.',
    origin: 'redocly',
    places: ['Schema'],
    schema: { type: 'object', minProperties: 1, additionalProperties: text },
  },
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
}
