/** Takes secrets out of what is shown. */
import { isObject, type OpenApiDocument, type RequestBodyObject, resolve } from '../document.ts'
import { isJson } from '../encode.ts'
import { nodeOf, parametersOf } from '../node.ts'
import type { Operation } from '../operation.ts'
import { isSecretHeader, isSecretName, readPlaces, redacted, secretsIn } from '../secrets.ts'
import type { Content } from './call.ts'
import type { Entry } from './journal.ts'

/** Shorter secrets are taken out only where they are known to stand: elsewhere they may be any word. */
const telling = 8

/**
 * What a client has sent, without credentials, cookies, text that the contract calls `format: password`, and what is
 * secret by its name. What is secret in one place is taken out everywhere.
 */
export function conceal(
  { provider: { document }, operation, path, query: search }: Entry,
  { params, query, headers, body }: Content,
): Content & { path: string } {
  const places = readPlaces(document)
  const names = operation ? secretParameters(document, operation) : new Set<string>()
  const isSecret = (name: string) => isSecretName(name) || places.query.has(name) || names.has(name)
  const secrets = new Set([
    ...places.read({ headers, query: search }),
    ...secretsIn(document, operation && schemaOf(document, operation), body),
  ])
  const words = [...secrets].filter((secret) => secret.length >= telling)
  const clean = (text: string) =>
    secrets.has(text) ? redacted : words.reduce((rest, word) => rest.replaceAll(word, redacted), text)
  return {
    path: clean(path),
    params: mapValues(params, (value) => clean(value)),
    query: mapValues(query, (value, name) => (isSecret(name) ? redacted : mapText(value, clean))),
    headers: mapValues(headers, (value, name) =>
      isSecretHeader(name, places.headers) ? withoutCredential(String(value)) : mapText(value, clean),
    ),
    body: mapText(body, clean),
  }
}

/** The word in front says how to read the rest, and is no secret. */
function withoutCredential(value: string): string {
  const [scheme] = /^(?:basic|bearer|digest|token)\s+(?=\S)/i.exec(value) ?? ['']
  return scheme + redacted
}

function secretParameters(document: OpenApiDocument, operation: Operation): Set<string> {
  const parameters = [...parametersOf(document, operation).values()]
  const isSecret = (schema: unknown) => secretsIn(document, schema, 'x').size > 0
  return new Set(
    parameters.filter((one) => one.in === 'query' && isSecret(one.schema)).map(({ name }) => name),
  )
}

/** The schema of the body; media types of one operation do not differ in what is secret. */
function schemaOf(document: OpenApiDocument, operation: Operation): unknown {
  const { requestBody } = nodeOf(document, operation)
  const content = requestBody ? (resolve<RequestBodyObject>(document, requestBody).content ?? {}) : {}
  const types = Object.keys(content)
  return content[types.find(isJson) ?? types[0] ?? '']?.schema
}

function mapValues<V, R>(
  values: Readonly<Record<string, V>>,
  change: (value: V, name: string) => R,
): Record<string, R> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value, name)]))
}

/** The same value with all its texts changed. */
function mapText<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T
  if (Array.isArray(value)) return value.map((one: unknown) => mapText(one, change)) as T
  if (!isObject(value)) return value
  return mapValues(value, (one) => mapText(one, change)) as T
}
