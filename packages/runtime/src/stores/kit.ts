/**
 * For authors of stores: what a store must do, as checks that need no test framework, and a store that does it.
 *
 * @packageDocumentation
 */
export { memoryStore } from './memory.ts'
export { limitStoreChecks } from './checks-limits.ts'
export { tokenStoreChecks } from './checks-tokens.ts'
export type { StoreCheck } from './check.ts'
