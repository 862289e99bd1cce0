/** Calls a provider's built client by operation, as the suite needs it: every operation, without knowing any. */
import { exampleQuery, type Model, type OperationModel } from '@parlance/compiler'

interface Outcome {
  data: unknown
  error: { status?: number; body?: unknown; kind: string; operation: string; message: string } | undefined
  response: Response | undefined
}

interface Options {
  headers?: Record<string, string>
}

/** A call of any client. */
export interface AnyCall extends PromiseLike<unknown> {
  safe(): Promise<Outcome>
}

export interface AnyClient {
  /** Calls an operation with the spec's own examples as arguments. */
  call(operation: OperationModel, options?: Options): AnyCall
}

type Methods = Record<string, Record<string, (...args: unknown[]) => AnyCall>>

/** A client of the given provider, with every option set to an example. */
export async function clientOf(
  { provider, clientParameters, credentials }: Model,
  origin: string,
): Promise<AnyClient> {
  const { createClient } = (await import(`@parlance/${provider}`)) as {
    createClient: (options: object) => Methods
  }
  const options = [
    ...clientParameters.map(({ option, example }) => [option, String(example)]),
    ...credentials.map(({ option }) => [option, 'a-token']),
  ]
  // Every declared error is asked for, so nothing may be tried again or held back.
  const client = createClient({ origin, retry: false, rateLimit: false, ...Object.fromEntries(options) })
  return {
    call: (operation, callOptions) =>
      client[operation.id.split('.')[0]!]![operation.verb]!(...exampleArguments(operation), callOptions),
  }
}

function exampleArguments(operation: OperationModel): unknown[] {
  const { args, body, query } = operation
  const path = args.map(({ example }) => example)
  if (body) return [...path, body.example]
  return query.length === 0 ? path : [...path, exampleQuery(operation)]
}
