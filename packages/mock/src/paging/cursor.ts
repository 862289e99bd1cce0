/** Cursors: places in a list, written so that nobody is tempted to count with them. */

/** How the places of a list are written. */
export interface Cursors {
  /** The cursor of the item with this index. */
  cursorOf(index: number): string
  /** The index that a cursor stands for; `undefined` when no list of the mock has given it out. */
  indexOf(cursor: string): number | undefined
}

/** No number that a cursor stands for is larger. */
const most = 10 ** 9

// 18 digits, more than fit a JavaScript number: clients have to treat them as text.
const least = 10n ** 17n
const range = 9n * least
const factor = 48_271_693_117_534_931n
const offset = 212_223_545_678_912_345n
const inverse = inverseOf(factor, range)

/** For lists that do not change: the index itself. */
export const indexes: Cursors = { cursorOf, indexOf }

/** The cursor of a number. */
export function cursorOf(index: number): string {
  return String(least + ((BigInt(index) * factor + offset) % range))
}

/** The number that a cursor stands for; `undefined` when it was never one. */
export function indexOf(cursor: string): number | undefined {
  if (!/^\d{18}$/.test(cursor)) return undefined
  const index = modulo((BigInt(cursor) - least - offset) * inverse, range)
  return index <= most ? Number(index) : undefined
}

/** By Euclid's algorithm; the two have no common factor. */
function inverseOf(value: bigint, modulus: bigint): bigint {
  let [old, rest] = [value, modulus]
  let [a, b] = [1n, 0n]
  while (rest !== 0n) {
    const quotient = old / rest
    ;[old, rest] = [rest, old - quotient * rest]
    ;[a, b] = [b, a - quotient * b]
  }
  return modulo(a, modulus)
}

function modulo(value: bigint, modulus: bigint): bigint {
  return ((value % modulus) + modulus) % modulus
}
