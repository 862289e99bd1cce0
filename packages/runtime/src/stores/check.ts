/** One thing that a store must do. */
export interface StoreCheck {
  /** A statement: `lets no more go than fit in the window`. */
  readonly name: string
  /** @throws {Error} when the store does not do it; the message says what it did instead. */
  run(): Promise<void>
}

/** Fails a check unless two things are the same as JSON. */
export function same(actual: unknown, expected: unknown, what: string): void {
  const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (is !== should) throw new Error(`${what} must be ${should}, but is ${is}.`)
}

/** Fails a check unless a number lies above one bound and not above another. */
export function between(actual: number, above: number, most: number, what: string): void {
  if (!(actual > above && actual <= most)) {
    throw new Error(`${what} must be above ${above} and at most ${most}, but is ${actual}.`)
  }
}

/** A text that no other check uses. */
export function unique(): string {
  return `check-${crypto.randomUUID()}`
}
