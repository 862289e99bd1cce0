/**
 * A contract mock server for every Parlance provider, on one port.
 *
 * @packageDocumentation
 */
export { MockError, type MockErrorCode } from './errors.ts'
export type { Fallback } from './host.ts'
export { createMock, type Mock, type MockOptions, type ServedProvider } from './mock.ts'
