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

/** A call that did not succeed. `kind` tells the five ways apart. */
export abstract class CallError extends Error {
  abstract readonly kind: 'api' | 'timeout' | 'connection' | 'abort' | 'decode'
  readonly operation: string
  readonly request: { readonly method: string; readonly url: string }
  /** What was tried, the last attempt last. Empty when nothing was sent. */
  readonly attempts: readonly Attempt[]

  constructor(summary: CallSummary, message: string, options?: ErrorOptions) {
    super(`${summary.operation} ${message}`, options)
    this.operation = summary.operation
    this.attempts = summary.attempts ?? []
    this.request = { method: summary.method, url: summary.url }
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
  readonly status: Status
  /** The decoded error body, as the provider sent it. */
  readonly body: Body
  /** The response; its body has been read. */
  readonly response: Response
  /** The provider's id of the request, where it sends one. */
  readonly requestId: string | undefined
  /** Seconds the provider asks to wait before the next request (`Retry-After`). */
  readonly retryAfter: number | undefined

  constructor(summary: CallSummary & { readonly operation: Operation }, failure: ApiFailure<Body, Status>) {
    const { response } = failure
    const sentence = failure.message === undefined ? '' : `: ${failure.message}`
    super(
      summary,
      `failed with ${response.status}${response.statusText && ` ${response.statusText}`}${sentence}`,
    )
    this.status = failure.status
    this.body = failure.body
    this.response = response
    this.requestId = failure.requestId
    this.retryAfter = failure.retryAfter
  }
}

/** What an {@link ApiError} is made from. */
export interface ApiFailure<Body, Status extends number> {
  readonly status: Status
  readonly body: Body
  readonly response: Response
  /** The provider's own sentence, where the body has one. */
  readonly message: string | undefined
  readonly requestId: string | undefined
  readonly retryAfter: number | undefined
}

/** An attempt took longer than `timeout`, or the call with all its attempts and waits longer than `deadline`. */
export class TimeoutError extends CallError {
  override readonly name = 'TimeoutError'
  readonly kind = 'timeout'
  /** Which limit was exceeded: that of an attempt or that of the whole call. */
  readonly limit: 'timeout' | 'deadline'
  /** The limit, in milliseconds. */
  readonly milliseconds: number

  constructor(summary: CallSummary, limit: 'timeout' | 'deadline', milliseconds: number) {
    const what = limit === 'timeout' ? 'got no complete response within' : 'could not succeed within'
    super(summary, `${what} ${milliseconds} ms. Raise \`${limit}\` if it may take longer.`)
    this.limit = limit
    this.milliseconds = milliseconds
  }
}

/** No response came: name resolution, connection, TLS, or the connection broke while the body was read. */
export class ConnectionError extends CallError {
  override readonly name = 'ConnectionError'
  readonly kind = 'connection'

  constructor(summary: CallSummary, cause: unknown) {
    super(summary, `could not reach ${new URL(summary.url).host}: ${reason(cause)}`, { cause })
  }
}

/** The caller's `signal` was aborted. `cause` is the signal's reason. */
export class AbortError extends CallError {
  override readonly name = 'AbortError'
  readonly kind = 'abort'

  constructor(summary: CallSummary, cause: unknown) {
    super(summary, 'was aborted by its signal', { cause })
  }
}

/** A success response whose body is not what its media type or the contract says. */
export class DecodeError extends CallError {
  override readonly name = 'DecodeError'
  readonly kind = 'decode'
  /** The response; its body has been read. */
  readonly response: Response

  constructor(summary: CallSummary, response: Response, message: string, options?: ErrorOptions) {
    super(summary, `got ${response.status} with a body that cannot be used: ${message}`, options)
    this.response = response
  }
}

/** A call or client was set up wrongly; nothing was sent. */
export class UsageError extends TypeError {
  override readonly name = 'UsageError'
}

/** Every way a call can fail besides an error answer of the provider. */
export type TransportError = TimeoutError | ConnectionError | AbortError | DecodeError

/** The innermost useful sentence: `fetch failed` hides the real one in `cause`. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.cause instanceof Error) return reason(error.cause)
  return error.message || error.name
}
