/** The seam to Ajv: from a schema of the document to a function that finds violations. */
import { Ajv2020, type ErrorObject, type Options } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { type OpenApiDocument, resolve } from '../document.ts'
import { expressionOf } from '../expression.ts'
import { isDateTime } from './formats.ts'
import { type Direction, viewOf } from './view.ts'
import type { Violation } from './violations.ts'

/** What is wrong with a value; empty when nothing is. */
export type Check = (value: unknown) => readonly Violation[]

export interface Compilers {
  /** For JSON: a number is a number. */
  exact(schema: unknown): Check
  /** For what arrives as text: `"5"` is an integer too. The value is changed in place. */
  coercing(schema: unknown): Check
}

const none: readonly Violation[] = []

/** Ajv wants to know how to write it in code of its own, which it does not write here. */
const regExp = Object.assign((pattern: string, flags: string) => expressionOf(pattern, flags), {
  code: 'new RegExp',
})

/** Beyond so many decimals, 0.3 is three times 0.1. */
const decimals = 9

/** An Ajv as the mock judges with: lenient about the schema, strict about the value, and it tells all violations. */
export function createAjv(options: Options): Ajv2020 {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    addUsedSchema: false,
    logger: false,
    // A value without "constructor" has none, whatever its prototype has.
    ownProperties: true,
    multipleOfPrecision: decimals,
    code: { regExp },
    ...options,
  })
  formats.default(ajv)
  return ajv.addFormat('date-time', isDateTime)
}

/** Compilers for one direction. Schemas are compiled when they are first asked for, and shared by all that refer to them. */
export function createCompilers(document: OpenApiDocument, direction: Direction): Compilers {
  return {
    exact: createCompiler(document, direction, false),
    coercing: createCompiler(document, direction, true),
  }
}

function createCompiler(
  document: OpenApiDocument,
  direction: Direction,
  coerceTypes: boolean,
): (schema: unknown) => Check {
  let ajv: Ajv2020 | undefined
  const names = new Map<string, string>()
  const waiting: string[] = []
  const nameOf = (reference: string) => {
    const known = names.get(reference)
    if (known !== undefined) return known
    const name = `contract:${names.size}`
    names.set(reference, name)
    waiting.push(reference)
    return name
  }
  const options = { document, direction, nameOf }
  return (schema) => {
    // Schemas are checked when a bundle is assembled or loaded, not at every first use.
    ajv ??= createAjv({ coerceTypes, validateSchema: false })
    const view = viewOf(schema, options)
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const target = resolve<object>(document, { $ref: next })
      ajv.addSchema(viewOf(target, options) as object, names.get(next)!)
    }
    const validate = ajv.compile(view as object | boolean)
    return (value) => (validate(value) ? none : (validate.errors ?? []).map(toViolation))
  }
}

function toViolation({ instancePath, message = '', params }: ErrorObject): Violation {
  return {
    path: instancePath.split('/').filter((part) => part !== ''),
    message: `${message}${detail(params)}`,
  }
}

/** What the message leaves out. */
function detail(params: Record<string, unknown>): string {
  const { allowedValues, additionalProperty, unevaluatedProperty } = params
  if (Array.isArray(allowedValues)) return `: ${allowedValues.join(', ')}`
  if (additionalProperty !== undefined) return `; found '${String(additionalProperty)}'`
  return unevaluatedProperty === undefined ? '' : `: '${String(unevaluatedProperty)}'`
}
