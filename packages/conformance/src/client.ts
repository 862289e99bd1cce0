/** Calls a provider's built client by operation, as the suite needs it: every operation, without knowing any. */
import { exampleQuery, type Model, type OperationModel } from '@parlance/compiler'

export interface CallOutcome {
  data: unknown
  error: { status?: number; body?: unknown; kind: string; operation: string; message: string } | undefined
  response: Response | undefined
}

export interface AnyCallOptions {
  headers?: Record<string, string>
  query?: unknown
  signal?: AbortSignal
  deadline?: number
}

/** A call of any client; those of lists are more. */
export interface AnyCall extends PromiseLike<unknown> {
  safe(): Promise<CallOutcome>
}

/** A call of a list. */
export interface AnyList extends AnyCall, AsyncIterable<unknown> {
  pages(): AsyncIterable<{ items: unknown[]; data: unknown }>
  take(count: number): AsyncIterable<unknown>
  prefetch(): AnyList
}

/** What a call is given, by what it is. */
export interface CallValues {
  path: Readonly<Record<string, unknown>>
  query: Readonly<Record<string, unknown>> | undefined
  body: unknown
}

/** Options of any client. */
export interface AnyClientOptions {
  fetch?: (url: string, init: RequestInit) => Promise<Response>
  retry?: object | false
  rateLimit?: object | false
  [option: string]: unknown
}

export interface AnyClient {
  /** Calls an operation, with the spec's own examples as arguments unless others are given. */
  call(operation: OperationModel, options?: AnyCallOptions, values?: CallValues): AnyCall
  /** Where its budgets stand. */
  limits?(): { limits: { name: string; limit: number; window: number; used: number; wait: number }[] }
}

type Methods = Record<string, Record<string, (...args: unknown[]) => AnyCall>> & Pick<AnyClient, 'limits'>

/** A client of the given provider, with every option set to an example. */
export async function clientOf(
  { provider, clientParameters, credentials }: Model,
  origin: string,
  more: AnyClientOptions = {},
): Promise<AnyClient> {
  const { createClient } = (await import(`@parlance/${provider}`)) as {
    createClient: (options: object) => Methods
  }
  const options = [
    ...clientParameters.map(({ option, example }) => [option, String(example)]),
    ...credentials.map(({ option }) => [option, 'a-token']),
  ]
  // Every declared error is asked for, so nothing may be tried again or held back.
  const client = createClient({
    origin,
    retry: false,
    rateLimit: false,
    ...Object.fromEntries(options),
    ...more,
  })
  return {
    call: (operation, callOptions, values = examplesOf(operation)) =>
      client[operation.id.split('.')[0]!]![operation.verb]!(...positional(operation, values, callOptions)),
    ...(client.limits && { limits: () => client.limits!() }),
  }
}

/** The arguments of a call in their order: path, body or else query, options. */
function positional(
  operation: OperationModel,
  values: CallValues,
  options: AnyCallOptions | undefined,
): unknown[] {
  const path = operation.args.map(({ name }) => values.path[name])
  const { query } = values
  if (operation.body) return [...path, values.body, query ? { ...options, query } : options]
  return operation.query.length === 0 ? [...path, options] : [...path, query, options]
}

/** The spec's own examples. */
export function examplesOf(operation: OperationModel): CallValues {
  return {
    path: Object.fromEntries(operation.args.map(({ name, example }) => [name, example])),
    query: operation.body ? undefined : exampleQuery(operation),
    body: operation.body?.example,
  }
}
