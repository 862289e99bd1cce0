/** What page and worker say to each other: plain data. */
import type { Sent } from '../../../mock/src/inside/sent.ts'

/** A request for a provider. */
export interface Ask {
  readonly kind: 'ask'
  /** By which the answer is known; the page counts. */
  readonly id: number
  readonly provider: string
  readonly method: string
  /** Path and query below the provider's origin. */
  readonly target: string
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | undefined
}

/** Nobody waits for the answer any more. */
export interface Leave {
  readonly kind: 'leave'
  readonly id: number
}

/** What a page says. */
export type ToWorker = Ask | Leave

/** Why there is no answer, for programs. */
export type SandboxProblem = 'no-worker' | 'no-document' | 'bad-document' | 'no-eval' | 'failed'

/** What a worker says. */
export type ToPage =
  | { readonly kind: 'answer'; readonly id: number; readonly sent: Sent }
  | {
      readonly kind: 'failure'
      readonly id: number
      readonly problem: SandboxProblem
      readonly message: string
    }
