import { UsageError } from '../errors.ts'
import type { CallContext, Middleware } from '../onion.ts'
import type { CredentialScheme } from '../operation.ts'
import type { Supplier } from '../options.ts'

/** Puts the credentials of the client into every call that is not anonymous. Suppliers are asked each time. */
export function auth(
  schemes: readonly CredentialScheme[],
  credentials: Readonly<Record<string, Supplier<string> | undefined>>,
): Middleware {
  return (next) => async (call) => {
    if (call.operation.anonymous) return next(call)
    for (const scheme of schemes) place(call, scheme, await supply(call, scheme, credentials[scheme.option]))
    return next(call)
  }
}

async function supply(
  call: CallContext,
  { option }: CredentialScheme,
  supplier: Supplier<string> | undefined,
): Promise<string> {
  const secret = typeof supplier === 'function' ? await supplier() : supplier
  if (typeof secret === 'string' && secret !== '') return secret
  const got = secret === undefined ? 'it is missing' : 'it is not a non-empty string'
  throw new UsageError(`${call.operation.id} needs the client option \`${option}\`, but ${got}.`)
}

function place(call: CallContext, scheme: CredentialScheme, secret: string): void {
  if (scheme.in === 'query') {
    const url = new URL(call.url)
    url.searchParams.set(scheme.name, secret)
    call.url = url.href
    return
  }
  try {
    call.headers.set(scheme.name, (scheme.prefix ?? '') + secret)
  } catch {
    // The platform's own message would print the secret.
    throw new UsageError(`The client option \`${scheme.option}\` has characters that a header cannot carry.`)
  }
}
