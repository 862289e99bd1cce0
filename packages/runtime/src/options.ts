import type { TokenStore } from './tokens.ts'
import type { CallEvent } from './events.ts'
import type { Middleware } from './onion.ts'
import type { RateLimitOptions, RetryOptions } from './settings.ts'

/** A value, or a function that gives it when it is needed: for secrets that rotate. */
export type Supplier<T> = T | (() => T | Promise<T>)

/** Headers to add to a request. `null` removes a header, `undefined` leaves it alone. */
export type HeaderOptions = Readonly<Record<string, string | null | undefined>>

/** Options every client takes, whatever its provider. */
export interface KernelOptions<Environment extends string = string> {
  /**
   * Which of the provider's servers to call.
   * @default 'production'
   */
  environment?: Environment | undefined
  /**
   * Replaces scheme and host of every server, keeping the path that follows; a prefix is allowed.
   * Use it for the mock (`http://127.0.0.1:4010/<provider>`) or a proxy.
   */
  origin?: string | URL | undefined
  /**
   * Milliseconds an attempt may take, from sending until its body is read. `Infinity` waits for ever.
   * @default 60_000
   */
  timeout?: number | undefined
  /**
   * Milliseconds a call may take over all its attempts and the waits between them.
   * @default Infinity
   */
  deadline?: number | undefined
  /** How failed calls are sent again; `false` for never. See {@link RetryOptions}. */
  retry?: RetryOptions | false | undefined
  /** Keeps the client within the provider's documented budgets; `false` for no limit. See {@link RateLimitOptions}. */
  rateLimit?: RateLimitOptions | false | undefined
  /**
   * Refuses what breaks a rule that the provider documents beyond doubt, before it is sent: the call then fails with a
   * `CheckError`. `false` sends it all the same, for when a rule has been changed.
   * @default true
   */
  checks?: boolean | undefined
  /** Keeps access tokens that the client makes itself. Default: the memory of this client. See {@link TokenStore}. */
  tokenStore?: TokenStore | undefined
  /** Is told of every attempt, wait and warning. See {@link CallEvent}. */
  observe?: ((event: CallEvent) => void) | undefined
  /** Headers for every request of this client. */
  headers?: HeaderOptions | undefined
  /**
   * Sends a request. It is called like the global function, with a URL and options.
   * @default globalThis.fetch
   */
  fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined
  /**
   * Silences the warning about a secret that is used in a web page.
   * @default false
   */
  allowInPage?: boolean | undefined
  /** Your own layers around every call, the first outermost. See {@link Middleware}. */
  middleware?: readonly Middleware[] | undefined
}

/** The options of a client with those of its provider: credentials, and values for path parameters. */
export type ClientFields = KernelOptions & Readonly<Record<string, unknown>>

/** Options of a single call. */
export interface CallOptions {
  /** Cancels the call; it then fails with an `AbortError`. */
  signal?: AbortSignal | undefined
  /** Milliseconds an attempt of this call may take. Default: the client's `timeout`. */
  timeout?: number | undefined
  /** Milliseconds this call may take in all. Default: the client's `deadline`. */
  deadline?: number | undefined
  /** How this call is sent again; `false` for never. Default: the client's `retry`. */
  retry?: RetryOptions | false | undefined
  /** Whether this call is checked before it is sent. Default: the client's `checks`. */
  checks?: boolean | undefined
  /** Headers for this call only. */
  headers?: HeaderOptions | undefined
}

/** Options of a call whose operation takes a body: the query, if any, stands here. */
export interface BodyCallOptions<Query = never> extends CallOptions {
  query?: Query | undefined
}
