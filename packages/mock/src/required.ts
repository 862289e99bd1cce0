/** Filters of which one must be given: `x-required-parameters`, which a schema cannot say. */
import type { ParsedUrlQuery } from 'node:querystring'
import type { OperationObject } from './document.ts'

/** At least one of these query parameters must be there, always or when another one is. */
export interface RequiredParameters {
  readonly anyOf: readonly string[]
  /** The parameter that makes the rule apply; `meta.*` is any with that prefix. */
  readonly when?: string
}

export function readRequiredParameters(operation: OperationObject): readonly RequiredParameters[] {
  return operation['x-required-parameters'] ?? []
}

/** What is missing from a query, in words, or `undefined` when nothing is. */
export function missingParameters(
  rules: readonly RequiredParameters[],
  query: ParsedUrlQuery,
): string | undefined {
  const names = Object.keys(query)
  const broken = rules.find(
    ({ anyOf, when }) => applies(when, names) && !anyOf.some((name) => names.includes(name)),
  )
  return broken && `at least one of the query parameters ${broken.anyOf.join(', ')} is required`
}

function applies(when: string | undefined, names: string[]): boolean {
  if (when === undefined) return true
  return when.endsWith('*') ? names.some((name) => name.startsWith(when.slice(0, -1))) : names.includes(when)
}
