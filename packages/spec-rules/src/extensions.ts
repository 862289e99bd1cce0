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
  'x-token-flow': {
    purpose: 'How a client comes by an access token, how long it lives, and how its end shows.',
    origin: 'parlance',
    places: ['SecurityScheme'],
    schema: {
      type: 'object',
      required: ['lifetime', 'expiredStatuses'],
      additionalProperties: false,
      properties: {
        create: { ...text, description: 'Operation that makes a token from credentials.' },
        refresh: { ...text, description: 'Operation that makes a token from a refresh token.' },
        token: { ...pointer, description: 'Where the answer has the access token.' },
        refreshToken: { ...pointer, description: 'Where the answer has the refresh token.' },
        expiresAt: { ...pointer, description: 'Where the answer has the date and time of expiry.' },
        expiresIn: { ...pointer, description: 'Where the answer has the seconds until expiry.' },
        lifetime: {
          type: 'integer',
          minimum: 1,
          description: 'Seconds a token lives if the answer does not say.',
        },
        expiredStatuses: {
          type: 'array',
          minItems: 1,
          items: { enum: [401, 403] },
          description: 'Statuses by which an expired token is refused, the documented one first.',
        },
        scopes: {
          type: 'array',
          items: text,
          description: 'Scopes in ascending order, where each includes those before.',
        },
        credentials: {
          type: 'object',
          additionalProperties: text,
          description: 'Client options that supply the credentials: field of the request → option.',
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
