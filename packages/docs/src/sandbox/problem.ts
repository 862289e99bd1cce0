import type { SandboxProblem } from './protocol.ts'

/** Why the worker has no answer. */
export class Problem extends Error {
  readonly kind: SandboxProblem

  constructor(kind: SandboxProblem, message: string) {
    super(`${message} Or start the mock on your machine: npx @parlance/mock`)
    this.kind = kind
  }
}
