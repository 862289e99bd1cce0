import { UsageError } from './errors.ts'
import { toForm } from './multipart.ts'
import type { ApiDefinition, Operation } from './operation.ts'
import type { BodyCallOptions, HeaderOptions } from './options.ts'
import { shapeQuery } from './query.ts'
import { prepare, type PreparedRequest } from './transport.ts'

/** The arguments of one call, by their place in the request. */
export interface CallInput {
  readonly path: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>> | undefined
  readonly body?: unknown
  readonly options?: BodyCallOptions<unknown> | undefined
}

type Fields = Readonly<Record<string, unknown>>

/** What a client contributes to each of its requests. */
export interface RequestSettings {
  readonly definition: ApiDefinition
  /** The client's options, among which are values for path parameters. */
  readonly fields: Fields
  readonly servers: readonly string[]
  readonly headers: HeaderOptions | undefined
}

/** Builds the request of a call from its operation and arguments. */
export function buildRequest(
  { definition, fields, servers, headers }: RequestSettings,
  operation: Operation,
  input: CallInput,
): Promise<PreparedRequest> {
  return prepare({
    method: operation.method,
    server: servers[operation.server ?? 0]!,
    path: operation.path,
    pathParams: pathParams(definition, operation, { ...clientParams(definition, fields), ...input.path }),
    query: shapeQuery(operation, input.query),
    body: toBody(operation, input.body),
    headers: [contentType(operation, input.body), headers, input.options?.headers],
  })
}

const multipart = 'multipart/form-data'

/** The media type of a body: that of the operation, or a form where files make one necessary and it takes one. */
function typeOfBody({ contentType, form }: Operation, body: unknown): string | undefined {
  return form && holdsFile(body) ? multipart : contentType
}

function holdsFile(body: unknown): boolean {
  if (body instanceof FormData || body instanceof Blob) return true
  return (
    typeof body === 'object' &&
    body !== null &&
    Object.values(body)
      .flat()
      .some((value) => value instanceof Blob)
  )
}

function toBody(operation: Operation, body: unknown): unknown {
  const isForm = typeOfBody(operation, body) === multipart && typeof body === 'object' && body !== null
  return isForm && !(body instanceof FormData) ? toForm(body) : body
}

/** A form names its own type, with its boundary. */
function contentType(operation: Operation, body: unknown): Record<string, string> {
  const type = typeOfBody(operation, body)
  return type === undefined || type === multipart ? {} : { 'content-type': type }
}

function clientParams({ clientParameters }: ApiDefinition, fields: Fields): Record<string, unknown> {
  const entries = Object.entries(clientParameters)
  return Object.fromEntries(entries.map(([parameter, option]) => [parameter, fields[option]]))
}

/** A missing value would leave the template in the URL, and a dot segment would leave the resource. */
function pathParams({ clientParameters }: ApiDefinition, { id, path }: Operation, values: Fields): Fields {
  for (const [, name = ''] of path.matchAll(/\{([^}]+)\}/g)) {
    const value = values[name]
    const usable = typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string'
    if (usable && !/^\.{0,2}$/.test(String(value))) continue
    const option = clientParameters[name]
    const missing = option ? `the client option \`${option}\`` : `a value for \`${name}\``
    throw new UsageError(`${id} needs ${missing}, but got ${JSON.stringify(value)}.`)
  }
  return values
}
