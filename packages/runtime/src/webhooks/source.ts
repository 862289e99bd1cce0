/** What servers hand over, whichever they are: headers and a raw body. */
import { UsageError } from '../errors.ts'
import { alreadyRead, readBody, tooLarge } from './body.ts'
import type { WebhookHeaders, WebhookSource } from './definition.ts'

const defaultMaxBytes = 1_000_000

/** The value of a header, or `undefined`. Several values are joined by commas, as in the Fetch API. */
export function headerOf({ headers }: WebhookSource, name: string): string | undefined {
  if (isFetchHeaders(headers)) return headers.get(name) ?? undefined
  const wanted = name.toLowerCase()
  const values = Object.entries(headers)
    .filter(([key]) => key.toLowerCase() === wanted)
    .flatMap(([, value]) => value ?? [])
  return values.length > 0 ? values.join(', ') : undefined
}

/** The raw body, as bytes. A declared length that is too much is refused before anything is read. */
export async function bodyOf(
  source: WebhookSource,
  maxBytes: number = defaultMaxBytes,
): Promise<Uint8Array<ArrayBuffer>> {
  if (!(maxBytes > 0)) throw new UsageError(`\`maxBytes\` must be a number above 0, but is ${maxBytes}.`)
  if (Number(headerOf(source, 'content-length') ?? 0) > maxBytes) throw tooLarge(maxBytes)
  return readBody(rawBody(source), maxBytes)
}

/** @throws {UsageError} for what is no request. */
export function checkSource(source: WebhookSource): void {
  const { headers } = (source ?? {}) as Partial<WebhookSource>
  if (typeof headers === 'object' && headers !== null) return
  throw new UsageError('A webhook is read from a request, or from an object with `headers` and `body`.')
}

/** A request of `node:http` is itself the stream, unless something has put a `body` on it. */
function rawBody(source: WebhookSource): unknown {
  const { body, bodyUsed, readableDidRead } = source as {
    body?: unknown
    bodyUsed?: boolean
    readableDidRead?: boolean
  }
  if (bodyUsed) throw alreadyRead()
  if (body !== undefined) return body
  if (readableDidRead) throw alreadyRead()
  return Symbol.asyncIterator in source ? source : undefined
}

function isFetchHeaders(headers: WebhookHeaders): headers is Headers {
  return typeof headers.get === 'function'
}
