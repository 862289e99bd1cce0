/** An access token that the client made. */
export interface Token {
  readonly value: string
  readonly refreshToken?: string | undefined
  /** Milliseconds since 1970. */
  readonly createdAt: number
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

/**
 * Keeps tokens where several clients or processes can share them. What it is given is secret. Keys tell provider, server
 * and account apart: they name the first of the credentials, a client id or an email address.
 *
 * `tokenStoreChecks` of `@parlance/runtime/stores/testing` tries a store out.
 */
export interface TokenStore {
  /** The token under a key, if there is one. */
  get(key: string): Token | undefined | Promise<Token | undefined>
  /** Keeps a token until it is replaced. */
  set(key: string, token: Token): void | Promise<void>
  /**
   * Gives what `renew` gives, and lets nobody else in the fleet renew the token under this key meanwhile. `renew` looks
   * into the store first, so whoever comes second finds what the first has made. Default: everybody renews alone.
   */
  exclusively?(key: string, renew: () => Promise<Token>): Promise<Token>
}

/** A token is renewed this long before it ends, or a tenth of its life if that is less. */
const earliness = 60_000

/** A token younger than this is not at fault when it is refused. */
const freshness = 30_000

/** A token that is being made. */
interface Making {
  readonly token: Promise<Token>
  /** Whether it is over. A Worker's platform rejects for other requests what it will never finish. */
  isOver: boolean
}

/** The current token of a client: made once however many calls ask for it, and renewed in the background before it ends. */
export interface TokenSource {
  /** A token that has not ended; waits for one if need be. */
  get(): Promise<Token>
  /**
   * Another token than one that was refused, or `undefined` when it is too young to have ended: then the refusal is
   * about something else.
   *
   * @param failed - How many renewals had failed when the call began.
   */
  after(refused: Token, failed: number): Promise<Token | undefined>
  /** How many renewals have failed: a call that began before the last of them shares its failure. */
  failures(): number
}

/** Makes the source of a client's tokens. */
export function tokenSource(
  key: string,
  store: TokenStore | undefined,
  make: (old: Token | undefined) => Promise<Token>,
): TokenSource {
  let token: Token | undefined
  let making: Making | undefined
  let failure: unknown
  let failures = 0

  /** A new token, unless another process has put one into the store since this one looked. */
  const makeUnlessRenewed = async (old: Token | undefined): Promise<Token> => {
    const stored = await store?.get(key)
    if (stored && stored.value !== old?.value && stored.expiresAt > Date.now()) return stored
    const made = await make(old)
    await store?.set(key, made)
    return made
  }

  const replace = async (): Promise<Token> => {
    const old = token
    const renewal = (): Promise<Token> => makeUnlessRenewed(old)
    try {
      return (token = await (store?.exclusively?.(key, renewal) ?? renewal()))
    } catch (error) {
      failures += 1
      throw (failure = error)
    }
  }

  const begin = (): Making => {
    const begun: Making = {
      isOver: false,
      token: replace().finally(() => {
        begun.isOver = true
        if (making === begun) making = undefined
      }),
    }
    return begun
  }

  const renew = async (): Promise<Token> => {
    const current = (making ??= begin())
    try {
      return await current.token
    } catch (error) {
      if (current.isOver) throw error
      if (making === current) making = undefined
      return renew()
    }
  }

  return {
    failures: () => failures,
    async get() {
      const stored = token ?? (await store?.get(key))
      // Another call may be further by now, and what the store said is older than what that one has made.
      const current = (token ??= stored)
      const now = Date.now()
      if (current === undefined || current.expiresAt <= now) return renew()
      if (current.expiresAt - now < Math.min(earliness, (current.expiresAt - current.createdAt) / 10)) {
        // The old token still serves, so nobody has to wait for the new one or learn that it failed this time.
        renew().catch(() => {})
      }
      return current
    },
    async after(refused, failed) {
      if (token !== refused && token !== undefined) return token
      if (making) return renew()
      const now = Date.now()
      if (refused.expiresAt > now && now - refused.createdAt < freshness) return undefined
      if (failures !== failed) throw failure
      return renew()
    },
  }
}
