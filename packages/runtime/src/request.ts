import { json } from './bodies.ts'
import { mustBe } from './errors.ts'
import type { ApiDefinition, Operation } from './operation.ts'
import type { BodyCallOptions, ClientFields } from './options.ts'
import { mergeHeaders, type PreparedRequest, writePath, writeQuery } from './serialize.ts'

/** The arguments of one call, by their place in the request. */
export interface CallInput {
  readonly path: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>> | undefined
  readonly body?: unknown
  readonly options?: BodyCallOptions<unknown> | undefined
}

/** Builds the request of a call from its operation and arguments, and from what the client contributes to each. */
export function buildRequest(
  { clientParameters }: ApiDefinition,
  options: ClientFields,
  servers: readonly string[],
  operation: Operation,
  input: CallInput,
): PreparedRequest {
  const valueOf = (name: string): string => {
    const option = clientParameters[name]
    const value = input.path[name] ?? (option && options[option])
    if (isUsable(value)) return String(value)
    throw mustBe(option ?? name, 'a number or a text', JSON.stringify(value), operation.id)
  }
  const { encode = json, contentType, shape = (query) => query, server = 0, path } = operation
  const { body, type } = encode(input.body, contentType)
  return {
    url: servers[server] + writePath(path, valueOf) + writeQuery(shape(input.query ?? {})),
    headers: mergeHeaders(
      { accept: operation.accept ?? 'application/json', 'content-type': type },
      options.headers,
      input.options?.headers,
    ),
    body,
  }
}

/** A missing value would leave the template in the URL, and a dot segment would leave the resource. */
function isUsable(value: unknown): value is string | number | bigint {
  return (
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    (typeof value === 'string' && !/^\.{0,2}$/.test(value))
  )
}
