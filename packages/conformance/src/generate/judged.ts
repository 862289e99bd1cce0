/** Values of which a judge says that they satisfy their schema. */
import type { Document } from '@parlance/compiler'
import * as fc from 'fast-check'
import type { Validator } from '../validator.ts'
import type { Schema } from './schema.ts'
import { type MakeOptions, valuesFor } from './values.ts'

/** A schema and where it stands in the bundle. */
export interface Placed {
  readonly schema: Schema
  /** JSON Pointer. */
  readonly pointer: string
}

/** How many values are made to see whether a schema can be satisfied by what the generator makes. */
const tries = 100

/**
 * Values that satisfy a schema in the eyes of a judge who knows nothing of the generator.
 *
 * @throws Error when no value can be made: a schema that nothing satisfies, or a generator that cannot do it. Both are to
 *   be mended, so neither is passed over.
 */
export function judgedValues(
  { schema, pointer }: Placed,
  validator: Validator,
  options: Omit<MakeOptions, 'document'> & { readonly document: Document },
): fc.Arbitrary<unknown> {
  const values = valuesFor(schema, options)
  const isValid = (value: unknown) => validator.problems(pointer, value).length === 0
  const sample = values ? fc.sample(values, { numRuns: tries, seed: 1 }) : []
  if (!values || !sample.some(isValid)) {
    const [first] = sample
    const why = values
      ? `${JSON.stringify(first)}: ${validator.problems(pointer, first).join('; ')}`
      : 'it allows none'
    throw new Error(`No value can be made for the schema at ${pointer}: ${why}.`)
  }
  return values.filter(isValid)
}
