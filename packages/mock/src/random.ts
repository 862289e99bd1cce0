/** Chance that can be repeated, and taken back. */

/** Numbers that follow from a state, which can be kept (mulberry32). */
export class Random {
  state: number

  constructor(state: number) {
    this.state = state | 0
  }

  /** A number from 0 up to 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  /** A text of so many characters of an alphabet. */
  text(length: number, alphabet: string): string {
    let text = ''
    while (text.length < length) text += alphabet[Math.floor(this.next() * alphabet.length)]
    return text
  }
}

/** A state to begin with (FNV-1a): the same text gives the same one. */
export function stateFor(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  return value
}
