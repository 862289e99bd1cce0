/** The parts of an OpenAPI 3.1 document that the compiler reads. */
import type { checkable, counted, evidenceLevels } from '@parlance/spec-rules/extensions'

export interface Reference {
  $ref: string
}

export interface Evidence {
  level: (typeof evidenceLevels)[number]
  source: string
  note?: string
}

export interface Schema {
  $ref?: string
  type?: string | string[]
  format?: string
  contentEncoding?: string
  contentMediaType?: string
  description?: string
  items?: Schema
  properties?: Record<string, Schema>
  additionalProperties?: boolean | Schema
  patternProperties?: Record<string, Schema>
  default?: unknown
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  pattern?: string
  example?: unknown
  examples?: unknown[]
  enum?: unknown[]
  const?: unknown
  required?: string[]
  allOf?: Schema[]
  oneOf?: Schema[]
  anyOf?: Schema[]
  'x-evidence'?: Evidence
  'x-link-target'?: string
  'x-client-check'?: ClientCheck | false
  'x-extensible-enum'?: (string | number)[]
}

/** What of a schema is so certain that a client refuses it before it is sent. */
export interface ClientCheck {
  keywords: (typeof checkable)[number][]
  rule?: string
  when?: string
  uncounted?: string
  grows?: string
  evidence: Evidence
}

export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header' | 'cookie'
  description?: string
  required?: boolean
  explode?: boolean
  schema?: Schema
  example?: unknown
  'x-client-option'?: string
}

export interface Example {
  summary?: string
  value?: unknown
}

export interface MediaType {
  schema?: Schema
  /** How the fields of a form are written. */
  encoding?: Record<string, { contentType?: string }>
  example?: unknown
  examples?: Record<string, Example | Reference>
}

export interface RequestBody {
  required?: boolean
  description?: string
  content: Record<string, MediaType>
}

export interface Response {
  description?: string
  content?: Record<string, MediaType>
  headers?: Record<string, unknown>
  'x-evidence'?: Evidence
}

export interface Server {
  url: string
  'x-environment'?: string
}

export interface PaginationExtension {
  style: 'page' | 'offset' | 'cursor' | 'link' | 'body-link'
  offsetParam?: string
  limitParam?: string
  nextLink?: string
  items: string
}

export interface WebhookSignature {
  header: string
  algorithm: 'hmac-sha1' | 'hmac-sha256'
  encoding: 'hex' | 'base64'
  prefix?: string
  secret: string
  timestamp?: { header: string; tolerance: number; signed: string }
  evidence: Evidence
}

export interface WebhookRetries {
  timeout?: number
  giveUpAfter?: number
  backoff?: 'fixed' | 'exponential'
  repeats?: number
  pause?: number
  evidence: Evidence
}

/** What webhooks say for themselves, or the root for all of them. */
export interface WebhookExtensions {
  'x-webhook-signature'?: WebhookSignature
  'x-webhook-retries'?: WebhookRetries
}

export interface OperationObject extends WebhookExtensions {
  operationId: string
  summary?: string
  description?: string
  deprecated?: boolean
  tags?: string[]
  externalDocs?: { url: string }
  parameters?: (Parameter | Reference)[]
  requestBody?: RequestBody | Reference
  responses: Record<string, Response | Reference>
  security?: Record<string, string[]>[]
  servers?: Server[]
  'x-evidence'?: Evidence
  'x-retry-safety'?: 'safe' | 'idempotent' | 'unsafe'
  'x-merge'?: 'shallow' | 'deep'
  'x-redoclyPagination'?: PaginationExtension
  'x-rate-limits'?: RateLimit[]
  'x-required-parameters'?: { anyOf: string[]; when?: string }[]
  'x-webhook-challenge'?: string
}

export const methods = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'] as const
export type Method = (typeof methods)[number]

export type PathItem = Partial<Record<Method, OperationObject>> & {
  parameters?: (Parameter | Reference)[]
  servers?: Server[]
}

export interface SecurityScheme {
  type: 'apiKey' | 'http' | 'oauth2' | 'openIdConnect' | 'mutualTLS'
  scheme?: string
  in?: 'header' | 'query' | 'cookie'
  name?: string
  description?: string
  flows?: { clientCredentials?: { tokenUrl: string } }
  'x-client-option'?: string
  'x-token-flow'?: TokenFlowExtension
}

export interface TokenFlowExtension {
  create?: string
  refresh?: string
  token?: string
  refreshToken?: string
  expiresAt?: string
  expiresIn?: string
  lifetime: number
  expiredStatuses: number[]
  credentials?: Record<string, string>
  scopes?: string[]
}

export interface RateLimit {
  name: string
  requests: number
  window: number
  scope: string[]
  /** `path:<parameter>`, `query:<parameter>` or `body:<JSON Pointer>`. */
  key?: string[]
  counts?: (typeof counted)[number]
  resetBy?: string
  callers?: string
  clientOption?: string
  evidence: Evidence
}

export interface Document extends WebhookExtensions {
  openapi: string
  info: { title: string; version: string; summary?: string; description?: string; 'x-evidence'?: Evidence }
  servers: Server[]
  externalDocs?: { url: string }
  tags?: { name: string; description?: string; 'x-displayName'?: string }[]
  security?: Record<string, string[]>[]
  paths: Record<string, PathItem>
  webhooks?: Record<string, PathItem>
  components?: {
    schemas?: Record<string, Schema>
    securitySchemes?: Record<string, SecurityScheme>
    [kind: string]: Record<string, unknown> | undefined
  }
  'x-rate-limits'?: RateLimit[]
  'x-link-aliases'?: { from: string; to: string }[]
  'x-request-id-header'?: string
  'x-error-message'?: string[]
  'x-error-responses'?: Record<string, Response | Reference>
}

/** Follows a reference within the bundle. */
export function resolve<T extends object>(document: Document, node: T | Reference): T {
  // A schema may be true or false.
  if (typeof node !== 'object' || !('$ref' in node) || typeof node.$ref !== 'string') return node as T
  const tokens = node.$ref.replace(/^#\//, '').split('/').map(unescape)
  const target = tokens.reduce<unknown>(
    (value, token) => (value as Record<string, unknown> | undefined)?.[token],
    document,
  )
  if (target === undefined) throw new Error(`Nothing is at ${node.$ref} in the bundle.`)
  return resolve(document, target as T | Reference)
}

function unescape(token: string): string {
  return decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~')
}
