/** Reads what people ask of a running mock, and says what is wrong with it. */
import type { ErrorObject, SchemaObject } from 'ajv/dist/2020.js'
import { closest } from './closest.ts'
import { pointer } from './document.ts'
import { MockError } from './errors.ts'
import { createAjv } from './judge/compile.ts'

/** One mistake in an input. */
export interface Problem {
  /** JSON Pointer to where it is; empty for the whole input. */
  readonly pointer: string
  readonly message: string
}

/** What was asked for cannot be understood. */
export class InputError extends MockError {
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super('bad-input', problems.map(lineOf).join('; ').replace(/[^?]$/, '$&.'))
    this.name = 'InputError'
    this.problems = problems
  }
}

function lineOf({ pointer, message }: Problem): string {
  return `${pointer || 'it'} ${message}`
}

/** Gives a value its type when it keeps to a schema. Throws an InputError with everything that is wrong. */
export type Reader<T> = (value: unknown) => T

export interface ReaderOptions {
  /** Whether numbers arrive as text, as in a query. The value is changed in place. */
  readonly isText?: boolean
}

/** A reader that is made when it is first needed. */
export function createReader<T>(schema: SchemaObject, options: ReaderOptions = {}): Reader<T> {
  let validate: ReturnType<ReturnType<typeof createAjv>['compile']> | undefined
  return (value) => {
    validate ??= createAjv({ verbose: true, coerceTypes: options.isText ?? false }).compile(schema)
    if (validate(value)) return value as T
    throw new InputError((validate.errors ?? []).map(toProblem))
  }
}

function toProblem({ keyword, instancePath, params, parentSchema, message = '' }: ErrorObject): Problem {
  if (keyword === 'additionalProperties') {
    const name = String(params['additionalProperty'])
    const known = Object.keys((parentSchema?.['properties'] as object | undefined) ?? {})
    return { pointer: pointer(instancePath, name), message: `is not known here${hint(name, known)}` }
  }
  if (keyword === 'required') {
    return { pointer: pointer(instancePath, String(params['missingProperty'])), message: 'is missing' }
  }
  const allowed = params['allowedValues'] as string[] | undefined
  return { pointer: instancePath, message: allowed ? `${message}: ${allowed.join(', ')}` : message }
}

function hint(name: string, known: readonly string[]): string {
  if (known.length === 0) return ''
  const meant = closest(name, known)
  return meant === undefined ? `; there are ${known.join(', ')}` : `; did you mean "${meant}"?`
}
