/** Recorded calls, as they are shown. */
import { parse } from 'node:querystring'
import { isObject, type MediaTypeObject, type RequestBodyObject, resolve } from '../document.ts'
import type { Delivery } from '../faults/faults.ts'
import { createFormReader, isForm } from '../judge/forms.ts'
import { coverOf } from '../media.ts'
import { nodeOf } from '../node.ts'
import type { Subject } from '../patterns/pattern.ts'
import { withoutText } from '../proxy/finding.ts'
import { conceal } from './conceal.ts'
import type { Entry } from './journal.ts'

/**
 * A request that reached a provider, and what became of it. Credentials, and text that the contract calls a password, read
 * `[redacted]`.
 */
export interface RecordedCall<Body = unknown> {
  /** Which request it was, counted from 1 since the mock has started. */
  readonly id: number
  /** Name of the provider. */
  readonly provider: string
  /** Operation id; missing where there is no such operation. */
  readonly operation?: string
  readonly method: string
  /** The path below the provider's origin, as it was sent, without the query. */
  readonly path: string
  /** Path parameters by name, decoded. */
  readonly params: Readonly<Record<string, string>>
  /** The query by name, decoded. */
  readonly query: Readonly<Record<string, string | string[]>>
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[]>>
  /** The parsed JSON, the fields of a form, or the text of any other body. Missing without a body, and above 64 KiB. */
  readonly body?: Body
  /** How many bytes the body had. */
  readonly bodyBytes: number
  /** Status of the answer. */
  readonly status: number
  /** Why the mock refused the request, if it did. */
  readonly refusal?: string
  /** Name of the example that was the answer, if it was one. */
  readonly example?: string
  /** How the answer was made to fail on its way, if it was. */
  readonly fault?: Delivery
  /** When the request came. */
  readonly time: string
  /** Milliseconds until the answer was ready. */
  readonly duration: number
}

/** An entry as it is shown. */
export function toCall(entry: Entry): RecordedCall {
  const { provider, operation, refusal, example, delivery, startedAt, duration } = entry
  const { path, params, query, headers, body } = conceal(entry, contentOf(entry))
  return {
    id: entry.id,
    provider: provider.name,
    ...(operation && { operation: operation.id }),
    method: entry.method,
    path,
    params,
    query,
    headers,
    ...(body !== undefined && { body }),
    bodyBytes: entry.bodyBytes,
    status: entry.status,
    ...(refusal !== undefined && { refusal: withoutText(refusal) }),
    ...(example !== undefined && { example }),
    ...(delivery && { fault: delivery }),
    time: new Date(performance.timeOrigin + startedAt).toISOString(),
    duration: Math.round(duration * 1000) / 1000,
  }
}

/** An entry as patterns see it, secrets included. */
export function toSubject(entry: Entry): Subject {
  const { provider, operation, method, path, status, refusal, example } = entry
  return {
    ...contentOf(entry),
    provider: provider.name,
    operation: operation?.id,
    method,
    path,
    status,
    refused: refusal !== undefined,
    example,
  }
}

/** What a client has sent. */
export interface Content {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string | string[]>>
  readonly headers: Readonly<Record<string, string | string[]>>
  readonly body: unknown
}

/** What of a request there is to look at. */
export type Source = Pick<
  Entry,
  'provider' | 'operation' | 'params' | 'query' | 'headers' | 'body' | 'mediaType'
>

/** What a client has sent, in the form in which the contract speaks of it. */
export function contentOf(source: Source): Content {
  const { params, query, headers } = source
  return {
    params,
    query: parse(query) as Content['query'],
    headers: headers as Content['headers'],
    body: bodyOf(source),
  }
}

function bodyOf({ provider, operation, headers, body, mediaType = '' }: Source): unknown {
  if (typeof body !== 'string' || !operation || !isForm(mediaType)) return body
  const { document } = provider
  const { requestBody } = nodeOf(document, operation)
  const content = requestBody ? (resolve<RequestBodyObject>(document, requestBody).content ?? {}) : {}
  const media: MediaTypeObject = content[coverOf(Object.keys(content), mediaType) ?? ''] ?? {}
  const read = createFormReader(document, mediaType, media.schema, media.encoding ?? {})
  const fields = read(body, headers['content-type'])
  return isObject(fields) ? fields : body
}
