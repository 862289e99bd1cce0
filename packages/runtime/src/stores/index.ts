/**
 * For stores that several processes share: the two hooks of the kernel, and what makes a limiter from a store.
 *
 * @packageDocumentation
 */
export { StoreError } from './errors.ts'
export type { StoreEvent } from './link.ts'
export { sharedLimits } from './shared-limits.ts'
export type { SharedLimitsOptions } from './shared-limits.ts'
export { grace, patience, settling } from './store.ts'
export type { Answer, Budget, Exchange, LimitStore, Since } from './store.ts'
export { within } from './time-limit.ts'
export type { Token, TokenStore } from '../tokens.ts'
