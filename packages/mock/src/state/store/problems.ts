/** What can be wrong with a change of the data. */

/** A record that does not keep to its schema: a mistake in the rules, or in what is to be restored. */
export class InvalidRecord extends Error {
  readonly collection: string
  readonly key: string
  /** What is wrong with it, each in one sentence with its place. */
  readonly violations: readonly string[]

  constructor(collection: string, key: string, violations: readonly string[]) {
    super(`The record "${key}" of "${collection}" is not valid: ${violations.join('; ')}.`)
    this.name = 'InvalidRecord'
    this.collection = collection
    this.key = key
    this.violations = violations
  }
}

/** All sessions together hold as much as they may; what was to be added is not there. */
export class StateFull extends Error {
  constructor(most: number) {
    super(
      `The data of all sessions may take ${most} bytes, and this would be more: ` +
        'reset sessions, drop sessions and snapshots that are no longer needed, or raise --state-limit.',
    )
    this.name = 'StateFull'
  }
}
