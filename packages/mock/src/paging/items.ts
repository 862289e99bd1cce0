/** The items of a list: those of its example, and as many more like them as are wanted. */
import { isObject } from '../document.ts'

/**
 * The item at an index. After the last example they begin again from the first, each with an id of its own, or where
 * items have none, with a time of its own.
 */
export function itemAt(examples: readonly unknown[], index: number, idName: string | undefined): unknown {
  const example = examples[index % examples.length]
  if (index < examples.length || !isObject(example)) return example
  const name = idKeyOf(example, idName)
  if (name === undefined) return later(example, index - examples.length + 1)
  const last = lastId(examples, name)
  return last === undefined ? example : withId(example, name, idAfter(last, index - examples.length + 1))
}

type Item = Record<string, unknown>

/** The property that identifies an item: `id`, else what the path of a single one calls it, else the first that ends so. */
function idKeyOf(item: Item, idName: string | undefined): string | undefined {
  const names = ['id', '_id', ...(idName === undefined ? [] : [idName])]
  return (
    names.find((name) => isId(item[name])) ??
    Object.keys(item).find((name) => /id$/i.test(name) && isId(item[name]))
  )
}

type Id = string | number

function isId(value: unknown): value is Id {
  return typeof value === 'number' || (typeof value === 'string' && value !== '')
}

/** The id that all others come before: what comes after it is new. */
export function lastId(examples: readonly unknown[], name: string): Id | undefined {
  const ids = examples.flatMap((example) => (isObject(example) && isId(example[name]) ? [example[name]] : []))
  return ids.toSorted((a, b) => (isBefore(a, b) ? -1 : 1)).at(-1)
}

function isBefore(a: Id, b: Id): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a < b
  const [left, right] = [String(a), String(b)]
  return left.length === right.length ? left < right : left.length < right.length
}

/** The id so many places after another, in the same form: digits stay digits, letters stay letters. */
export function idAfter(id: Id, count: number): Id {
  if (typeof id === 'number') return id + count
  const isHex = /[a-f]/.test(id) && /^[0-9a-f-]+$/.test(id)
  const signs = [...id]
  let carry = count
  let first = signs.length
  for (let index = signs.length - 1; index >= 0 && carry > 0; index--) {
    const alphabet = isHex ? alphabets.hex : alphabets.all.find((one) => one.includes(signs[index]!))
    const place = alphabet?.indexOf(signs[index]!) ?? -1
    if (!alphabet || place < 0) continue
    signs[index] = alphabet.charAt((place + carry) % alphabet.length)
    carry = Math.floor((place + carry) / alphabet.length)
    first = index
  }
  // What has no more room gets longer.
  if (carry > 0) signs.splice(first, 0, String(carry))
  return signs.join('')
}

const alphabets = {
  hex: '0123456789abcdef',
  all: ['0123456789', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'],
}

/** A copy of an item with another id, which its addresses name as well. */
function withId(item: Item, name: string, id: Id): Item {
  const old = String(item[name]).replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  const segment = new RegExp(`(?<=/)${old}(?=$|[/.?#])`, 'gi')
  const text = String(id)
  const rename = (found: string) => (found === found.toLowerCase() ? text.toLowerCase() : text)
  const copy = mapStrings(item, (value) =>
    value.includes('/') ? value.replaceAll(segment, rename) : value,
  ) as Item
  copy[name] = id
  return copy
}

const point = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?=(\.\d+)?Z$)/

/** A copy of an item with its first point in time so many seconds later; the item itself when it has none. */
function later(item: Item, seconds: number): Item {
  const found = Object.entries(item).find(([, value]) => typeof value === 'string' && point.test(value))
  if (!found) return item
  const [name, value] = found as [string, string]
  const moved = (text: string) => new Date(Date.parse(`${text}Z`) + seconds * 1000).toISOString().slice(0, 19)
  return { ...item, [name]: value.replace(point, moved) }
}

function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((one) => mapStrings(one, change))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapStrings(one, change)]))
}
