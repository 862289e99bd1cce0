import type { SandboxProblem } from './protocol.ts'

/** The mock of the page cannot answer at all; the message says why, and what to do. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError'
  /** What kind of problem it is, for programs. */
  readonly problem: SandboxProblem

  constructor(problem: SandboxProblem, message: string) {
    super(message)
    this.problem = problem
  }
}
