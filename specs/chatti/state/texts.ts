/** What a text says to its recipient, and what sending it takes. */
import type { Row } from '@parlance/mock/state'

// GSM-7: the letters of its table, and those that take two places in it.
const letters = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const wideLetters = new Set('\f^{}\\[~]|€')

/** How many letters fit into a message of one part, and into each part of a longer one [lineage]. */
const plainParts = { single: 160, each: 153 }
const unicodeParts = { single: 70, each: 67 }

/** As long as the opt-out link: that it is longer than its tag is official, the length is Tall Bob’s [lineage]. */
const link = 'x'.repeat(13)

/** A text with its tags filled in: `{{ first_name }}`. A tag that has no value stays [inferred]. */
export function fillIn(text: string, values: Row): string {
  return text.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (tag, name: string) => {
    const value = values[name]
    return typeof value === 'string' ? value : tag
  })
}

/** What an answer tells of a text. The text is shown with its opt-out tag, but sent with the link [inferred]. */
export function measure(text: string): { unicode: boolean; length: number; num_segments: number } {
  const sent = text.replaceAll('{OptOutURL}', link)
  const wide = [...sent].filter((letter) => wideLetters.has(letter)).length
  const unicode = ![...sent].every((letter) => letters.has(letter) || wideLetters.has(letter))
  const size = unicode ? sent.length : sent.length + wide
  const parts = unicode ? unicodeParts : plainParts
  const segments = size <= parts.single ? 1 : Math.ceil(size / parts.each)
  return { unicode, length: lengthOf(text), num_segments: segments }
}

/** Characters as the contract counts them: an emoji is one. */
export function lengthOf(text: string): number {
  return [...text].length
}
