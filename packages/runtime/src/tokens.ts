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

/**
 * The current token of a client: made once however many calls ask for it, and renewed in the background before it ends.
 */
export class TokenSource {
  readonly #key: string
  readonly #store: TokenStore | undefined
  readonly #make: (old: Token | undefined) => Promise<Token>
  #token: Token | undefined
  #pending: Promise<Token> | undefined

  constructor(key: string, store: TokenStore | undefined, make: (old: Token | undefined) => Promise<Token>) {
    this.#key = key
    this.#store = store
    this.#make = make
  }

  /** A token that has not ended; waits for one if need be. */
  async get(): Promise<Token> {
    const token = (this.#token ??= await this.#store?.get(this.#key))
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
   */
  async after(refused: Token): Promise<Token | undefined> {
    if (this.#token !== refused && this.#token !== undefined) return this.#token
    if (this.#pending) return this.#pending
    return Date.now() - refused.createdAt < freshness ? undefined : this.#renew()
  }

  #renew(): Promise<Token> {
    this.#pending ??= this.#replace().finally(() => {
      this.#pending = undefined
    })
    return this.#pending
  }

  async #replace(): Promise<Token> {
    const token = await this.#make(this.#token)
    this.#token = token
    await this.#store?.set(this.#key, token)
    return token
  }
}
