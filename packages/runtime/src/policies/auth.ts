import { UsageError } from '../errors.ts'
import type { CallContext, Middleware, Reply } from '../onion.ts'
import type { CredentialScheme } from '../operation.ts'
import type { KernelOptions, Supplier } from '../options.ts'
import type { TokenRequest } from '../token-flow.ts'
import { abortable } from '../wait.ts'

/** Credentials by the name of their client option. */
export type Credentials = Readonly<Record<string, Supplier<string> | undefined>>

/** What authentication needs besides the schemes. */
export interface AuthSettings {
  readonly provider: string
  readonly options: KernelOptions
  readonly credentials: Credentials
  /** Sends a token request past the limits. */
  readonly sendTokenRequest: (request: TokenRequest) => Promise<Reply>
}

/**
 * Puts the credentials of the client into every call that is not anonymous: those it was given, for which suppliers
 * are asked each time, or those it can make itself.
 */
export function auth(schemes: readonly CredentialScheme[], settings: AuthSettings): Middleware {
  const layers = schemes.map((scheme) => layerOf(scheme, settings))
  return (next) => {
    const layered = layers.reduceRight((inner, layer) => layer(inner), next)
    return (call) => (call.operation.anonymous ? next : layered)(call)
  }
}

function layerOf(scheme: CredentialScheme, settings: AuthSettings): Middleware {
  const { option, flow } = scheme
  const { credentials } = settings
  const isMade =
    credentials[option] === undefined && flow?.options.every((name) => credentials[name] !== undefined)
  return isMade ? flow!.policy(scheme, settings) : given(scheme, credentials[option])
}

function given(scheme: CredentialScheme, supplier: Supplier<string> | undefined): Middleware {
  return (next) => async (call) => {
    const secret =
      typeof supplier === 'function' ? await abortable(Promise.resolve(supplier()), call) : supplier
    if (secret && typeof secret === 'string') return next(place(call, scheme, secret))
    const others = scheme.flow?.options.map((name) => `\`${name}\``).join(' and ')
    const instead = others ? ` (or ${others})` : ''
    const got = secret === undefined ? 'it is missing' : 'it is not a non-empty string'
    throw new UsageError(
      `${call.operation.id} needs the client option \`${scheme.option}\`${instead}, but ${got}.`,
    )
  }
}

/** The call with the credential where its scheme wants it. A copy, so that a replay starts from a clean call. */
export function place(call: CallContext, scheme: CredentialScheme, secret: string): CallContext {
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
