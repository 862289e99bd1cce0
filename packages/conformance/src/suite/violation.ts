import type { Exchange } from '../checks/index.ts'

/** Thrown inside a property, so that it is shrunk. */
export class Violation extends Error {
  readonly check: string
  readonly problems: readonly string[]
  readonly exchange: Exchange

  constructor(check: string, problems: readonly string[], exchange: Exchange) {
    super(problems.join(' '))
    this.check = check
    this.problems = problems
    this.exchange = exchange
  }
}
