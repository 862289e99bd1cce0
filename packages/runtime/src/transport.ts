/**
 * The seam to openapi-fetch, which turns an operation and its arguments into a URL, headers and a serialised body.
 * Nothing outside this file knows it: to replace it, write another `prepare`.
 */
import createOpenApiFetch from 'openapi-fetch'

/** What a request is made from. */
export interface RequestParts {
  readonly method: string
  /** URL of the server, without a trailing slash. */
  readonly server: string
  /** Path template below the server. */
  readonly path: string
  readonly pathParams: Readonly<Record<string, unknown>>
  readonly query: Readonly<Record<string, unknown>> | undefined
  readonly body: unknown
  readonly headers: readonly (Readonly<Record<string, string | null | undefined>> | undefined)[]
}

/** A request ready to send, as often as need be. */
export interface PreparedRequest {
  readonly url: string
  readonly headers: Headers
  readonly body: BodyInit | undefined
}

/** Stands in for `Request`: it keeps the parts, so that a body can be sent again. */
class Parts implements PreparedRequest {
  readonly url: string
  readonly headers: Headers
  readonly body: BodyInit | undefined

  constructor(url: string, init: { headers: Headers; body?: BodyInit }) {
    this.url = url
    this.headers = init.headers
    this.body = init.body
  }
}

const nothing = new Response(null, { status: 204 })
const openApiFetch = createOpenApiFetch<Record<string, never>>({
  Request: Parts as unknown as typeof Request,
})
const request = openApiFetch.request as unknown as (
  method: string,
  path: string,
  init: Record<string, unknown>,
) => Promise<unknown>

/** Builds the request of a call. */
export async function prepare(parts: RequestParts): Promise<PreparedRequest> {
  let prepared: PreparedRequest | undefined
  await request(parts.method, parts.path, {
    baseUrl: parts.server,
    params: { path: parts.pathParams, query: parts.query },
    body: parts.body,
    headers: Object.assign({ accept: 'application/json' }, ...parts.headers.map(lowerCased)),
    fetch: async (built: PreparedRequest) => {
      prepared = built
      return nothing
    },
  })
  return prepared!
}

/** One spelling per header, so that a later one replaces an earlier one. */
function lowerCased(headers: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}
