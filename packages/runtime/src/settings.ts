import type { Limiter } from './limiter.ts'
import type { RateLimit } from './operation.ts'

/**
 * How failed calls are sent again. What may be sent again follows from the spec: 429 always, since the provider refused
 * it; 408, 5xx and broken connections only for operations that may act twice without harm.
 */
export interface RetryOptions {
  /**
   * How many times a call is sent at most.
   * @default 3
   */
  attempts?: number | undefined
  /**
   * Milliseconds: the first wait is a random part of it, and each further one of twice as much.
   * @default 500
   */
  baseDelay?: number | undefined
  /**
   * Milliseconds: no wait of our own choice is longer.
   * @default 8_000
   */
  maxDelay?: number | undefined
  /**
   * Milliseconds: a provider that asks to wait longer (`Retry-After`) is not waited for.
   * @default 300_000
   */
  maxRetryAfter?: number | undefined
}

/** Retry options with their defaults. */
export type RetrySettings = Required<{ [Name in keyof RetryOptions]: NonNullable<RetryOptions[Name]> }>

/** How the client keeps within the provider's budgets. */
export interface RateLimitOptions {
  /**
   * How many requests may be under way at once.
   * @default Infinity
   */
  concurrency?: number | undefined
  /**
   * The part of each documented budget that this client may use, for when several share an account.
   * @default 1
   */
  share?: number | undefined
  /**
   * Milliseconds that a call without a deadline waits for the budget of its own operation; if it would take longer, the
   * call fails at once with a `LimitError`. With a deadline, the deadline decides.
   * @default 300_000
   */
  maxWait?: number | undefined
  /**
   * Keeps the budgets together with other processes: `sharedLimits(store)` of `@parlance/runtime/stores`, or a package
   * that has a store, such as `@parlance/redis`. Default: this client counts for itself.
   */
  shared?: SharedLimits | undefined
}

/**
 * Makes the limiter of one client whose budgets are kept together with other processes. The kernel calls it once.
 *
 * @param limits - The documented budgets for all of the client's requests.
 * @param options - The client's `rateLimit`.
 */
export type SharedLimits = (limits: readonly RateLimit[], options: RateLimitOptions) => Limiter
