/** Texts that match a pattern. */
import * as fc from 'fast-check'

/** A pattern as JSON Schema means it: Unicode, save for patterns that are none then. */
export function regExpOf(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u')
  } catch {
    return new RegExp(pattern)
  }
}

/** Ways to make texts for a pattern, the widest first. Not all that they make has to match. */
export function matching(pattern: string): fc.Arbitrary<string>[] {
  const plain = withoutLookarounds(pattern)
  return [plain, tamed(plain)].flatMap((source) => {
    try {
      return [fc.stringMatching(regExpOf(source))]
    } catch {
      return [] // A pattern that cannot be turned round; the other way, or examples, have to do.
    }
  })
}

/** What looks ahead or back makes no text, it only forbids some. */
function withoutLookarounds(pattern: string): string {
  const start = /\(\?<?[=!]/.exec(pattern)
  if (!start) return pattern
  const end = endOfGroup(pattern, start.index)
  return withoutLookarounds(pattern.slice(0, start.index) + pattern.slice(end))
}

function endOfGroup(pattern: string, from: number): number {
  let depth = 0
  let isInClass = false
  for (let index = from; index < pattern.length; index += 1) {
    const letter = pattern[index]
    if (letter === '\\') index += 1
    else if (letter === '[') isInClass = true
    else if (letter === ']') isInClass = false
    else if (!isInClass && letter === '(') depth += 1
    else if (!isInClass && letter === ')' && --depth === 0) return index + 1
  }
  return pattern.length
}

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** The pattern with letters and digits for whatever may be anything, so that what it makes is likely a good address too. */
function tamed(pattern: string): string {
  return pattern.replaceAll(/\\.|\[\^((?:\\.|[^\]\\])*)\]|\[(?:\\.|[^\]\\])*\]|\./g, (part) => {
    if (part === '.') return `[${letters}]`
    if (!part.startsWith('[^')) return part
    const kept = [...letters].filter((letter) => regExpOf(part).test(letter))
    return kept.length > 0 ? `[${kept.join('')}]` : part
  })
}
