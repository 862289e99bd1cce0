/** Finds records by what they have in a property, without going through all of them. */
import { isObject } from '../../document.ts'
import type { Row } from '../rules.ts'

/** The keys of records by the values of one property. */
export class Lookup {
  readonly #path: readonly string[]
  readonly #keys = new Map<unknown, Set<string>>()

  constructor(property: string) {
    this.#path = property.split('.')
  }

  /** The keys of the records that have a value, in no order. */
  find(value: unknown): Iterable<string> {
    return this.#keys.get(value) ?? []
  }

  /** Takes note that a record has come, changed or gone. */
  move(key: string, before: Row | undefined, after: Row | undefined): void {
    for (const value of this.#valuesIn(before)) {
      const keys = this.#keys.get(value)
      keys?.delete(key)
      if (keys?.size === 0) this.#keys.delete(value)
    }
    for (const value of this.#valuesIn(after)) {
      const keys = this.#keys.get(value) ?? new Set()
      this.#keys.set(value, keys.add(key))
    }
  }

  /** What a record has; a list counts for each of its items. */
  #valuesIn(row: Row | undefined): readonly unknown[] {
    const value = this.#path.reduce<unknown>(within, row)
    if (Array.isArray(value)) return value
    return value === undefined ? [] : [value]
  }
}

function within(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined
}
