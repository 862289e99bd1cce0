/**
 * The part of an OpenAPI document that the host itself reads: where operations are, what they take and answer, and the
 * root extensions. What is *valid* is never decided here; that is the judge's work.
 */

export interface Reference {
  $ref: string
}

export interface ServerObject {
  url: string
  variables?: Record<string, { default?: string }>
}

export interface ExampleObject {
  value?: unknown
}

export interface SchemaObject {
  example?: unknown
  examples?: unknown[]
  default?: unknown
  const?: unknown
}

export interface MediaTypeObject {
  schema?: SchemaObject | Reference
  encoding?: Record<string, EncodingObject>
  example?: unknown
  examples?: Record<string, ExampleObject | Reference>
}

export interface HeaderObject {
  required?: boolean
  example?: unknown
  examples?: Record<string, ExampleObject | Reference>
  schema?: SchemaObject | Reference
}

export interface ResponseObject {
  headers?: Record<string, HeaderObject | Reference>
  content?: Record<string, MediaTypeObject>
}

export interface RequestBodyObject {
  required?: boolean
  content?: Record<string, MediaTypeObject>
}

export interface ParameterObject {
  name: string
  in: string
  required?: boolean
  style?: string
  explode?: boolean
  schema?: SchemaObject | Reference
}

/** How one field of a form is written. */
export interface EncodingObject {
  style?: string
  explode?: boolean
}

export interface SecuritySchemeObject {
  type: string
  name?: string
  in?: string
  scheme?: string
}

/** Names of security schemes, all of which a request has to satisfy, with the scopes that each needs. */
export type SecurityRequirement = Record<string, readonly string[]>

/** `x-redoclyPagination`, as far as the mock can page. */
export interface PaginationObject {
  style: string
  items: string
  offsetParam?: string
  limitParam?: string
}

export interface OperationObject {
  operationId?: string
  'x-redoclyPagination'?: PaginationObject
  'x-required-parameters'?: { anyOf: string[]; when?: string }[]
  servers?: ServerObject[]
  deprecated?: boolean
  security?: SecurityRequirement[]
  parameters?: (ParameterObject | Reference)[]
  requestBody?: RequestBodyObject | Reference
  responses?: Record<string, ResponseObject | Reference>
}

export type PathItemObject = {
  servers?: ServerObject[]
  parameters?: (ParameterObject | Reference)[]
} & Partial<Record<Method, OperationObject>>

export interface OpenApiDocument {
  openapi: string
  jsonSchemaDialect?: string
  servers?: ServerObject[]
  security?: SecurityRequirement[]
  paths: Record<string, PathItemObject | Reference>
  webhooks?: Record<string, PathItemObject | Reference>
  components?: { securitySchemes?: Record<string, SecuritySchemeObject | Reference> }
  'x-error-responses'?: Record<string, ResponseObject | Reference>
  /** Where an error body has its human sentence: the first of these places that there is. */
  'x-error-message'?: readonly string[]
  'x-format-suffix'?: string
  /** The largest request body the provider takes, and the status by which it refuses a larger one. */
  'x-request-limit'?: { bytes: number; status: number }
}

export const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const
export type Method = (typeof methods)[number]

/** Whether a value is a JSON object: not null and not an array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The node itself, or what its `$ref` points to in the same document. */
export function resolve<T extends object>(document: OpenApiDocument, node: T | Reference): T {
  const seen = new Set<string>()
  let current: unknown = node
  while (isObject(current) && typeof current['$ref'] === 'string') {
    const ref = current['$ref']
    if (seen.has(ref)) throw new Error(`$ref ${ref} points to itself`)
    seen.add(ref)
    current = at(document, ref)
  }
  if (!isObject(current)) throw new Error('a $ref points to something that is not an object')
  return current as T
}

function at(document: OpenApiDocument, ref: string): unknown {
  let node: unknown = document
  for (const token of ref.split('/').slice(1)) {
    const key = decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~')
    const isThere = (isObject(node) || Array.isArray(node)) && Object.hasOwn(node, key)
    node = isThere ? (node as Record<string, unknown>)[key] : undefined
  }
  if (node === undefined) throw new Error(`$ref ${ref} points to nothing`)
  return node
}

/** One key appended to a JSON Pointer. */
export function pointer(base: string, key: string | number): string {
  return `${base}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`
}

/** The names and values of the examples of a media type or a header, in the order of the document. */
export function examplesOf(
  document: OpenApiDocument,
  node: MediaTypeObject | HeaderObject,
): Map<string, unknown> {
  if (node.example !== undefined) return new Map([['default', node.example]])
  const named = Object.entries(node.examples ?? {})
  return new Map(named.map(([name, example]) => [name, resolve<ExampleObject>(document, example).value]))
}
