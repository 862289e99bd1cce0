import type { Middleware } from '../onion.ts'
import type { CredentialScheme } from '../operation.ts'
import { tokenMaker, type TokenFlowSteps } from '../token-flow.ts'
import { tokenSource } from '../tokens.ts'
import { abortable } from '../wait.ts'
import { type AuthSettings, place } from './auth.ts'

/** A credential that the client can make itself. A provider without one does not carry this code. */
export interface TokenFlow {
  /** What may be given instead of the credential itself, for a sentence. */
  readonly alternative: string
  /** The layer that makes and places it, or nothing when the client was not given what it is made from. */
  policy(scheme: CredentialScheme, settings: AuthSettings): Middleware | undefined
}

/**
 * A token that the client makes itself: once for all calls, renewed before it ends, and when it was refused as expired,
 * the call is sent once more with a new one.
 */
export function tokenFlow(flow: TokenFlowSteps): TokenFlow {
  const needs = Object.values(flow.credentials)
  return {
    alternative: ` (or give \`${needs.join('` and `')}\`)`,
    policy(scheme, { provider, options, send }) {
      if (needs.some((option) => options[option] === undefined)) return undefined
      const source = tokenSource(
        // The first of the credentials says whose token it is, and is no secret.
        [
          'parlance',
          provider,
          options.origin ?? options.environment ?? 'production',
          options[needs[0]!],
        ].join(':'),
        options.tokenStore,
        tokenMaker(flow, options, send),
      )
      return (next) => async (call) => {
        const failures = source.failures()
        const token = await abortable(() => source.get(), call)
        const reply = await next(place(call, scheme, token.value))
        if (!flow.expiredStatuses.includes(reply.response.status)) return reply
        const another = await abortable(() => source.after(token, failures), call)
        return another ? next(place(call, scheme, another.value)) : reply
      }
    },
  }
}
