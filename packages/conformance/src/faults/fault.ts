/** What a planted fault is: something that does not keep the contract, and the check that has to see it. */

/** A fault that stands between the suite and what it checks. */
export interface Fault<Between> {
  /** What goes wrong, in words that follow "a mock that" or "a client that". */
  readonly name: string
  /** Name of the check that has to fail. */
  readonly caughtBy: string
  /**
   * What stands in between.
   *
   * @param act - To be called whenever something is spoilt: where there is nothing to spoil, there is nothing to catch.
   */
  plant(between: Between, act: () => void): Between
}
