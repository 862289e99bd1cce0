import type { Preference } from '../prefer.ts'
import type { Source } from './styles.ts'

/** One request, as the judge needs to see it. */
export interface Question {
  /** Path parameters by name, decoded. */
  readonly params: Readonly<Record<string, string>>
  /** The query by name, decoded. */
  readonly query: Source
  /** Names in lower case. */
  readonly headers: Source
  /** Parsed JSON, the text of any other body, or `undefined` when there is none. */
  readonly body: unknown
  /** The media type of the body, without its parameters. */
  readonly mediaType: string | undefined
  /** The `Accept` header, when it is to be heeded. */
  readonly accept: string | undefined
  readonly preference: Preference
}

/** What the contract answers. The same answer is the same object, so that what is made of it can be kept. */
export interface Answer {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** The value of the body, not to be changed; `undefined` when there is none. */
  readonly body: unknown
  /** The name of the example that it is, when it is one. */
  readonly example?: string
  /** How the answer itself breaks the contract. */
  readonly violations: readonly string[]
}

/** A request that has an answer. */
export interface Answered {
  readonly answer: Answer
  /** Why the request was refused, when the answer is an error that the operation declares for it. */
  readonly refusal?: string
}

/** The contract has no answer: the host has to refuse in the provider's general shape, by the first status it knows. */
export interface Unanswered {
  readonly statuses: readonly number[]
  readonly reason: string
}

export type Verdict = Answered | Unanswered

/** Says whether a request to one operation is valid, and what the contract answers. */
export type Judge = (question: Question) => Verdict
