/** The errors of a provider by status, for readers: from the same responses that the mock sends. */
import { STATUS_CODES } from 'node:http'
import type { Evidence } from '../document.ts'
import {
  type ErrorExample,
  type ErrorModel,
  type Model,
  type OperationModel,
  operationsOf,
} from '../model.ts'
import type { Header } from './asked.ts'

/** Everything a provider means by one status. */
export interface ErrorEntry {
  status: number
  /** What HTTP calls it: `Not Found`. */
  reason: string
  /** What it means, the most usual first. */
  meanings: ErrorMeaning[]
  /** Distinct bodies. */
  examples: ShownError[]
  /** Names of the headers that may come with it. */
  headers: string[]
  /** Operations that declare it, in the order of the docs. */
  operations: OperationModel[]
  /** Those whose calls the client sends again after it, among them; among all, where none declares it. */
  resent: OperationModel[]
  /** Whether a token that the client made itself is renewed after it, and the call replayed. */
  renews: boolean
}

export interface ErrorMeaning {
  description: string
  evidence: Evidence | undefined
  /** Type of the body. */
  type: string
  /** Name of the schema of the body in the bundle, where it is a component. */
  schema: string | undefined
  mediaType: string | undefined
  /** Operations that mean it; none for what the provider answers whatever is asked. */
  operations: OperationModel[]
}

/** An error body with the way to get it from the mock. */
export interface ShownError extends ErrorExample {
  /** The operation to ask; missing where the provider has none. */
  operation: OperationModel | undefined
  /** What to send with its request. Missing where the mock sends another body of this status first. */
  ask: Header | undefined
}

/** Statuses after which sending again may help, apart from 429; what the retry policy of the kernel does. */
const passing: ReadonlySet<number> = new Set([408, 500, 502, 503, 504])

/** Whether the client sends a call again after a status: always after 429, else where that can do no harm. */
export function resends(status: number, { retrySafety }: Pick<OperationModel, 'retrySafety'>): boolean {
  return status === 429 || (passing.has(status) && retrySafety !== 'unsafe')
}

/** Every status that a provider documents, in ascending order. */
export function errorCatalogue(model: Model): ErrorEntry[] {
  const all = [
    ...operationsOf(model).flatMap((operation) => operation.errors.map((error) => ({ error, operation }))),
    ...model.refusals.map((error) => ({ error, operation: undefined })),
  ]
  const byStatus = Map.groupBy(all, ({ error }) => error.status)
  return [...byStatus].map(([status, same]) => entryOf(model, status, same)).toSorted(byNumber)
}

interface Declared {
  error: ErrorModel
  /** Missing for what the provider answers whatever is asked. */
  operation: OperationModel | undefined
}

function entryOf(model: Model, status: number, same: Declared[]): ErrorEntry {
  const operations = same.flatMap(({ operation }) => operation ?? [])
  return {
    status,
    reason: STATUS_CODES[status] ?? '',
    meanings: meaningsOf(same),
    examples: examplesOf(model, same),
    headers: [...new Set(same.flatMap(({ error }) => error.headers))],
    operations,
    resent: (operations.length > 0 ? operations : operationsOf(model)).filter((one) => resends(status, one)),
    renews: model.credentials.some(({ flow }) =>
      (flow?.kernel['expiredStatuses'] as number[] | undefined)?.includes(status),
    ),
  }
}

function meaningsOf(same: Declared[]): ErrorMeaning[] {
  const key = ({ error: { description, evidence, type } }: Declared) =>
    JSON.stringify([description.trim(), evidence, type])
  const meanings = [...Map.groupBy(same, key).values()].map((alike) => {
    const { description, evidence, type, schema, mediaType } = alike[0]!.error
    const operations = alike.flatMap(({ operation }) => operation ?? [])
    return { description: description.trim(), evidence, type, schema, mediaType, operations }
  })
  return meanings.toSorted((a, b) => b.operations.length - a.operations.length)
}

function examplesOf(model: Model, same: Declared[]): ShownError[] {
  const shown = same.flatMap(({ error, operation }) =>
    error.examples.map((example, index) => ({ ...example, index, error, operation })),
  )
  const distinct = [...Map.groupBy(shown, ({ value }) => JSON.stringify(value)).values()]
  return distinct
    .toSorted((a, b) => b.length - a.length)
    .map((alike) => {
      const { name, summary, value, error } = alike[0]!
      const declared = alike.flatMap(({ operation }) => operation ?? [])
      const operation = simplest(declared) ?? simplest(operationsOf(model))
      // What no operation declares is a fault to the mock, which then sends its first example.
      const isFault = declared.length === 0
      const ask = isFault ? faultHeader(error.status) : preferHeader(error.status, name)
      return {
        name,
        summary,
        value,
        operation,
        ask: isFault && alike.every(({ index }) => index > 0) ? undefined : ask,
      }
    })
}

/** The header by which the mock answers with a status that the operation declares. */
function preferHeader(status: number, example?: string): Header {
  return ['Prefer', `code=${status}${example === undefined ? '' : `, example=${example}`}`]
}

/** The header by which the mock answers with a status that no operation declares. */
function faultHeader(status: number): Header {
  return ['x-parlance-fault', `error=${status}`]
}

/** The operation whose request is the shortest, and whose answer has a body. */
function simplest(operations: OperationModel[]): OperationModel | undefined {
  const effort = ({ method, args, body, query }: OperationModel) =>
    (method === 'HEAD' ? 1000 : 0) +
    (method === 'GET' ? 0 : 10) +
    (body ? 20 : 0) +
    args.length * 2 +
    query.filter(({ required }) => required).length
  return operations.toSorted((a, b) => effort(a) - effort(b))[0]
}

function byNumber(a: ErrorEntry, b: ErrorEntry): number {
  return a.status - b.status
}

/** The sentence in an error body, where the provider's errors have theirs. */
export function errorMessageOf(
  { errorMessage }: Pick<Model, 'errorMessage'>,
  body: unknown,
): string | undefined {
  const found = errorMessage.map((pointer) =>
    pointer
      .split('/')
      .slice(1)
      .reduce<unknown>((value, name) => (value as Record<string, unknown> | null | undefined)?.[name], body),
  )
  return found.find((value) => typeof value === 'string')
}

/** The words and numbers in an error body that programs compare: values of `code`, `error` and the like. */
export function errorCodesOf(body: unknown): string[] {
  if (typeof body !== 'object' || body === null) return []
  const codes = Object.entries(body).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value === 'object') return errorCodesOf(value)
    const isCode = /^(code|error|type|reason)$/i.test(name) && /^[\w.-]+$/.test(String(value))
    return isCode ? [String(value)] : []
  })
  return [...new Set(codes)]
}
