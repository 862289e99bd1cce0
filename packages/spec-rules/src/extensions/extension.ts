/** What the entries of the catalogue are made of. */

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

export const text = { type: 'string', minLength: 1 }
export const pointer = { type: 'string', pattern: '^(/.*)?$' }

export const evidence = {
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

export const stylesNeed = (styles: string[], required: string[]) => ({
  if: { properties: { style: { enum: styles } } },
  // oxlint-disable-next-line unicorn/no-thenable -- the keyword of JSON Schema
  then: { required },
})
