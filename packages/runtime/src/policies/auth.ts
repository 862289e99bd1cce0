import { mustBe } from '../errors.ts'
import { type CallContext, compose, type Middleware, type Reply } from '../onion.ts'
import type { CredentialScheme, Operation } from '../operation.ts'
import type { ClientFields } from '../options.ts'
import type { CallInput } from '../request.ts'
import { abortable } from '../wait.ts'

/** What authentication needs besides the schemes. */
export interface AuthSettings {
  readonly provider: string
  readonly options: ClientFields
  /** Sends a token request past the limits. */
  send(this: void, operation: Operation, input: CallInput): Promise<Reply>
}

/**
 * Puts the credentials of the client into every call that is not anonymous: those it was given, for which suppliers
 * are asked each time, or those it can make itself.
 */
export function auth(schemes: readonly CredentialScheme[], settings: AuthSettings): Middleware {
  const layers = schemes.map((scheme) => layerOf(scheme, settings))
  return (next) => {
    const layered = compose(layers, next)
    return (call) => (call.operation.anonymous ? next : layered)(call)
  }
}

function layerOf(scheme: CredentialScheme, settings: AuthSettings): Middleware {
  const { option, flow } = scheme
  const supplier = settings.options[option]
  return (supplier === undefined && flow?.policy(scheme, settings)) || given(scheme, supplier)
}

function given(scheme: CredentialScheme, supplier: unknown): Middleware {
  const { option, flow } = scheme
  return (next) => async (call) => {
    const secret =
      typeof supplier === 'function' ? await abortable(async () => supplier() as unknown, call) : supplier
    if (secret && typeof secret === 'string') return next(place(call, scheme, secret))
    const got = secret === '' ? 'empty' : typeof secret
    throw mustBe(option, `a text${flow?.alternative ?? ''}`, got, call.operation.id)
  }
}

/** Puts a credential into a call. It gives a copy, so that a replay starts from a clean call. */
export type Placer = (call: CallContext, name: string, secret: string) => CallContext

/** The call with the credential where its scheme wants it. */
export function place(
  call: CallContext,
  { option, name, prefix = '', place: placer = inHeader }: CredentialScheme,
  secret: string,
): CallContext {
  try {
    return placer(call, name, prefix + secret)
  } catch {
    // The platform's own message would print the secret.
    throw mustBe(option, 'a text that a header can carry', 'not')
  }
}

const inHeader: Placer = (call, name, secret) => {
  const headers = new Headers(call.headers)
  headers.set(name, secret)
  return { ...call, headers }
}
