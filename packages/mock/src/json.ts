/** Reads JSON that anybody may have sent. */
import { isUtf8 } from 'node:buffer'

/** Far more levels than any API has, and far fewer than what fills the stack of code that walks through them. */
export const deepest = 500

/** Parses JSON. Throws a `TypeError` or `SyntaxError` that says what is wrong with it. */
export function parseJson(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw new TypeError('it is not UTF-8')
  const text = bytes.toString()
  if (isTooDeep(text)) throw new TypeError(`it is nested deeper than ${deepest} levels`)
  return JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text)
}

/** Whether the lists and objects of JSON stand too deep in each other. */
export function isTooDeep(text: string): boolean {
  // What is shorter has no room for so many brackets.
  return text.length > deepest && depthOf(text) > deepest
}

const quote = 0x22
const backslash = 0x5c

/** How deep lists and objects stand in each other; brackets in text do not count. */
function depthOf(text: string): number {
  let depth = 0
  let most = 0
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charCodeAt(at)
    if (letter === quote) at = endOfText(text, at)
    // `[` and `{`, `]` and `}` differ in one bit.
    else if ((letter | 0x20) === 0x7b) most = Math.max(most, (depth += 1))
    else if ((letter | 0x20) === 0x7d) depth -= 1
  }
  return most
}

/** Where the text ends that begins with a quote. */
function endOfText(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text.charCodeAt(at) !== quote) at += text.charCodeAt(at) === backslash ? 2 : 1
  return at
}
