/**
 * What a provider does with its data where its document cannot say it: `specs/<provider>/state/rules.ts`. Everything else
 * (create, read, list, update and delete of each resource) is derived from the document.
 */
import type { ParsedUrlQuery } from 'node:querystring'

/** One thing as the provider shows it. It is frozen: a change puts another one in its place. */
export type Row = Readonly<Record<string, unknown>>

/** The rules of one provider; each part may be left out. */
export interface StateRules {
  /** By name: the resource of the document, or a name of your own for what only the rules know. */
  readonly collections?: Readonly<Record<string, CollectionRules>>
  /** By operation id: what an operation does when it is not what its place in the document says. */
  readonly operations?: Readonly<Record<string, StateHandler>>
  /** By the name that `after` was given: what happens when its time has come. */
  readonly timers?: Readonly<Record<string, (world: StateWorld, data: Row) => void>>
  /** Who hears of an event beside those that the mock was started with: addresses that are part of the data. */
  readonly subscribers?: (world: StateWorld, event: StateEvent) => readonly Subscriber[]
  /** What a listener's answer to an event makes the provider do: requests of its own API, in the same session. */
  readonly replied?: (world: StateWorld, event: StateEvent, answer: unknown) => readonly StateRequest[]
  /**
   * How a list parameter chooses, for all operations that have it, unless their collection says otherwise: by the name
   * of the parameter. `*` gets those that nothing else knows.
   */
  readonly filters?: Readonly<Record<string, StateFilter>>
  /** How a list is to be sorted, when its query says so; `undefined` leaves it in the order of the collection. */
  readonly order?: (query: ParsedUrlQuery) => Comparator | undefined
}

/** How the records of one collection come to be, change and go. */
export interface CollectionRules {
  /** The component schema that records keep to. Default: what the document's operations on the resource answer. */
  readonly schema?: string
  /** The property that identifies a record. Default: `id`, `_id`, or what the path of a single one calls it. */
  readonly key?: string
  /**
   * Makes the key of a new record. Default: the one that the request names, where its schema lets it; else the one that
   * follows the newest, in the form of the document's examples.
   */
  readonly newKey?: (world: StateWorld) => string | number
  /** The key that a request means, where the provider takes it in several ways, such as in small letters. */
  readonly readKey?: (text: string) => string
  /** Which records lists show first. Default: `newest`. */
  readonly order?: 'newest' | 'oldest'
  /**
   * Completes a new record: the draft has what the request says under the names of the schema, key and times included.
   * What is still missing afterwards and must be there gets its default, `null` or the plainest value.
   */
  readonly create?: (call: StateCall, draft: Row) => Row
  /** Completes a changed record: the draft is the old one with the changes merged into it as `x-merge` says. */
  readonly update?: (call: StateCall, draft: Row, before: Row) => Row
  /** Looks at a record that is to be deleted: refuses, or deletes what belongs to it. */
  readonly remove?: (call: StateCall, row: Row) => void
  /** How a record is shown, when it is not as it is kept; `isList` tells a list from a single one. */
  readonly show?: (call: StateCall, row: Row, isList: boolean) => unknown
  /** How list parameters choose, by their names. */
  readonly filters?: Readonly<Record<string, StateFilter>>
}

/** Reads the value of a parameter once, and says of each record whether it stays. `undefined` chooses all. */
export type StateFilter = (
  value: string,
  call: StateCall,
  name: string,
) => ((row: Row) => boolean) | undefined

export type Comparator = (a: Row, b: Row) => number

/** Answers one request; nothing for what the contract alone would answer. It may not wait for anything. */
export type StateHandler = (call: StateCall) => StateReply | undefined

export interface StateReply {
  /** Default: the lowest success that the operation declares. */
  readonly status?: number
  /** Names in any case. */
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** The data of one provider, at one moment. */
export interface StateWorld {
  /** The time by the clock of the session. */
  readonly now: Date
  /** The same as the answers write it: ISO 8601, UTC, with milliseconds. */
  readonly time: string
  collection(name: string): StateCollection
  /** A number from 0 up to 1; with the same seed the same requests get the same ones. */
  random(): number
  /** A text of so many characters of an alphabet, drawn by `random`. */
  randomText(length: number, alphabet: string): string
  /** The next number of a counter of this name, from 1. */
  next(counter: string): number
  /** Calls a timer of the rules when so many seconds have passed by the clock. */
  after(seconds: number, timer: string, data: Row): void
  /** Tells those who listen, once the request has succeeded. */
  emit(event: StateEvent): void
  /**
   * Whether the mock was started with an address for the provider's events. Where it was not, and nobody in the data
   * listens either, an event need not be made.
   */
  readonly isListened: boolean
}

/** What happened, as a webhook tells it. */
export interface StateEvent {
  /** Name of the webhook in the document. */
  readonly webhook: string
  /** What it is about, for those who listen to some events only. Default: the name of the webhook. */
  readonly name?: string
  readonly body: Row
}

/** A request of the provider's own API. */
export interface StateRequest {
  readonly method: string
  /** Below the origin, the path of the server included. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  readonly body?: unknown
}

/** Who is told. */
export interface Subscriber {
  readonly url: string
  readonly secret?: string
}

/** Records of one kind, in the order in which they came. */
export interface StateCollection {
  readonly name: string
  readonly size: number
  get(key: string | number | undefined): Row | undefined
  /** All of them, the oldest first; not to be kept beyond the request. */
  rows(): readonly Row[]
  /** Those that a condition chooses, the oldest first. */
  where(condition: (row: Row) => boolean): Row[]
  /**
   * Those that have a value in a property, or in a list there, the oldest first: found without looking at all. Dots lead
   * inside: `profile.email`.
   */
  by(property: string, value: unknown): readonly Row[]
  /** The first that a condition chooses. */
  find(condition: (row: Row) => boolean): Row | undefined
  /** Adds a record, or puts it in the place of the one with the same key. It has to keep to its schema. */
  put(row: Row): Row
  /** Puts changes into a record: those keys only. */
  patch(key: string | number, changes: Row): Row
  /** When a record came: a number that grows with each new one, and stays the same through changes. */
  sequenceOf(row: Row): number | undefined
  /** Says whether it was there. */
  delete(key: string | number): boolean
}

/** What the head of a form's part tells of a file. */
export interface Upload {
  readonly name: string
  readonly contentType: string
  /** In bytes. */
  readonly size: number
}

/** One request, and what can be done for it. */
export interface StateCall extends StateWorld {
  /** The operation's id. */
  readonly operation: string
  readonly method: string
  /** Path parameters, decoded. */
  readonly params: Readonly<Record<string, string>>
  readonly query: ParsedUrlQuery
  /** The value of a query parameter that may be given once. */
  one(parameter: string): string | undefined
  /** The parsed body: an object for most requests; that it keeps to the contract is known. */
  readonly body: Row
  /** The body as it is, where it is no object: an array, a text, or nothing. */
  readonly content: unknown
  /** What is known of the file that a form has in a field; nothing where there is none. */
  upload(field: string): Upload | undefined
  /** The credential of the request without its scheme, and what a token tells of its owner. */
  readonly credential: string | undefined
  readonly claims: Row | undefined
  /** The first server of the document with its path, without a slash at the end: the beginning of links. */
  readonly server: string
  /** Does what the document says of the operation: for handlers that only add to it. */
  usual(): StateReply
  /** Refuses by throwing: everything that the request has changed is as before. */
  refuse(status: number, message: string): never
  /** The record of a key, or a 404. */
  require(collection: string, key: string | number | undefined): Row
  /** A new record of a collection as the request's body tells it: draft, `create`, what is missing. */
  create(collection: string, input: Row): Row
  /** Answers with a record: shown as its collection says, in the wrapper that the operation declares. */
  show(collection: string, row: Row, more?: Pick<StateReply, 'status' | 'headers'>): StateReply
  /** Answers with a page of what a condition chooses, after the filters of the query. */
  list(
    collection: string,
    condition?: (row: Row) => boolean,
    order?: 'newest' | 'oldest' | Comparator,
  ): StateReply
  /** Answers with a page of any rows, in their order. */
  page(rows: readonly unknown[]): StateReply
}

/** Gives rules their types. */
export function defineState(rules: StateRules): StateRules {
  return rules
}
