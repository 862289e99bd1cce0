/** Where tokens are asked for: whose credentials are taken, and which scopes can be had. */
import type { TokenFlow } from './flow.ts'
import type { VisitOf } from '../visit.ts'
import type { Issuer } from './issuer.ts'

/** Id and secret of a client, or email address and password of a person. */
export interface ClientCredentials {
  readonly id: string
  readonly secret: string
}

/** What is needed to hand out tokens. */
export interface Desk {
  readonly flows: readonly TokenFlow[]
  readonly issuer: Issuer
  /** Whether refresh tokens that were not issued here are refused. */
  readonly strict: boolean
  /** By whose clock tokens are made. */
  readonly visitOf: VisitOf
  /** Who gets a token; empty when everybody with non-empty credentials does. */
  readonly clients: readonly ClientCredentials[]
}

/** Why these credentials get no token, or `undefined`. */
export function credentialProblem(
  desk: Desk,
  id: string | undefined,
  secret: string | undefined,
): string | undefined {
  if (!id || !secret) return 'the credentials are missing or empty'
  const { clients } = desk
  if (clients.length === 0 || clients.some((one) => one.id === id && one.secret === secret)) return undefined
  return 'the credentials are not among those given to the mock (--client)'
}

/**
 * The scopes that a token gets when some are asked for, lower ones included; a scope that cannot be had comes back as
 * text.
 */
export function scopesFor(flow: TokenFlow, asked: readonly string[]): string[] | string {
  const unknown = asked.find((scope) => !flow.scopes.includes(scope))
  if (unknown !== undefined) return unknown
  if (flow.ladder.length === 0) return [...asked]
  const height = Math.max(...asked.map((scope) => flow.ladder.indexOf(scope)))
  return flow.ladder.slice(0, height + 1)
}
