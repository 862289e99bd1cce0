/** Writes requests, by OpenAPI's rules and by nobody else's code. */
import type { ContractOperation, ContractParameter } from './contract.ts'
import { type Draft, Raw, type Wire } from './draft.ts'

const boundary = 'parlance-conformance'

/** Writes a request. */
export function write(
  operation: ContractOperation,
  draft: Draft,
  credentials: Readonly<Record<string, string>>,
): Wire {
  const parameters = new Map(operation.parameters.map((one) => [`${one.in} ${one.name}`, one]))
  const path = operation.path.replaceAll(/\{([^}]+)\}/g, (_, name: string) =>
    encodeURIComponent(textOf(draft.path[name])),
  )
  const query = Object.entries(draft.query).flatMap(([name, value]) =>
    fieldsOf(name, value, parameters.get(`query ${name}`)),
  )
  const search = query.map((pair) => pair.map(encodeURIComponent).join('=')).join('&')
  const headers = Object.entries(draft.header).map(([name, value]) => [name.toLowerCase(), textOf(value)])
  return {
    method: operation.method,
    target: `${operation.base}${path}${search && `?${search}`}`,
    headers: {
      ...credentials,
      ...(draft.body && { 'content-type': contentType(draft.body.mediaType) }),
      ...(Object.fromEntries(headers) as Record<string, string>),
    },
    body: draft.body && bodyText(draft.body.mediaType, draft.body.value),
  }
}

/** One value in an address or a header. */
export function textOf(value: unknown): string {
  if (value instanceof Raw) return value.text
  if (Array.isArray(value)) return value.map(textOf).join(',')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function fieldsOf(
  name: string,
  value: unknown,
  parameter: ContractParameter | undefined,
): [string, string][] {
  const { style = 'form', explode = true } = parameter ?? {}
  if (style !== 'form') throw new Error(`The suite cannot write the style ${style} of the parameter ${name}.`)
  const isPlain = value === null || typeof value !== 'object' || value instanceof Raw
  if (isPlain || !explode) return [[name, textOf(value)]]
  if (Array.isArray(value)) return value.map((one) => [name, textOf(one)])
  return Object.entries(value).map(([key, one]) => [key, textOf(one)])
}

function contentType(mediaType: string): string {
  return mediaType === 'multipart/form-data' ? `${mediaType}; boundary=${boundary}` : mediaType
}

function bodyText(mediaType: string, value: unknown): string {
  if (value instanceof Raw) return value.text
  if (mediaType === 'multipart/form-data') return multipart(formFields(value as object))
  if (mediaType === 'application/x-www-form-urlencoded')
    return new URLSearchParams(formFields(value as object)).toString()
  return JSON.stringify(value)
}

/** A list comes field by field, and what is an object as JSON. */
function formFields(value: object): [string, string][] {
  return Object.entries(value).flatMap(([name, field]) =>
    [field as unknown].flat().map((one): [string, string] => [name, textOf(one)]),
  )
}

function multipart(fields: [string, string][]): string {
  const parts = fields.map(
    ([name, text]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`,
  )
  return `${parts.join('')}--${boundary}--\r\n`
}
