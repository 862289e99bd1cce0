/** What a client refuses before it is sent. */
import { evidence, type Extension, text } from './extension.ts'

/** Keywords by which a client can check. Their values stand in the schema, and nowhere else. */
export const checkable = ['minLength', 'maxLength', 'minimum', 'maximum', 'pattern'] as const

const check = {
  required: ['keywords', 'evidence'],
  additionalProperties: false,
  properties: {
    keywords: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { enum: checkable },
      description:
        'Keywords of the schema of which it is certain that the provider refuses what breaks them.',
    },
    rule: {
      ...text,
      description: 'What the pattern asks for, in words that follow "must", for those who meet the error.',
    },
    when: { ...text, description: 'Pattern of the texts that this is certain for; others are sent.' },
    uncounted: {
      ...text,
      description: 'Pattern of parts that are replaced before they are counted, maybe by something shorter.',
    },
    grows: {
      ...text,
      description: 'Text that is replaced by something longer after it was counted; the client warns of it.',
    },
    evidence: {
      ...evidence,
      properties: { ...evidence.properties, level: { const: 'official' } },
    },
  },
  allOf: [
    {
      if: { required: ['keywords'], properties: { keywords: { contains: { const: 'pattern' } } } },
      // oxlint-disable-next-line unicorn/no-thenable -- the keyword of JSON Schema
      then: { required: ['rule'] },
    },
    {
      if: { anyOf: [{ required: ['uncounted'] }, { required: ['grows'] }] },
      // oxlint-disable-next-line unicorn/no-thenable -- the keyword of JSON Schema
      then: { properties: { keywords: { contains: { const: 'maxLength' } } } },
    },
  ],
}

export const checks: Record<string, Extension> = {
  'x-client-check': {
    purpose:
      'What of this schema is so certain that a client refuses it before it is sent; `false` where a schema is used and its rule is not certain.',
    origin: 'parlance',
    places: ['Schema'],
    schema: {
      if: { type: 'object' },
      // oxlint-disable-next-line unicorn/no-thenable -- the keyword of JSON Schema
      then: check,
      else: { const: false },
    },
  },
}
