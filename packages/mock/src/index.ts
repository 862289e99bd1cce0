/**
 * A contract mock server for every Parlance provider, on one port.
 *
 * @packageDocumentation
 */
export { MockError, type MockErrorCode } from './errors.ts'
export type { ClientCredentials } from './auth/desk.ts'
export type { Faults, Latency } from './faults/faults.ts'
export type { Fallback } from './host.ts'
export { createMock, type Mock, type MockOptions, type ServedProvider } from './mock.ts'
export { createProxy, type Proxy, type ProxyOptions } from './proxy/proxy.ts'
export type { Finding } from './proxy/finding.ts'
export type { Summary } from './proxy/tally.ts'
export type { Reload } from './slot.ts'
