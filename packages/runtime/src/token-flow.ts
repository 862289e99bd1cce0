import { DecodeError } from './errors.ts'
import type { Reply } from './onion.ts'
import type { Operation } from './operation.ts'
import type { ClientFields, Supplier } from './options.ts'
import type { AuthSettings } from './policies/auth.ts'
import { at } from './pointer.ts'
import type { CallInput } from './request.ts'
import type { Token } from './tokens.ts'

/** How an access token is made and renewed, as data: the spec's `x-token-flow`, or OAuth 2.0 client credentials. */
export interface TokenFlowSteps {
  /** Makes a token: an operation that takes the credentials as its body, or an OAuth 2.0 token endpoint. */
  readonly create: Operation
  /** Whether `create` is an OAuth 2.0 token endpoint with the grant `client_credentials`. */
  readonly clientCredentials?: boolean
  /** Makes a token from a refresh token, which it takes as a query parameter of the same name as in the answer. */
  readonly refresh?: Operation
  /** Field of the request → client option that supplies it. */
  readonly credentials: Readonly<Record<string, string>>
  /** JSON Pointers into the answer. */
  readonly token: string
  readonly refreshToken?: string
  /** Date and time of expiry. */
  readonly expiresAt?: string
  /** Seconds until expiry. */
  readonly expiresIn?: string
  /** Seconds a token lives if the answer does not say. */
  readonly lifetime: number
  /** Statuses by which an expired token is refused. */
  readonly expiredStatuses: readonly number[]
}

/** Makes a token: from the old one's refresh token where that is possible, else from the credentials. */
export function tokenMaker(
  flow: TokenFlowSteps,
  options: ClientFields,
  send: AuthSettings['send'],
): (old?: Token) => Promise<Token> {
  const create = async () => toToken(flow, await send(flow.create, await createInput(flow, options)))
  return async (old) => {
    const { refresh, refreshToken } = flow
    if (!refresh || !refreshToken || !old?.refreshToken) return create()
    const name = refreshToken.slice(refreshToken.lastIndexOf('/') + 1)
    try {
      return toToken(flow, await send(refresh, { path: {}, query: { [name]: old.refreshToken } }))
    } catch {
      // A refresh token ends too; the credentials do not.
      return create()
    }
  }
}

async function createInput(flow: TokenFlowSteps, options: ClientFields): Promise<CallInput> {
  const fields: Record<string, string> = {}
  for (const [field, option] of Object.entries(flow.credentials)) {
    const supplier = options[option] as Supplier<string>
    fields[field] = typeof supplier === 'function' ? await supplier() : supplier
  }
  if (!flow.clientCredentials) return { path: {}, body: fields }
  const authorization = `Basic ${basic(fields['client_id'] ?? '', fields['client_secret'] ?? '')}`
  return { path: {}, body: { grant_type: 'client_credentials' }, options: { headers: { authorization } } }
}

/** RFC 6749 §2.3.1: both parts are form-encoded first, so that neither a colon nor other letters do harm. */
function basic(id: string, secret: string): string {
  const encode = (text: string) => encodeURIComponent(text).replaceAll('%20', '+')
  return btoa(`${encode(id)}:${encode(secret)}`)
}

function toToken(flow: TokenFlowSteps, { data, response }: Reply): Token {
  const value = at(data, flow.token)
  if (typeof value !== 'string' || value === '') {
    const { id, method } = flow.create
    const summary = { operation: id, method, url: response.url }
    throw new DecodeError(summary, response, `there is no token at ${flow.token}.`)
  }
  const createdAt = Date.now()
  const refreshToken = atSome(data, flow.refreshToken)
  return {
    value,
    refreshToken: typeof refreshToken === 'string' ? refreshToken : undefined,
    createdAt,
    expiresAt: expiryOf(flow, data) ?? createdAt + flow.lifetime * 1000,
  }
}

/** A date that is over already comes from a clock that is not ours, and is worth nothing. */
function expiryOf({ expiresAt, expiresIn }: TokenFlowSteps, data: unknown): number | undefined {
  const seconds = atSome(data, expiresIn)
  if (typeof seconds === 'number') return Date.now() + seconds * 1000
  const date = atSome(data, expiresAt)
  const time = typeof date === 'string' ? Date.parse(date) : NaN
  return time > Date.now() ? time : undefined
}

/** What is at a place of the answer, if the flow names one. */
function atSome(data: unknown, pointer: string | undefined): unknown {
  return pointer === undefined ? undefined : at(data, pointer)
}
