import type { Middleware } from '../onion.ts'
import type { CredentialScheme } from '../operation.ts'
import { tokenMaker, type TokenFlowSteps } from '../token-flow.ts'
import { TokenSource } from '../tokens.ts'
import { abortable } from '../wait.ts'
import { type AuthSettings, place } from './auth.ts'

/** A credential that the client can make itself. A provider without one does not carry this code. */
export interface TokenFlow {
  /** Names of the client options it is made from. */
  readonly options: readonly string[]
  /** The layer that makes and places it. */
  policy(scheme: CredentialScheme, settings: AuthSettings): Middleware
}

/**
 * A token that the client makes itself: once for all calls, renewed before it ends, and when it was refused as expired,
 * the call is sent once more with a new one.
 */
export function tokenFlow(flow: TokenFlowSteps): TokenFlow {
  return {
    options: Object.values(flow.credentials),
    policy(scheme, { provider, options, credentials, sendTokenRequest }) {
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
    },
  }
}
