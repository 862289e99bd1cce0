/** An access token that the client made. */
export interface Token {
  readonly value: string
  readonly refreshToken?: string | undefined
  /** Milliseconds since 1970. */
  readonly createdAt: number
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

/** Keeps tokens where several clients or processes can share them. What it is given is secret. */
export interface TokenStore {
  /** The token under a key, if there is one. */
  get(key: string): Token | undefined | Promise<Token | undefined>
  /** Keeps a token until it is replaced. */
  set(key: string, token: Token): void | Promise<void>
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

/**
 * The current token of a client: made once however many calls ask for it, and renewed in the background before it ends.
 */
export class TokenSource {
  readonly #key: string
  readonly #store: TokenStore | undefined
  readonly #make: (old: Token | undefined) => Promise<Token>
  #token: Token | undefined
  #making: Making | undefined
  #failure: unknown
  /** How many renewals have failed: a call that began before the last of them shares its failure. */
  failures = 0

  constructor(key: string, store: TokenStore | undefined, make: (old: Token | undefined) => Promise<Token>) {
    this.#key = key
    this.#store = store
    this.#make = make
  }

  /** A token that has not ended; waits for one if need be. */
  async get(): Promise<Token> {
    const stored = this.#token ?? (await this.#store?.get(this.#key))
    // Another call may be further by now, and what the store said is older than what that one has made.
    const token = (this.#token ??= stored)
    const now = Date.now()
    if (token === undefined || token.expiresAt <= now) return this.#renew()
    if (token.expiresAt - now < Math.min(earliness, (token.expiresAt - token.createdAt) / 10)) {
      // The old token still serves, so nobody has to wait for the new one or learn that it failed this time.
      this.#renew().catch(() => {})
    }
    return token
  }

  /**
   * Another token than one that was refused, or `undefined` when it is too young to have ended: then the refusal is
   * about something else.
   *
   * @param failures - How many renewals had failed when the call began.
   */
  async after(refused: Token, failures: number): Promise<Token | undefined> {
    if (this.#token !== refused && this.#token !== undefined) return this.#token
    if (this.#making) return this.#renew()
    const now = Date.now()
    if (refused.expiresAt > now && now - refused.createdAt < freshness) return undefined
    if (this.failures !== failures) throw this.#failure
    return this.#renew()
  }

  async #renew(): Promise<Token> {
    const making = (this.#making ??= this.#begin())
    try {
      return await making.token
    } catch (error) {
      if (making.isOver) throw error
      if (this.#making === making) this.#making = undefined
      return this.#renew()
    }
  }

  #begin(): Making {
    const making: Making = {
      isOver: false,
      token: this.#replace().finally(() => {
        making.isOver = true
        if (this.#making === making) this.#making = undefined
      }),
    }
    return making
  }

  async #replace(): Promise<Token> {
    try {
      const old = this.#token
      this.#token = (await this.#renewedElsewhere(old)) ?? (await this.#makeAndStore(old))
      return this.#token
    } catch (error) {
      this.failures += 1
      this.#failure = error
      throw error
    }
  }

  /** What another process has put into the store since this one looked. */
  async #renewedElsewhere(old: Token | undefined): Promise<Token | undefined> {
    const stored = await this.#store?.get(this.#key)
    const isNews = stored && stored.value !== old?.value && stored.expiresAt > Date.now()
    return isNews ? stored : undefined
  }

  async #makeAndStore(old: Token | undefined): Promise<Token> {
    const token = await this.#make(old)
    await this.#store?.set(this.#key, token)
    return token
  }
}
