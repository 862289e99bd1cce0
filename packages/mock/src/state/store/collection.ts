/** Records of one kind in one world. */
import type { Row, StateCollection } from '../rules.ts'
import type { CollectionDump } from './dump.ts'
import { keep, weigh } from './frozen.ts'
import type { Log } from './log.ts'
import { Lookup } from './lookup.ts'
import { checkRecord, type CollectionPlan, type Entries, type Entry, keyOf } from './plan.ts'
import { firstIndex } from './search.ts'

/** What a collection is filled with. */
export interface Content {
  readonly entries: Entries
  /** The last number that was given; default: that of the newest record. */
  readonly last?: number | undefined
}

/** Records by key, and in order of arrival. */
export class Collection implements StateCollection {
  readonly #plan: CollectionPlan
  readonly #log: Log
  readonly #entries: Map<string, Entry>
  /** By property, those that were asked for. */
  readonly #lookups = new Map<string, Lookup>()
  /** All records, the oldest first, and their numbers at the same places. */
  #rows: Row[]
  readonly #sequences: number[]
  /** The turn of the world in which `#rows` was last handed out. */
  #lent = -1
  #last: number
  #bytes = 0

  constructor(plan: CollectionPlan, log: Log, content: Content) {
    this.#plan = plan
    this.#log = log
    this.#entries = new Map(content.entries)
    this.#rows = Array.from(content.entries.values(), ({ row }) => row)
    this.#sequences = Array.from(content.entries.values(), ({ sequence }) => sequence)
    this.#last = Math.max(this.#sequences.at(-1) ?? 0, content.last ?? 0)
    for (const { bytes } of content.entries.values()) this.#bytes += bytes
  }

  get name(): string {
    return this.#plan.name
  }

  /** The property that identifies a record. */
  get key(): string {
    return this.#plan.key
  }

  get size(): number {
    return this.#rows.length
  }

  /** Roughly how many bytes its records take beside those of the beginning. */
  get bytes(): number {
    return this.#bytes
  }

  /** The last number that a record got. */
  get last(): number {
    return this.#last
  }

  keys(): Iterable<string> {
    return this.#entries.keys()
  }

  get(key: string | number | undefined): Row | undefined {
    return key === undefined ? undefined : this.#entries.get(String(key))?.row
  }

  rows(): readonly Row[] {
    this.#lent = this.#log.turn
    return this.#rows
  }

  where(condition: (row: Row) => boolean): Row[] {
    return this.#rows.filter((row) => condition(row))
  }

  find(condition: (row: Row) => boolean): Row | undefined {
    return this.#rows.find((row) => condition(row))
  }

  by(property: string, value: unknown): readonly Row[] {
    const found = Array.from(this.#lookup(property).find(value), (key) => this.#entries.get(key)!)
    return found.sort((a, b) => a.sequence - b.sequence).map(({ row }) => row)
  }

  put(given: Row): Row {
    const row = keep(given)
    const key = keyOf(this.#plan, row)
    checkRecord(this.#plan, key, row)
    const before = this.#entries.get(key)
    this.#change(key, before, { row, sequence: before?.sequence ?? this.#last + 1, bytes: weigh(row) })
    return row
  }

  /** Puts changes into a record; a key that is `undefined` in them is left out from now on. */
  patch(key: string | number, changes: Row): Row {
    const row = this.get(key)
    if (!row) throw new Error(`There is no record "${key}" in "${this.name}" to be changed`)
    const changed = { ...row, ...changes }
    if (String(changed[this.#plan.key]) !== String(key)) {
      throw new Error(`The key "${key}" of a record in "${this.name}" cannot be changed`)
    }
    return this.put(changed)
  }

  delete(key: string | number): boolean {
    const before = this.#entries.get(String(key))
    if (before) this.#change(String(key), before, undefined)
    return before !== undefined
  }

  /**
   * The number that a record got when it first arrived, by its key. Numbers only grow and belong to nobody else later, so
   * a page can go on behind one whatever came and went meanwhile.
   */
  sequenceOf(row: Row): number | undefined {
    return this.#entries.get(String(row[this.#plan.key]))?.sequence
  }

  /** Where in `rows()` the records begin whose numbers are above one. */
  positionAfter(sequence: number): number {
    const sequences = this.#sequences
    if (sequence >= (sequences.at(-1) ?? 0)) return sequences.length
    return firstIndex(sequences.length, (index) => sequences[index]! > sequence)
  }

  /** Where in `rows()` a record is. */
  positionOf(key: string | number): number | undefined {
    const entry = this.#entries.get(String(key))
    return entry && this.positionAfter(entry.sequence - 1)
  }

  /** All records and their numbers. */
  dump(): Required<CollectionDump> {
    return { records: this.#rows.slice(), sequences: this.#sequences.slice(), last: this.#last }
  }

  /** Puts an entry in the place of another, or takes it away, if there is room; it can be taken back. */
  #change(key: string, before: Entry | undefined, entry: Entry | undefined): void {
    const last = this.#last
    const bytes = (entry?.bytes ?? 0) - (before?.bytes ?? 0)
    this.#log.demand(bytes)
    this.#set(key, before, entry, bytes)
    this.#last = Math.max(last, entry?.sequence ?? 0)
    this.#log.note({ kind: 'record', collection: this.name, key }, bytes, () => {
      this.#set(key, entry, before, -bytes)
      this.#last = last
    })
  }

  #set(key: string, before: Entry | undefined, entry: Entry | undefined, bytes: number): void {
    // Whoever goes through the records while they change goes through those that there were.
    if (this.#lent === this.#log.turn) this.#rows = this.#rows.slice()
    this.#lent = -1
    this.#place((entry ?? before)!.sequence, before !== undefined, entry?.row)
    if (entry) this.#entries.set(key, entry)
    else this.#entries.delete(key)
    for (const lookup of this.#lookups.values()) lookup.move(key, before?.row, entry?.row)
    this.#bytes += bytes
  }

  #lookup(property: string): Lookup {
    const known = this.#lookups.get(property)
    if (known) return known
    const made = new Lookup(property)
    for (const [key, { row }] of this.#entries) made.move(key, undefined, row)
    this.#lookups.set(property, made)
    return made
  }

  /** Puts a row where its number belongs, in the place of the one that is there; without a row it goes. */
  #place(sequence: number, isThere: boolean, row: Row | undefined): void {
    const position = this.positionAfter(sequence - 1)
    if (row && isThere) {
      this.#rows[position] = row
    } else if (row && position === this.#rows.length) {
      this.#rows.push(row)
      this.#sequences.push(sequence)
    } else if (row) {
      this.#rows.splice(position, 0, row)
      this.#sequences.splice(position, 0, sequence)
    } else {
      this.#rows.splice(position, 1)
      this.#sequences.splice(position, 1)
    }
  }
}
