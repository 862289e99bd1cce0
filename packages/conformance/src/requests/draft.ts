/** Requests before they are written. */
import type { ContractOperation } from './contract.ts'

/** A text that is sent as it stands, whatever the schema would have. */
export class Raw {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

export interface DraftBody {
  readonly mediaType: string
  /** A value to be written in the media type, or a {@link Raw} text. */
  readonly value: unknown
}

/** What a request says: values by the names of its parameters, and a body. */
export interface Draft {
  readonly path: Readonly<Record<string, unknown>>
  readonly query: Readonly<Record<string, unknown>>
  readonly header: Readonly<Record<string, unknown>>
  readonly body: DraftBody | undefined
}

/** A draft with other values in its path, and in its query where there are any. */
export function aimedAt(draft: Draft, path: Draft['path'], query: Draft['query'] = {}): Draft {
  return { ...draft, path: { ...draft.path, ...path }, query: { ...draft.query, ...query } }
}

/** A request as it goes over the wire. */
export interface Wire {
  readonly method: string
  /** From the provider's origin on, with the query. */
  readonly target: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

/** What a case is about. */
export type Kind =
  | 'valid'
  | 'invalid'
  | 'without header'
  | 'wrong method'
  | 'without credentials'
  | 'wrong credentials'
  | 'after create'
  | 'after delete'

/** One request of the suite, and what it is about. */
export interface Case {
  readonly kind: Kind
  /** What is special about it: `query.limit is "abc"`. */
  readonly what: string
  readonly operation: ContractOperation
  readonly draft: Draft
  readonly wire: Wire
}
