import { ApiError, CallError, ConnectionError, UsageError } from './errors.ts'
import { type CallContext, compose, type Handler, type Reply, summarize } from './onion.ts'
import type { ApiDefinition, Operation } from './operation.ts'
import type { BodyCallOptions, KernelOptions, Supplier } from './options.ts'
import { toForm } from './multipart.ts'
import { at } from './pointer.ts'
import { auth } from './policies/auth.ts'
import { timeout } from './policies/timeout.ts'
import { shapeQuery } from './query.ts'
import { readReply } from './reply.ts'
import { retryAfter } from './retry-after.ts'
import { resolveServers } from './servers.ts'
import { prepare } from './transport.ts'

/** The arguments of one call, by their place in the request. */
export interface CallInput {
  readonly path: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>> | undefined
  readonly body?: unknown
  readonly options?: BodyCallOptions<unknown> | undefined
}

/** What makes calls: a provider's servers, the client's credentials and the onion. Its secrets are not reachable. */
export interface Kernel {
  readonly provider: string
  /** Makes a call; fails with a {@link CallError} unless the provider answers with success. */
  send(operation: Operation, input: CallInput): Promise<Reply>
}

const defaultTimeout = 60_000

/**
 * Makes a kernel.
 *
 * The onion, outermost first: the user's middleware, then
 * 1. auth: credentials are fetched anew for whatever is sent below;
 * 2. timeout: one attempt including its body.
 *
 * @throws {UsageError} when an option cannot be used.
 */
export function createKernel(definition: ApiDefinition, options: KernelOptions): Kernel {
  const servers = resolveServers(definition, options)
  const fields = options as Readonly<Record<string, unknown>>
  const credentials = fields as Readonly<Record<string, Supplier<string> | undefined>>
  const layers = [...(options.middleware ?? []), auth(definition.credentials, credentials), timeout]
  const handler = compose(layers, sender(options))

  return {
    provider: definition.provider,
    async send(operation, input) {
      const { options: callOptions = {} } = input
      const { url, headers, body } = await prepare({
        method: operation.method,
        server: servers[operation.server ?? 0]!,
        path: operation.path,
        pathParams: pathParams(definition, operation, { ...clientParams(definition, fields), ...input.path }),
        query: shapeQuery(operation, input.query),
        body: toBody(operation, input.body),
        headers: [contentType(operation), options.headers, callOptions.headers],
      })
      const reply = await handler({
        operation,
        url,
        method: operation.method,
        headers,
        body,
        signal: callOptions.signal,
        timeout: validTimeout(callOptions.timeout ?? options.timeout ?? defaultTimeout),
      })
      if (!reply.response.ok) throw apiError(definition, operation, url, reply)
      return reply
    },
  }
}

/** The heart of the onion: sends one request and reads its reply. */
function sender(options: KernelOptions): Handler {
  return async (call) => {
    // Looked up for each call, so that a replaced global (a test's interceptor) is seen.
    const fetch = options.fetch ?? globalThis.fetch
    const { url, method, headers, body, signal } = call
    try {
      const response = await fetch(url, { method, headers, body: body ?? null, signal: signal ?? null })
      return await readReply(response, call)
    } catch (error) {
      if (error instanceof CallError || signal?.aborted) throw error
      throw new ConnectionError(summarize(call), error)
    }
  }
}

function apiError(definition: ApiDefinition, operation: Operation, url: string, reply: Reply): ApiError {
  const { response, data } = reply
  const header = definition.requestIdHeader
  return new ApiError(summarize({ operation, method: operation.method, url } as CallContext), {
    status: response.status,
    body: data,
    response,
    message: definition.errorMessage
      .map((pointer) => at(data, pointer))
      .find((text) => typeof text === 'string'),
    requestId: (header && response.headers.get(header)) || undefined,
    retryAfter: retryAfter(response.headers.get('retry-after')),
  })
}

const multipart = 'multipart/form-data'

function toBody({ contentType: type }: Operation, body: unknown): unknown {
  const isForm =
    type === multipart && typeof body === 'object' && body !== null && !(body instanceof FormData)
  return isForm ? toForm(body) : body
}

/** A form names its own type, with its boundary. */
function contentType({ contentType: type }: Operation): Record<string, string> {
  return type === undefined || type === multipart ? {} : { 'content-type': type }
}

function clientParams(
  definition: ApiDefinition,
  fields: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const entries = Object.entries(definition.clientParameters)
  return Object.fromEntries(entries.map(([parameter, option]) => [parameter, fields[option]]))
}

/** A missing value would leave the template in the URL, and a dot segment would leave the resource. */
function pathParams(
  { clientParameters }: ApiDefinition,
  { id, path }: Operation,
  values: Record<string, unknown>,
): Record<string, unknown> {
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

function validTimeout(milliseconds: number): number {
  if (milliseconds > 0) return milliseconds
  throw new UsageError(
    `\`timeout\` must be a positive number of milliseconds or Infinity, but is ${milliseconds}.`,
  )
}
