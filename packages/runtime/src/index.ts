export { json, jsonOrMultipart, multipart, urlEncoded } from './bodies.ts'
export type { EncodedBody, Encoder } from './bodies.ts'
export { call } from './call.ts'
export type { Call, DataWithResponse, Result } from './call.ts'
export {
  AbortError,
  ApiError,
  CallError,
  ConnectionError,
  DecodeError,
  TimeoutError,
  UsageError,
} from './errors.ts'
export type { TransportError } from './errors.ts'
export type { Attempt } from './errors.ts'
export type { CallEvent } from './events.ts'
export { isApiError } from './guards.ts'
export type { ApiErrorGuard, OperationError } from './guards.ts'
export { createKernel } from './kernel.ts'
export type { Kernel } from './kernel.ts'
export type { LimiterState, LimitState } from './limiter.ts'
export type { CallContext, Handler, Middleware, Reply } from './onion.ts'
export type { ApiDefinition, CredentialScheme, Operation, Paging, RateLimit } from './operation.ts'
export type { BodyCallOptions, CallOptions, HeaderOptions, KernelOptions, Supplier } from './options.ts'
export { list } from './paginate.ts'
export type { Page, PagedCall } from './paginate.ts'
export { createRaw } from './raw.ts'
export type { RawClient, RawInput } from './raw.ts'
export type { RateLimitOptions, RetryOptions } from './settings.ts'
export type { Token, TokenStore } from './tokens.ts'
export { tokenFlow } from './policies/token.ts'
export type { TokenFlow } from './policies/token.ts'
export type { TokenFlowSteps } from './token-flow.ts'
