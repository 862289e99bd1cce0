/** Records without secrets. */
import { isUtf8 } from 'node:buffer'
import type { OpenApiDocument } from '../document.ts'
import { isJson } from '../encode.ts'
import { createFormReader, isForm } from '../judge/forms.ts'
import { essenceOf } from '../media.ts'
import { isTooDeep } from '../json.ts'
import { memo } from '../memo.ts'
import { parametersOf } from '../node.ts'
import type { Operation } from '../operation.ts'
import type { Contract } from './contract.ts'
import type { Pair } from './headers.ts'
import { headerOf, type Message, type Recorded } from './record.ts'
import { isSecretHeader, isSecretName, type Places, readPlaces, redacted, secretsIn } from '../secrets.ts'

/** Takes the secrets out of a record. */
export type Redact = (record: Recorded) => Recorded

/** Shorter secrets are taken out only where they are known to stand: elsewhere they may be any word. */
const telling = 8

/** A schema that says nothing. */
const anything = {}

/**
 * Redacts credentials, cookies, text that the contract calls `format: password`, and what is secret by its
 * name. What is secret in one place of a record is taken out wherever else it stands in it.
 */
export function createRedact(document: OpenApiDocument, contract: Contract): Redact {
  const places = readPlaces(document)
  const secretQueryOf = memo((operation: Operation) => secretParameters(document, operation))
  return (record) => {
    const { operation, request, response } = searchable(record)
    const names = operation ? secretQueryOf(operation) : none
    const isSecret = (name: string) => isSecretName(name) || places.query.has(name) || names.has(name)
    const requestSchema = operation && contract.requestSchema(operation, headerOf(request, 'content-type'))
    const responseSchema =
      operation &&
      response &&
      contract.responseSchema(operation, response.status, headerOf(response, 'content-type'))
    const found = new Set([
      ...credentialsIn(places, request),
      ...bodySecrets(document, requestSchema, request),
      ...(response ? bodySecrets(document, responseSchema, response) : []),
    ])
    const words = [...found]
      .filter((secret) => secret.length >= telling)
      .toSorted((a, b) => b.length - a.length)
    const clean = (text: string) => withoutWords(withoutFields(text, isSecret), words)
    return {
      ...record,
      request: {
        ...redactMessage(request, found, clean, places),
        method: request.method,
        url: clean(request.url),
      },
      response: response && { ...response, ...redactMessage(response, found, clean, places) },
    }
  }
}

const none: ReadonlySet<string> = new Set()

/** A body that is nested too deep cannot be searched for secrets, and the other may repeat them: both are left out. */
function searchable(record: Recorded): Recorded {
  const { request, response } = record
  if (!isDeep(request) && !(response && isDeep(response))) return record
  return {
    ...record,
    request: { ...request, body: undefined },
    response: response && { ...response, body: undefined },
  }
}

function isDeep(message: Message): boolean {
  const type = essenceOf(headerOf(message, 'content-type')) ?? ''
  return isJson(type) && message.body !== undefined && isTooDeep(message.body.toString())
}

function secretParameters(document: OpenApiDocument, operation: Operation): Set<string> {
  const parameters = [...parametersOf(document, operation).values()].filter((one) => one.in === 'query')
  const isSecret = (schema: unknown) => secretsIn(document, schema, 'x').size > 0
  return new Set(parameters.filter(({ schema }) => isSecret(schema)).map(({ name }) => name))
}

function credentialsIn(places: Places, { headers, url }: Recorded['request']): string[] {
  const named = Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]))
  return places.read({ headers: named, query: url.split('?')[1] ?? '' })
}

/** Secrets of a body, by its fields. */
function bodySecrets(document: OpenApiDocument, schema: unknown, message: Message): Set<string> {
  const contentType = headerOf(message, 'content-type')
  const type = essenceOf(contentType) ?? ''
  const text = message.body?.toString() ?? ''
  const read = isForm(type) ? createFormReader(document, type, schema, {}) : parsed
  return secretsIn(
    document,
    schema ?? anything,
    isForm(type) || isJson(type) ? read(text, contentType) : undefined,
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function redactMessage(
  { headers, body, size }: Message,
  secrets: ReadonlySet<string>,
  clean: (text: string) => string,
  places: Places,
): Message {
  const type = essenceOf(headerOf({ headers }, 'content-type')) ?? ''
  return {
    headers: headers.map(([name, value]): Pair => [name, redactHeader(name, value, places, clean)]),
    body: body && redactBody(body, type, secrets, clean),
    size,
  }
}

function redactHeader(
  name: string,
  value: string,
  { headers }: Places,
  clean: (text: string) => string,
): string {
  if (!isSecretHeader(name, headers)) return clean(value)
  if (/^cookie$/i.test(name)) return value.replaceAll(/=[^;]*/g, `=${redacted}`)
  if (/^set-cookie$/i.test(name)) return value.replace(/=[^;]*/, `=${redacted}`)
  // The word in front says how to read the rest, and is no secret.
  const [scheme] = /^(?:basic|bearer|digest|token)\s+(?=\S)/i.exec(value) ?? ['']
  return scheme + redacted
}

function redactBody(
  body: Buffer,
  type: string,
  secrets: ReadonlySet<string>,
  clean: (text: string) => string,
): Buffer {
  const text = body.toString()
  // Bytes that are no text stay as they are.
  if (!isUtf8(body)) return body
  if (type === 'application/x-www-form-urlencoded') return Buffer.from(withoutValues(clean(text), secrets))
  if (type === 'multipart/form-data') return Buffer.from(withoutParts(clean(text), secrets))
  return Buffer.from(clean(isJson(type) && secrets.size > 0 ? withoutStrings(text, secrets) : text))
}

type Reviver = (key: string, value: unknown, context: { source?: string }) => unknown

/** JSON without some of its strings; numbers stay as they are written, however long. */
function withoutStrings(text: string, secrets: ReadonlySet<string>): string {
  let isChanged = false
  const revive: Reviver = (_, value, { source }) => {
    if (typeof value === 'number' && source !== undefined) return rawJson(source)
    if (typeof value !== 'string' || !secrets.has(value)) return value
    isChanged = true
    return redacted
  }
  try {
    const value: unknown = JSON.parse(text, revive as (key: string, value: unknown) => unknown)
    return isChanged ? JSON.stringify(value) : text
  } catch {
    return text
  }
}

/** A number in the digits in which it was written. */
function rawJson(source: string): unknown {
  return (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(source)
}

/** A form without some of its values. */
function withoutValues(text: string, secrets: ReadonlySet<string>): string {
  return text.replaceAll(/=([^&]*)/g, (pair, value: string) =>
    secrets.has(decode(value)) ? `=${redacted}` : pair,
  )
}

/** A multipart form without some of its values. */
function withoutParts(text: string, secrets: ReadonlySet<string>): string {
  const parts = text.split('\r\n\r\n')
  return parts
    .map((part) => {
      const value = part.slice(0, Math.max(part.indexOf('\r\n--'), 0))
      return secrets.has(value) ? redacted + part.slice(value.length) : part
    })
    .join('\r\n\r\n')
}

/** Text with the values of secret fields left out: in a query, in an address, in a link. */
function withoutFields(text: string, isSecret: (name: string) => boolean): string {
  return text.replaceAll(/([?&])([^=&?#\s<>"]+)=([^&#\s<>"]*)/g, (pair, mark: string, name: string) =>
    isSecret(decode(name)) ? `${mark}${name}=${redacted}` : pair,
  )
}

/** Text without some words, however they are written. */
function withoutWords(text: string, words: readonly string[]): string {
  return words.reduce(
    (rest, word) =>
      [word, encodeURIComponent(word), JSON.stringify(word).slice(1, -1)].reduce(
        (one, form) => one.replaceAll(form, redacted),
        rest,
      ),
    text,
  )
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
