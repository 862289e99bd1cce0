import { UsageError } from '../errors.ts'
import type { CallContext, Handler, Middleware, Reply } from '../onion.ts'
import type { CredentialScheme } from '../operation.ts'
import type { KernelOptions, Supplier } from '../options.ts'
import { hasCredentials, tokenMaker, type TokenRequest } from '../token-flow.ts'
import { TokenSource } from '../tokens.ts'
import { abortable } from '../wait.ts'

type Credentials = Readonly<Record<string, Supplier<string> | undefined>>

/** What authentication needs besides the schemes. */
export interface AuthSettings {
  readonly provider: string
  readonly options: KernelOptions
  readonly credentials: Credentials
  /** Sends a token request past the limits. */
  readonly sendTokenRequest: (request: TokenRequest) => Promise<Reply>
}

/**
 * Puts the credentials of the client into every call that is not anonymous. Suppliers are asked each time; a token that
 * the client makes itself is made once for all calls, and when it was refused as expired, the call is sent once more
 * with a new one.
 */
export function auth(schemes: readonly CredentialScheme[], settings: AuthSettings): Middleware {
  const placers = schemes.map((scheme) => createPlacer(scheme, settings))
  return (next) => {
    const layered = placers.reduceRight<Handler>((inner, place) => place(inner), next)
    return (call) => (call.operation.anonymous ? next(call) : layered(call))
  }
}

function createPlacer(scheme: CredentialScheme, settings: AuthSettings): Middleware {
  const { flow, option } = scheme
  const { credentials } = settings
  const makesToken =
    flow !== undefined && credentials[option] === undefined && hasCredentials(flow, credentials)
  return makesToken ? madeToken(scheme, flow, settings) : given(scheme, credentials[option])
}

function given(scheme: CredentialScheme, supplier: Supplier<string> | undefined): Middleware {
  return (next) => async (call) => {
    const secret =
      typeof supplier === 'function' ? await abortable(Promise.resolve(supplier()), call) : supplier
    if (typeof secret !== 'string' || secret === '') throw missing(scheme, call, secret)
    return next(place(call, scheme, secret))
  }
}

function madeToken(
  scheme: CredentialScheme,
  flow: NonNullable<CredentialScheme['flow']>,
  { provider, options, credentials, sendTokenRequest }: AuthSettings,
): Middleware {
  const source = new TokenSource(
    `parlance:${provider}:${options.environment ?? 'production'}`,
    options.tokenStore,
    tokenMaker(flow, credentials, sendTokenRequest),
  )
  return (next) => async (call) => {
    const token = await abortable(source.get(), call)
    const reply = await next(place(call, scheme, token.value))
    if (!flow.expiredStatuses.includes(reply.response.status)) return reply
    const another = await abortable(source.after(token), call)
    return another ? next(place(call, scheme, another.value)) : reply
  }
}

function missing(
  { option, flow }: CredentialScheme,
  { operation }: CallContext,
  secret: unknown,
): UsageError {
  const others = flow && Object.values(flow.credentials).map((name) => `\`${name}\``)
  const instead = others ? ` (or ${others.join(' and ')})` : ''
  const got = secret === undefined ? 'it is missing' : 'it is not a non-empty string'
  return new UsageError(`${operation.id} needs the client option \`${option}\`${instead}, but ${got}.`)
}

/** The call with the credential where its scheme wants it. A copy, so that a replay starts from a clean call. */
function place(call: CallContext, scheme: CredentialScheme, secret: string): CallContext {
  if (scheme.in === 'query') {
    const url = new URL(call.url)
    url.searchParams.set(scheme.name, secret)
    return { ...call, url: url.href }
  }
  const headers = new Headers(call.headers)
  try {
    headers.set(scheme.name, (scheme.prefix ?? '') + secret)
  } catch {
    // The platform's own message would print the secret.
    throw new UsageError(`The client option \`${scheme.option}\` has characters that a header cannot carry.`)
  }
  return { ...call, headers }
}
