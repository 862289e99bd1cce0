import type { CheckError } from './checks.ts'
import type { LimitError } from './policies/limit-operations.ts'
import { retryAfter } from './retry-after.ts'
import type { StoreError } from './stores/errors.ts'

/** What every failed call tells, whatever went wrong. It never holds a header or body that was sent. */
export interface CallSummary {
  /** Operation id, `shipments.create`. */
  readonly operation: string
  readonly method: string
  /** URL without its query. */
  readonly url: string
  /** What was tried, the last attempt last. */
  readonly attempts?: readonly Attempt[]
}

/** One HTTP request of a call. */
export interface Attempt {
  /** When it began, in milliseconds since 1970. */
  readonly startedAt: number
  /** How long it took, its body included, in milliseconds. */
  readonly duration: number
  /** The status of its response, or the way it failed. */
  readonly outcome: number | 'timeout' | 'connection' | 'abort' | 'decode'
  /** Milliseconds waited after it, before the next. */
  wait?: number
}

/** A call that did not succeed. `kind` tells the ways apart. */
export abstract class CallError extends Error {
  abstract readonly kind: 'api' | 'timeout' | 'connection' | 'abort' | 'decode' | 'limit' | 'store' | 'check'
  declare readonly operation: string
  declare readonly request: { readonly method: string; readonly url: string }
  /** What was tried, the last attempt last. Empty when nothing was sent. */
  declare readonly attempts: readonly Attempt[]

  constructor(summary: CallSummary, message: string, details?: object, options?: ErrorOptions) {
    const { operation, attempts = [], method, url } = summary
    super(`${operation} ${message}`, options)
    Object.assign(this, { operation, attempts, request: { method, url } }, details)
  }
}

/** The provider answered with an error status. */
export class ApiError<
  Body = unknown,
  Status extends number = number,
  Operation extends string = string,
> extends CallError {
  override readonly name = 'ApiError'
  readonly kind = 'api'
  declare readonly operation: Operation
  declare readonly status: Status
  /** The decoded error body, as the provider sent it. */
  declare readonly body: Body
  /** The response; its body has been read. */
  declare readonly response: Response
  /** The provider's id of the request, where it sends one. */
  declare readonly requestId: string | undefined
  /** Seconds the provider asks to wait before the next request (`Retry-After`). */
  declare readonly retryAfter: number | undefined

  /**
   * @param message - The provider's own sentence, where the body has one.
   */
  constructor(
    summary: CallSummary & { readonly operation: Operation },
    response: Response,
    { message, ...details }: ApiFailure<Body>,
  ) {
    const { status, statusText, headers } = response
    const answer = [`${status} ${statusText}`.trim(), message].filter(Boolean).join(': ')
    super(summary, `failed with ${answer}`, { status, response, retryAfter: retryAfter(headers), ...details })
  }
}

/** What an {@link ApiError} is made from besides the response. */
export interface ApiFailure<Body> {
  readonly body: Body
  /** The provider's own sentence, where the body has one. */
  readonly message: string | undefined
  readonly requestId: string | undefined
}

/** An attempt took longer than `timeout`, or the call with all its attempts and waits longer than `deadline`. */
export class TimeoutError extends CallError {
  override readonly name = 'TimeoutError'
  readonly kind = 'timeout'
  /** Which limit was exceeded: that of an attempt or that of the whole call. */
  declare readonly limit: 'timeout' | 'deadline'
  /** The limit, in milliseconds. */
  declare readonly milliseconds: number

  constructor(summary: CallSummary, limit: 'timeout' | 'deadline', milliseconds: number) {
    super(summary, `took longer than its \`${limit}\` of ${milliseconds} ms`, {
      limit,
      milliseconds,
    })
  }
}

/** No response came: name resolution, connection, TLS, or the connection broke while the body was read. */
export class ConnectionError extends CallError {
  override readonly name = 'ConnectionError'
  readonly kind = 'connection'

  constructor(summary: CallSummary, cause: unknown) {
    super(summary, `could not reach ${new URL(summary.url).host}: ${reason(cause)}`, {}, { cause })
  }
}

/** The caller's `signal` was aborted. `cause` is the signal's reason. */
export class AbortError extends CallError {
  override readonly name = 'AbortError'
  readonly kind = 'abort'

  constructor(summary: CallSummary, cause: unknown) {
    super(summary, 'was aborted by its signal', {}, { cause })
  }
}

/** A success response whose body is not what its media type or the contract says. */
export class DecodeError extends CallError {
  override readonly name = 'DecodeError'
  readonly kind = 'decode'
  /** The response; its body has been read. */
  declare readonly response: Response

  constructor(summary: CallSummary, response: Response, message: string, options?: ErrorOptions) {
    super(
      summary,
      `got ${response.status} with a body that cannot be used: ${message}`,
      { response },
      options,
    )
  }
}

/** A call or client was set up wrongly; nothing was sent. */
export class UsageError extends TypeError {
  override readonly name = 'UsageError'
}

/**
 * The {@link UsageError} of an option or argument that cannot be used.
 *
 * @param value - What it is instead; never a secret.
 */
export function mustBe(name: string, expected: string, value: unknown, operation = ''): UsageError {
  return new UsageError(`${operation && `${operation}: `}\`${name}\` must be ${expected}, but is ${value}.`)
}

/** Every way a call can fail besides an error answer of the provider. */
export type TransportError =
  | TimeoutError
  | ConnectionError
  | AbortError
  | DecodeError
  | LimitError
  | StoreError
  | CheckError

/** The innermost useful sentence: `fetch failed` hides the real one in `cause`. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? reason(error.cause) : error.message || error.name
}
