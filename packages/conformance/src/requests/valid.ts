/** Valid requests to an operation. */
import type { Document } from '@parlance/compiler'
import * as fc from 'fast-check'
import { judgedValues } from '../generate/judged.ts'
import type { Validator } from '../validator.ts'
import type { ContractBody, ContractOperation, ContractParameter } from './contract.ts'
import type { Draft, DraftBody } from './draft.ts'
import { isJson } from './media.ts'

/** What requests are made from. */
export interface Material {
  readonly document: Document
  readonly validator: Validator
}

/** Whether a request is for a client to make: it then has the values that clients take, in the forms that they write. */
export interface ValidOptions {
  readonly mediaType?: string
  readonly isPlain?: boolean
}

/** Validator of a bundle → operation and options → drafts. To prepare them takes longer than to use them. */
const known = new WeakMap<Validator, Map<string, fc.Arbitrary<Draft>>>()

/** Drafts that keep to the contract in all that it says. */
export function validDrafts(
  operation: ContractOperation,
  material: Material,
  options: ValidOptions = {},
): fc.Arbitrary<Draft> {
  const drafts = known.get(material.validator) ?? new Map<string, fc.Arbitrary<Draft>>()
  known.set(material.validator, drafts)
  const key = `${operation.id} ${JSON.stringify(options)}`
  const made = drafts.get(key) ?? makeDrafts(operation, material, options)
  drafts.set(key, made)
  return made
}

function makeDrafts(
  operation: ContractOperation,
  material: Material,
  { mediaType, isPlain = false }: ValidOptions,
): fc.Arbitrary<Draft> {
  const bodies = operation.bodies.filter((body) => mediaType === undefined || body.mediaType === mediaType)
  const drafts = fc.record(
    {
      path: parametersIn('path', operation, material, isPlain),
      query: parametersIn('query', operation, material, isPlain),
      header: parametersIn('header', operation, material, true),
      body: bodiesOf(bodies, operation.isBodyRequired, material, isPlain),
    },
    { noNullPrototype: true },
  )
  return drafts.filter(({ query }) => hasNeeded(operation, query))
}

function parametersIn(
  where: ContractParameter['in'],
  { parameters, needsOneOf }: ContractOperation,
  material: Material,
  isPlain: boolean,
): fc.Arbitrary<Record<string, unknown>> {
  const own = parameters.filter((parameter) => parameter.in === where)
  const model = Object.fromEntries(
    own.map((parameter) => [parameter.name, valuesOf(parameter, material, isPlain)]),
  )
  const needed = needsOneOf.filter(({ when }) => when === undefined).map(({ anyOf }) => anyOf)
  const required = own.filter((parameter) => parameter.required || where === 'path').map(({ name }) => name)
  const record = (names: string[]) => fc.record(model, { requiredKeys: names, noNullPrototype: true })
  if (where !== 'query' || needed.length === 0) return record(required)
  return fc
    .tuple(...needed.map((names) => fc.constantFrom(...names)))
    .chain((names) => record([...new Set([...required, ...names])]))
}

function valuesOf(parameter: ContractParameter, { document, validator }: Material, isPlain: boolean) {
  const options = { document, direction: 'request', isPlain: isPlain || parameter.in === 'header' } as const
  const hasFormats = 'x-format-suffix' in document
  return judgedValues(parameter, validator, options).filter(
    (value) =>
      canBeSent(parameter, value) && !(hasFormats && parameter.in === 'path' && /\./.test(String(value))),
  )
}

/**
 * Whether a value can be told from none at all where it stands: an empty text or list in a query is as if it were not
 * there, and an empty segment, `.` and `..` lead elsewhere. Where paths may name a format, what stands behind a dot is one.
 */
function canBeSent({ in: where }: ContractParameter, value: unknown): boolean {
  if (where === 'header') return typeof value !== 'string' || (value !== '' && value.trim() === value)
  if (where === 'path') return !['', '.', '..'].includes(String(value))
  if (typeof value === 'string') return value !== ''
  if (Array.isArray(value)) return value.length > 0 && value.every((one) => one !== '')
  return typeof value !== 'object' || value === null || Object.values(value).every((one) => one !== '')
}

function bodiesOf(
  bodies: readonly ContractBody[],
  isRequired: boolean,
  { document, validator }: Material,
  isPlain: boolean,
): fc.Arbitrary<DraftBody | undefined> {
  if (bodies.length === 0) return fc.constant(undefined)
  const made = bodies.map((body) => {
    const isForm = !isJson(body.mediaType)
    const options = { document, direction: 'request', isPlain: isPlain || isForm } as const
    const values = judgedValues(body, validator, options).filter((value) => !isForm || isFormValue(value))
    return values.map((value): DraftBody => ({ mediaType: body.mediaType, value }))
  })
  const some = fc.oneof(...made)
  return isRequired ? some : fc.option(some, { nil: undefined, freq: 4 })
}

/** An empty list cannot be told from none in a form, and neither can an empty form from no body. */
function isFormValue(value: unknown): boolean {
  const fields = Object.values(value as object)
  return fields.length > 0 && fields.every((field) => !Array.isArray(field) || field.length > 0)
}

function hasNeeded({ needsOneOf }: ContractOperation, query: Draft['query']): boolean {
  const names = Object.keys(query)
  return needsOneOf.every(({ anyOf, when }) => {
    const applies = when === undefined || names.includes(when)
    return !applies || anyOf.some((name) => names.includes(name))
  })
}
