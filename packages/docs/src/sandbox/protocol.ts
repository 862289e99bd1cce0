/** What page and worker say to each other: plain data. */
import type { Sent } from '../../../mock/src/inside/sent.ts'
import type { Kept, KeptOrder } from './kept.ts'

/** What earlier pages of the tab have kept, by name. */
export interface Begin {
  readonly kind: 'begin'
  readonly texts: Readonly<Record<string, string>>
}

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

/** Something about the data of a provider. */
export interface Order {
  readonly kind: 'order'
  readonly id: number
  readonly provider: string
  readonly order: KeptOrder
}

/** Nobody waits for the answer any more. */
export interface Leave {
  readonly kind: 'leave'
  readonly id: number
}

/** What a page says. */
export type ToWorker = Begin | Ask | Order | Leave

/** Why there is no answer, for programs. */
export type SandboxProblem = 'no-worker' | 'no-document' | 'bad-document' | 'no-eval' | 'failed'

/** What a worker says to a request. */
export interface Answer {
  readonly kind: 'answer'
  readonly id: number
  readonly sent: Sent
}

/** What a worker says to an order. */
export interface Told {
  readonly kind: 'kept'
  readonly id: number
  readonly kept: Kept
}

/** Why a worker says nothing else. */
export interface Failure {
  readonly kind: 'failure'
  readonly id: number
  readonly problem: SandboxProblem
  readonly message: string
}

/** What the next page of the tab has to know. */
export interface Keep {
  readonly kind: 'keep'
  readonly name: string
  readonly text: string
}

/** What a worker says. */
export type ToPage = Answer | Told | Failure | Keep
