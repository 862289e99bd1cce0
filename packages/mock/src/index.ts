/**
 * A contract mock server for every Parlance provider, on one port.
 *
 * @packageDocumentation
 */
export { MockError, type MockErrorCode } from './errors.ts'
export type { ClientCredentials } from './auth/desk.ts'
export type { Delivery, Faults, Latency } from './faults/faults.ts'
export type { Fallback } from './host.ts'
export type { Fetch } from './inside/fetch.ts'
export { InputError, type Problem } from './input.ts'
export type { RecordedCall } from './journal/call.ts'
export { type Expectation, type NearMiss, VerificationError } from './journal/verify.ts'
export { createMock, type Mock, type ServedProvider } from './mock.ts'
export type { ClientTarget, MockSession, SessionInfo } from './session.ts'
export type { CallPattern, Misfit, RequestPattern } from './patterns/pattern.ts'
export { createProxy, type Proxy, type ProxyOptions } from './proxy/proxy.ts'
export type { Finding } from './proxy/finding.ts'
export type { Summary } from './proxy/tally.ts'
export type { Scenario } from './scenarios/handle.ts'
export type { ScenarioReply, ScenarioState } from './scenarios/scenarios.ts'
export type { MockOptions } from './settings.ts'
export type { Reload } from './slot.ts'
export type { CollectionInfo, PlannedTimer, SessionClock, SessionData, Snapshot } from './state/handle.ts'
export type { StateRecords } from './state/records.ts'
export type { StateOptions, WebhookListener, WorldRecords } from './state/options.ts'
export type { EventDelivery } from './webhooks/deliveries.ts'
export type { WebhookAttempt, WebhookOptions, WebhookReport } from './webhooks/options.ts'
