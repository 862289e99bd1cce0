import { type Call, call } from './call.ts'
import type { ApiError } from './errors.ts'
import type { Kernel } from './kernel.ts'
import type { Operation } from './operation.ts'
import type { CallOptions } from './options.ts'

/** What a raw request is made from. */
export interface RawInput extends CallOptions {
  /** Values for the `{…}` in the path. Those that are client options need not be given. */
  path?: Readonly<Record<string, string | number>> | undefined
  query?: Readonly<Record<string, unknown>> | undefined
  /** Sent as JSON. */
  body?: unknown
}

type RawMethod = <Data = unknown>(path: string, input?: RawInput) => Call<Data, ApiError>

/**
 * Calls paths that the spec does not have, through the same onion as every other call. Limits and checks that belong to
 * single operations do not concern it.
 *
 * @example
 * const data = await chitchats.raw.GET('/clients/{client_id}/new-thing', { query: { limit: 5 } })
 */
export type RawClient = Readonly<Record<Operation['method'], RawMethod>>

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

/** Makes the raw client of a kernel. */
export function createRaw(kernel: Kernel): RawClient {
  const entries = methods.map((method) => [method, rawMethod(kernel, method)] as const)
  return Object.fromEntries(entries) as RawClient
}

function rawMethod(kernel: Kernel, method: Operation['method']): RawMethod {
  return (path, { path: values = {}, query, body, ...options } = {}) => {
    const operation: Operation = {
      id: `${method} ${path}`,
      method,
      path,
      args: Object.keys(values),
      input: 'body',
    }
    return call(kernel, operation, [...Object.values(values), body, { ...options, query }])
  }
}
