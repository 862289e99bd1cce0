/** Requests as the documentation shows them. */
import type { Document } from '@parlance/compiler'
import { follow, type Schema } from '../generate/schema.ts'
import { at } from '../pointer.ts'
import type { ContractBody, ContractOperation, ContractParameter } from './contract.ts'
import type { Draft, DraftBody } from './draft.ts'

/** The values that the documentation shows of the parameters in one place. */
export function documentedIn(
  place: ContractParameter['in'],
  document: Document,
  operation: ContractOperation,
): Record<string, unknown> {
  return valuesIn(place, document, operation, () => true)
}

/** The request that the documentation shows, with nothing in it that may be left out but its body. */
export function documentedDraft(document: Document, operation: ContractOperation): Draft {
  const always = operation.needsOneOf.filter(({ when }) => when === undefined)
  const needed = new Set(always.map(({ anyOf }) => anyOf[0]))
  return {
    path: documentedIn('path', document, operation),
    query: valuesIn('query', document, operation, ({ name, required }) => required || needed.has(name)),
    header: valuesIn('header', document, operation, ({ required }) => required),
    body: documentedBody(document, operation),
  }
}

function valuesIn(
  place: ContractParameter['in'],
  document: Document,
  { parameters }: ContractOperation,
  isMeant: (parameter: ContractParameter) => boolean,
): Record<string, unknown> {
  const shown = parameters
    .filter((parameter) => parameter.in === place && isMeant(parameter))
    .map(({ name, schema }) => [name, exampleOf(document, schema)] as const)
  return Object.fromEntries(shown.filter(([, value]) => value !== undefined))
}

function exampleOf(document: Document, schema: Schema): unknown {
  if (typeof schema === 'boolean') return undefined
  const { example, examples } = schema as { example?: unknown; examples?: unknown[] }
  if (example !== undefined) return example
  if (Array.isArray(examples)) return examples[0]
  const target = follow(document, schema)
  return target === schema ? undefined : exampleOf(document, target)
}

function documentedBody(document: Document, { bodies }: ContractOperation): DraftBody | undefined {
  for (const { mediaType, pointer, schema } of bodies) {
    const value = bodyExample(document, { mediaType, pointer, schema })
    if (value !== undefined) return { mediaType, value }
  }
  return undefined
}

interface Media {
  readonly example?: unknown
  readonly examples?: Readonly<Record<string, { readonly $ref?: string; readonly value?: unknown }>>
}

function bodyExample(document: Document, { pointer, schema }: ContractBody): unknown {
  const { example, examples = {} } = at(document, pointer.replace(/\/schema$/, '')) as Media
  if (example !== undefined) return example
  const [first] = Object.values(examples)
  if (!first) return exampleOf(document, schema)
  const shown =
    first.$ref === undefined ? first : (at(document, decodeURI(first.$ref.slice(1))) as Media & typeof first)
  return shown.value
}
