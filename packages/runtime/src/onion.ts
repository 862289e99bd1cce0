import type { RequestBody } from './bodies.ts'
import type { Attempt, CallSummary } from './errors.ts'
import type { Operation } from './operation.ts'
import type { CallInput } from './request.ts'
import type { RetrySettings } from './settings.ts'

/** A call on its way through the onion. Layers may change `url`, `headers` and `signal` before they call `next`. */
export interface CallContext {
  readonly operation: Operation
  /** The arguments, by their place in the request. */
  readonly input: CallInput
  url: string
  readonly method: string
  headers: Headers
  readonly body: RequestBody | undefined
  signal: AbortSignal | undefined
  /** Milliseconds per attempt. */
  readonly timeout: number
  /** Milliseconds for the whole call. */
  readonly deadline: number
  /** When the deadline is over, on the clock of `performance.now()`. */
  readonly deadlineAt: number
  /** How the call is retried; `false` for not at all. */
  readonly retry: RetrySettings | false
  /** What was tried so far, the last attempt last. */
  readonly attempts: Attempt[]
}

/** A response with its decoded body. The body of `response` has been read: use `data`. */
export interface Reply {
  readonly response: Response
  /** Parsed JSON, text, a file, or `undefined` when the response has no body. */
  readonly data: unknown
}

/** Takes a call to its reply. */
export type Handler = (call: CallContext) => Promise<Reply>

/**
 * A layer around every call. It may look at or change the call, send it on (once, again, or not at all) and look at
 * or replace the reply. An error response is a reply too; errors are thrown for it outside of all layers.
 *
 * @example
 * const traced: Middleware = (next) => async (call) => {
 *   call.headers.set('x-trace', crypto.randomUUID())
 *   return next(call)
 * }
 */
export type Middleware = (next: Handler) => Handler

/** Puts layers around a handler; the first layer is the outermost. */
export function compose(layers: readonly Middleware[], handler: Handler): Handler {
  return layers.reduceRight((next, layer) => layer(next), handler)
}

/** The part of a call that may appear in errors and logs: no query, no header, no body. */
export function summarize({ operation, method, url, attempts }: CallContext): CallSummary {
  return { operation: operation.id, method, url: url.replace(/\?.*/, ''), attempts }
}
