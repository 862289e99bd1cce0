/** Makes tokens, remembers them, and tells its own from those of others. */
import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { Memory } from '../memory.ts'
import type { TokenFlow } from './flow.ts'
import { type Claims, claimsOf, isSignedBy, keyIdOf, sign } from './jwt.ts'
import { listScopes } from './scopes.ts'

/** What a token that was issued here allows. */
export interface Grant {
  readonly scopes: readonly string[]
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

/**
 * What is known about a token: its grant; `expired`; `forged` when it says that it comes from a mock and is not genuine,
 * or is no access token; `stranger` when somebody else made it.
 */
export type Standing = Grant | 'expired' | 'forged' | 'stranger'

/** What a token is made from. */
export interface Wish {
  readonly flow: TokenFlow
  /** An example of the token: its form and its claims are kept. */
  readonly like: string | undefined
  /** Scopes to grant; without them, those of the example. */
  readonly scopes?: readonly string[] | undefined
  /** When, in milliseconds since 1970. Default: now. */
  readonly now?: number
}

/** How many tokens are remembered, and how many strangers. */
const capacity = 10_000

/** Marks tokens as made by a mock, whichever. */
const mark = 'parlance-'

type Refresh = { scopes: readonly string[]; spent: boolean }

/** The issuer of one provider. Its key is made anew for every mock, so tokens end with the mock that made them. */
export class Issuer {
  readonly #key = randomBytes(32)
  readonly #keyId = `${mark}${randomBytes(4).toString('hex')}`
  readonly #lifetime: number | undefined
  readonly #grants = new Memory<string, Grant>(capacity)
  readonly #refreshes = new Memory<string, Refresh>(capacity)
  readonly #strangers = new Memory<string, true>(1000)
  #endedAt = -Infinity

  /** @param lifetime - Seconds that tokens live; without it, as long as the document says. */
  constructor(lifetime?: number) {
    this.#lifetime = lifetime
  }

  /** Seconds that a token of this flow lives. */
  lifetimeOf(flow: TokenFlow): number {
    return this.#lifetime ?? flow.lifetime
  }

  /** A new access token, and what it allows. */
  issue({ flow, like, scopes, now = Date.now() }: Wish): { token: string; grant: Grant } {
    const claims = (like && claimsOf(like)) || {}
    const told = typeof claims['scope'] === 'string' ? listScopes(claims['scope']) : []
    const expiresAt = now + this.lifetimeOf(flow) * 1000
    const grant = { scopes: scopes ?? (told.length > 0 ? told : flow.defaultScopes), expiresAt }
    const token = flow.isJwt
      ? this.#jwt({ ...claims, ...this.#times(flow, now) }, grant.scopes)
      : randomUUID()
    this.#grants.set(token, grant)
    return { token, grant }
  }

  /** A new refresh token in the form of an example. It serves once. */
  issueRefresh(like: string, scopes: readonly string[]): string {
    const claims = claimsOf(like)
    const token = claims ? this.#jwt(claims, scopes) : remade(like)
    this.#refreshes.set(token, { scopes, spent: false })
    return token
  }

  /** Uses a refresh token up: the scopes that it stands for, `spent` the second time, or nothing when it is unknown. */
  spend(refreshToken: string): readonly string[] | 'spent' | undefined {
    const refresh = this.#refreshes.get(refreshToken)
    if (!refresh) return undefined
    if (refresh.spent) return 'spent'
    refresh.spent = true
    return refresh.scopes
  }

  /** Lets all access tokens expire that have been issued until now. Refresh tokens stay good. */
  expireAll(): void {
    this.#endedAt = Date.now()
    this.#grants.replaceAll((grant) => ({ ...grant, expiresAt: 0 }))
  }

  /**
   * What is known about an access token.
   *
   * @param now - The time by which it may have expired, in milliseconds since 1970.
   */
  standingOf(token: string, now = Date.now()): Standing {
    const grant = this.#grants.get(token)
    if (grant) return grant.expiresAt > now ? grant : 'expired'
    if (this.#strangers.get(token)) return 'stranger'
    if (this.#refreshes.get(token)) return 'forged'
    const keyId = keyIdOf(token)
    if (keyId?.startsWith(mark)) return this.#genuine(token, keyId, now)
    this.#strangers.set(token, true)
    return 'stranger'
  }

  /** A token that so many came after that it was forgotten speaks for itself. */
  #genuine(token: string, keyId: string, now: number): Standing {
    if (keyId !== this.#keyId || !isSignedBy(token, this.#key)) return 'forged'
    const { iat, exp, scope } = claimsOf(token) ?? {}
    // It knows in which second it was made, so all of the second in which tokens were ended count as ended.
    const isEnded = Number(iat ?? 0) * 1000 < this.#endedAt
    const expiresAt = isEnded ? 0 : Number(exp ?? 0) * 1000
    const grant = { scopes: listScopes(String(scope ?? '')), expiresAt }
    this.#grants.set(token, grant)
    return grant.expiresAt > now ? grant : 'expired'
  }

  #times(flow: TokenFlow, now: number): Claims {
    const iat = Math.floor(now / 1000)
    return { iat, exp: iat + Math.ceil(this.lifetimeOf(flow)) }
  }

  #jwt(claims: Claims, scopes: readonly string[]): string {
    // Two tokens of one second would be the same otherwise.
    return sign({ ...claims, scope: scopes.join(' '), jti: randomUUID() }, this.#key, this.#keyId)
  }
}

/** Another token of the same form: what stands before the last dot is kept, the rest is drawn anew. */
function remade(like: string): string {
  const start = like.lastIndexOf('.') + 1
  const isHex = /^[0-9a-f]+$/.test(like.slice(start))
  const letters = isHex ? '0123456789abcdef' : '0123456789abcdefghijklmnopqrstuvwxyz'
  const draw = () => letters.charAt(randomInt(letters.length))
  return like.slice(0, start) + Array.from({ length: Math.max(like.length - start, 32) }, draw).join('')
}
