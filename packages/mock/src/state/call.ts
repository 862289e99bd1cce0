/** One request to a provider that keeps state: what rules may ask and do. */
import { parse, type ParsedUrlQuery } from 'node:querystring'
import { isObject } from '../document.ts'
import type { Preferring } from '../exchange.ts'
import type { Answer } from '../judge/question.ts'
import { contentOf } from '../journal/call.ts'
import { claimsOf } from '../auth/jwt.ts'
import type { Engine, Task } from './engine.ts'
import { draftOf, timesOf } from './draft.ts'
import { nextKey } from './keys.ts'
import { Refused } from './refused.ts'
import type { Row, StateCall, StateCollection, StateEvent, StateReply, StateWorld, Upload } from './rules.ts'
import type { Selection } from './selected.ts'
import type { RecordShape } from './shape.ts'
import { placeIn } from './success.ts'
import { uploadIn } from './upload.ts'
import { usual } from './usual.ts'

const nothing: ParsedUrlQuery = {}
const noBody: Row = Object.freeze({})

/** A list of which the pager has yet to cut a page. */
export interface Listing extends StateReply, Selection {
  /** How each row is shown to who asks; as it is without it. */
  readonly show?: (call: Call, row: Row) => unknown
  /** When a row came, for rows of one collection in the order of their arrival. */
  readonly sequenceOf?: (row: Row) => number
}

type Order = NonNullable<Selection['order']>

export class Call implements StateCall {
  readonly operation: string
  readonly method: string
  readonly params: Readonly<Record<string, string>>
  readonly query: ParsedUrlQuery
  readonly task: Task
  readonly exchange: Preferring
  readonly #answer: Answer
  readonly #engine: Engine
  readonly #world: StateWorld
  #content: { readonly value: unknown } | undefined
  #claims: { readonly value: Row | undefined } | undefined
  #isTimed = false

  /** @param answer - What the contract alone would say. */
  constructor(engine: Engine, task: Task, world: StateWorld, exchange: Preferring, answer: Answer) {
    this.#answer = answer
    this.#engine = engine
    this.#world = world
    this.task = task
    this.exchange = exchange
    this.operation = exchange.operation.id
    this.method = exchange.operation.method.toUpperCase()
    this.params = exchange.params
    this.query = exchange.query === '' ? nothing : parse(exchange.query)
  }

  get now(): Date {
    this.#isTimed = true
    return this.#world.now
  }

  get time(): string {
    this.#isTimed = true
    return this.#world.time
  }

  /** Whether the answer depends on when the request came: the rules have looked at the clock. */
  get isTimed(): boolean {
    return this.#isTimed
  }

  get server(): string {
    return this.#engine.server
  }

  get content(): unknown {
    this.#content ??= { value: sentIn(this.exchange) }
    return this.#content.value
  }

  get body(): Row {
    return isObject(this.content) ? this.content : noBody
  }

  upload(field: string): Upload | undefined {
    return uploadIn(this.exchange, field)
  }

  get credential(): string | undefined {
    return this.#engine.credentialOf(this.exchange)
  }

  get claims(): Row | undefined {
    this.#claims ??= { value: this.credential === undefined ? undefined : claimsOf(this.credential) }
    return this.#claims.value
  }

  one(parameter: string): string | undefined {
    const value = this.query[parameter]
    return Array.isArray(value) ? value[0] : value
  }

  collection(name: string): StateCollection {
    return this.#world.collection(name)
  }

  random(): number {
    return this.#world.random()
  }

  randomText(length: number, alphabet: string): string {
    return this.#world.randomText(length, alphabet)
  }

  next(counter: string): number {
    return this.#world.next(counter)
  }

  after(seconds: number, timer: string, data: Row): void {
    this.#world.after(seconds, timer, data)
  }

  get isListened(): boolean {
    return this.#world.isListened
  }

  emit(event: StateEvent): void {
    this.#world.emit(event)
  }

  usual(): StateReply {
    return usual(this, this.#engine) ?? {}
  }

  refuse(status: number, message: string): never {
    throw new Refused(status, message, { sentence: message })
  }

  require(collection: string, key: string | number | undefined): Row {
    const { readKey } = this.#engine.shapeOf(collection).rules
    const row = this.collection(collection).get(readKey && key !== undefined ? readKey(String(key)) : key)
    if (row) return row
    throw new Refused(404, `there is no ${key} among ${collection}`)
  }

  create(collection: string, input: Row): Row {
    const { document, completion } = this.#engine
    const shape = this.#engine.shapeOf(collection)
    const { schema, key, rules } = shape
    const draft = schema ? draftOf(document, input, { schema, isOpen: !this.task.writable }) : input
    const times = schema ? timesOf(document, schema, draft, this.time, true) : {}
    const own = { [key]: this.#keyFor(shape, draft) }
    const made = { ...own, ...draft, ...own, ...times }
    const row = rules.create?.(this, made) ?? made
    return this.collection(collection).put(schema ? completion.whole(schema, row) : row)
  }

  /** The key of a new record: that of the request, where it is for clients to name it. */
  #keyFor(shape: RecordShape, draft: Row): string | number {
    const { name, key, rules } = shape
    const { role, resource, writable } = this.task
    const isTheirs = role === 'create' && resource?.name === name && writable?.has(key)
    const given = isTheirs ? draft[key] : undefined
    if (rules.newKey) return rules.newKey(this)
    if (typeof given !== 'string' && typeof given !== 'number')
      return nextKey(this.#world, shape, this.#engine)
    if (!this.collection(name).get(given)) return given
    throw new Refused([409, 422, 400], `there is a ${given} among ${name} already`)
  }

  /** Answers as the contract does; what it says of a record is said of this one. */
  declared(row: Row): StateReply {
    const { body } = this.#answer
    if (!isObject(body)) return { body }
    const known = Object.entries(row).filter(([name]) => Object.hasOwn(body, name))
    return { body: { ...body, ...Object.fromEntries(known) } }
  }

  show(collection: string, row: Row, more: Pick<StateReply, 'status' | 'headers'> = {}): StateReply {
    const { schema } = this.task.success
    if (schema === undefined) return more
    const shown = this.shown(collection, row, false)
    const { schema: own } = this.#engine.shapeOf(collection)
    const place = own === undefined ? '' : placeIn(this.#engine.document, schema, own)
    if (!place) return { ...more, body: shown }
    const { body } = this.#answer
    return { ...more, body: { ...(isObject(body) ? body : {}), [place]: shown } }
  }

  /** A record as its collection shows it. */
  shown(collection: string, row: Row, isList: boolean): unknown {
    const { rules } = this.#engine.shapeOf(collection)
    return rules.show ? rules.show(this, row, isList) : row
  }

  /** The records of a collection that the request chooses, the oldest first. */
  chosen(collection: string, condition?: (row: Row) => boolean): readonly Row[] {
    const filter = this.#engine.filters.of(this, this.#engine.shapeOf(collection), this.task)
    const both = condition && filter ? (row: Row) => condition(row) && filter(row) : (condition ?? filter)
    const all = this.collection(collection)
    return both ? all.where(both) : all.rows()
  }

  list(collection: string, condition?: (row: Row) => boolean, order?: Order): StateReply {
    const { rules } = this.#engine.shapeOf(collection)
    const wanted = order ?? this.#engine.rules.order?.(this.query) ?? rules.order ?? 'newest'
    const records = this.collection(collection)
    const listing: Listing = {
      rows: this.chosen(collection, condition),
      order: wanted,
      ...(rules.show && { show: (call: Call, row: Row) => call.shown(collection, row, true) }),
      ...(typeof wanted === 'string' && { sequenceOf: (row: Row) => records.sequenceOf(row) ?? 0 }),
    }
    return listing
  }

  page(rows: readonly unknown[]): StateReply {
    const listing: Listing = { rows }
    return listing
  }
}

/** What a body says: JSON itself, or the fields of a form. */
function sentIn(exchange: Preferring): unknown {
  const { body, request } = exchange
  return typeof body === 'string' ? contentOf({ ...exchange, headers: request.headers }).body : body
}
