/** Texts that match a regular expression, as far as one can be read; what cannot be is left to chance. */
import { expressionOf } from '../expression.ts'
import { between, pick, type Random } from './chance.ts'

/** Writes one text; `undefined` where none can be written, as behind a back-reference. */
type Writer = (random: Random, left: Room) => string

/** How much may still be written; a few signs of a pattern can ask for more than fits into memory. */
interface Room {
  pieces: number
}

/** How many pieces one text may have. */
const mostPieces = 20_000

/** How many times more than it has to something is repeated, where there is no limit. */
const leeway = 3

/** How often chance gets another try before it is given up. */
const attempts = 50

/**
 * A text that matches a pattern and that is as long as it has to be; `undefined` when none was found. Assertions are not
 * heeded when a text is written, but every text is tested.
 */
export function matching(
  pattern: string,
  random: Random,
  isFine: (text: string) => boolean = () => true,
): string | undefined {
  const write = writerOf(pattern)
  if (!write) return undefined
  const expression = expressionOf(pattern)
  try {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const text = write(random, { pieces: mostPieces })
      if (expression.test(text) && isFine(text)) return text
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
  }
  return undefined
}

function writerOf(pattern: string): Writer | undefined {
  const reader = new Reader(pattern)
  try {
    return readAlternatives(reader)
  } catch (error) {
    if (error instanceof Unreadable) return undefined
    throw error
  }
}

/** Something that only a whole engine of regular expressions could tell. */
class Unreadable extends Error {}

/** Where in a pattern one is. */
class Reader {
  readonly #text: string
  #place = 0

  constructor(text: string) {
    this.#text = text
  }

  get next(): string {
    return this.#text.charAt(this.#place)
  }

  /** The next character, which is then done with. */
  take(): string {
    return this.#text.charAt(this.#place++)
  }

  /** What matches here, which is then done with; nothing otherwise. */
  match(pattern: RegExp): RegExpExecArray | undefined {
    const found = new RegExp(pattern.source, 'y')
    found.lastIndex = this.#place
    const match = found.exec(this.#text)
    if (match) this.#place += match[0].length
    return match ?? undefined
  }
}

function readAlternatives(reader: Reader): Writer {
  const all = [readSequence(reader)]
  while (reader.match(/\|/)) all.push(readSequence(reader))
  return (random, left) => pick(all, random)(random, left)
}

function readSequence(reader: Reader): Writer {
  const parts: Writer[] = []
  while (reader.next !== '' && reader.next !== '|' && reader.next !== ')') parts.push(readRepeated(reader))
  return (random, left) => parts.map((write) => write(random, left)).join('')
}

function readRepeated(reader: Reader): Writer {
  const write = readOne(reader)
  const match = reader.match(/([*+?])\??|\{(\d+)(,(\d*))?\}\??/)
  if (!match) return write
  const [, sign, least, isRange, most] = match
  const low = least === undefined ? (sign === '+' ? 1 : 0) : Number(least)
  const open = sign === '?' ? 1 : low + leeway
  const high = least === undefined || (isRange && most === '') ? open : Number(isRange ? most : least)
  return (random, left) => {
    let text = ''
    for (let count = between(low, high, random); count > 0; count--) {
      if (left.pieces-- <= 0) throw new Unreadable()
      text += write(random, left)
    }
    return text
  }
}

const nothing: Writer = () => ''

function readOne(reader: Reader): Writer {
  const assertion = reader.match(/\^|\$|\\[bB]/)
  if (assertion) return nothing
  const group = reader.match(/\((\?(?::|<?[=!]|<\w+>))?/)
  if (group) return readGroup(reader, group[1] ?? '')
  if (reader.match(/\[/)) return anyOf(readClass(reader))
  if (reader.match(/\./)) return anyOf(words)
  if (reader.next === '\\') return anyOf(readEscape(reader))
  const character = reader.take()
  return () => character
}

function readGroup(reader: Reader, kind: string): Writer {
  const write = readAlternatives(reader)
  reader.take()
  return /^\?<?[=!]/.test(kind) ? nothing : write
}

/** Characters, as pairs of the first and the last code point of a range. */
type Characters = readonly (readonly [number, number])[]

const digits: Characters = [[48, 57]]
const words: Characters = [
  [97, 122],
  [65, 90],
  [48, 57],
  [95, 95],
]
const blanks: Characters = [[32, 32]]
const letters: Characters = [
  [97, 122],
  [65, 90],
]

/** What can be put in the place of a character that only must not be certain others. */
const printable: Characters = [
  [97, 122],
  [65, 90],
  [48, 57],
  [33, 47],
  [58, 64],
  [91, 96],
  [123, 126],
  [32, 32],
]

function readClass(reader: Reader): Characters {
  const isNegated = reader.match(/\^/) !== undefined
  const found: (readonly [number, number])[] = []
  while (reader.next !== ']') {
    if (reader.next === '') throw new Unreadable()
    const first = readMember(reader)
    const [only] = first
    const isRange = first.length === 1 && only![0] === only![1] && reader.match(/-(?!\])/)
    if (isRange) found.push([only![0], readMember(reader)[0]![1]])
    else found.push(...first)
  }
  reader.take()
  return isNegated ? without(found) : found
}

function readMember(reader: Reader): Characters {
  return reader.next === '\\' ? readEscape(reader) : single(reader.take())
}

function readEscape(reader: Reader): Characters {
  reader.take()
  const code = reader.match(/u\{([\da-f]+)\}|u([\da-f]{4})|x([\da-f]{2})/) ?? reader.match(/[uU]([\dA-F]{4})/)
  if (code) return single(String.fromCodePoint(Number.parseInt(code.slice(1).find(Boolean)!, 16)))
  const property = reader.match(/p\{(\w+)[^}]*\}/)
  if (property) return property[1]!.startsWith('N') ? digits : letters
  const character = reader.take()
  if (/[1-9kP]/.test(character)) throw new Unreadable()
  return escapes[character] ?? single(controls[character] ?? character)
}

const escapes: Record<string, Characters | undefined> = {
  d: digits,
  w: words,
  s: blanks,
  D: without(digits),
  W: without(words),
  S: without(blanks),
}

const controls: Record<string, string | undefined> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v', 0: '\0' }

function single(character: string): Characters {
  const code = character.codePointAt(0) ?? 0
  return [[code, code]]
}

function without(excluded: Characters): Characters {
  const codes = printable.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, n) => first + n),
  )
  const allowed = codes.filter((code) => !excluded.some(([first, last]) => code >= first && code <= last))
  return allowed.map((code) => [code, code])
}

function anyOf(characters: Characters): Writer {
  if (characters.length === 0) throw new Unreadable()
  return (random) => {
    const [first, last] = pick(characters, random)
    return String.fromCodePoint(between(first, last, random))
  }
}
