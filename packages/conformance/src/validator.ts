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
  for (const keyword of silentKeywords(document)) ajv.addKeyword({ keyword })
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

/**
 * Words that say nothing about validity: OpenAPI's own, every extension, and the keys of the document itself, which is
 * added whole so that references work.
 */
function silentKeywords(document: Document): Set<string> {
  const extensions = JSON.stringify(document).match(/"x-[A-Za-z-]+"(?=:)/g) ?? []
  const openapi = ['example', 'xml', 'externalDocs', 'discriminator']
  return new Set([...openapi, ...Object.keys(document), ...extensions.map((key) => key.slice(1, -1))])
}
