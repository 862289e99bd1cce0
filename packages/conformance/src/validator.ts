/** Our own judge of values, independent of the mock's: Ajv over the whole bundle. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import type { Document } from '@parlance/compiler'

export interface Validator {
  /** What is wrong with a value under the schema at a JSON Pointer of the bundle; empty when nothing is. */
  problems(schema: string, value: unknown): string[]
}

/** Compiles the schemas of a bundle as they are asked for. A schema that cannot be compiled throws. */
export function createValidator(document: Document): Validator {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true, allowUnionTypes: true })
  formats.default(ajv)
  // Words of OpenAPI that say nothing about validity; extensions are ours.
  ajv.addVocabulary(['example', 'xml', 'externalDocs', 'discriminator'])
  for (const keyword of extensionKeywords(document)) ajv.addKeyword({ keyword })
  ajv.addSchema(document as object, 'bundle', false, false)
  const compiled = new Map<string, ValidateFunction>()

  return {
    problems(schema, value) {
      const validate = compiled.get(schema) ?? ajv.compile({ $ref: `bundle#${encodeURI(schema)}` })
      compiled.set(schema, validate)
      validate(value)
      return (validate.errors ?? []).map(
        ({ instancePath, message }) => `${instancePath || 'the value'} ${message}`,
      )
    },
  }
}

function extensionKeywords(document: Document): Set<string> {
  const keys = JSON.stringify(document).match(/"x-[A-Za-z-]+"(?=:)/g) ?? []
  return new Set(keys.map((key) => key.slice(1, -1)))
}
