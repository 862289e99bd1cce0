/** What a check is: a promise of the contract, and the code that sees whether it is kept. */
import type { Material } from '../requests/valid.ts'
import type { Case, Kind } from '../requests/draft.ts'
import type { Answer } from '../suite/send.ts'

/** A request and what came back. */
export interface Exchange extends Case {
  readonly answer: Answer
}

/** What checks judge by. */
export interface CheckContext extends Material {
  /** Whether the server keeps data, which may forbid what the contract allows. */
  readonly keepsState?: boolean | undefined
  /** Milliseconds that an answer may take; nothing means that nobody looks. */
  readonly maxResponseTime?: number | undefined
}

/** One promise of the contract. */
export interface Check {
  /** As Schemathesis calls it, in our spelling. */
  readonly name: string
  /** What holds when it passes, in one sentence. */
  readonly promises: string
  /** Which cases it looks at. */
  readonly kinds: readonly Kind[] | 'all'
  /** What is wrong with an exchange; nothing when all is well, `undefined` when there is nothing to look at. */
  problems(exchange: Exchange, context: CheckContext): readonly string[] | undefined
}

/** One problem or none. */
export function unless(isFine: boolean, problem: () => string): string[] {
  return isFine ? [] : [problem()]
}
