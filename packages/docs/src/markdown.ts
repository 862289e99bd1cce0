/** Pieces of the Markdown that pages are made of. */
import { posix } from 'node:path'
import type { Article } from './guides/article.ts'
import { oneLine } from './fields.ts'

/** A block of code. */
export function fence(language: string, code: string): string {
  return `\`\`\`${language}\n${code.trim()}\n\`\`\``
}

/** Code within a line. */
export function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``
}

/** A list; items are put on one line each. */
export function bullets(items: string[]): string {
  return items.map((item) => `- ${oneLine(item)}`).join('\n')
}

/** Paragraphs and blocks one after another; what is empty is left out. */
export function blocks(...parts: (string | false | undefined)[]): string {
  return `${parts
    .filter((part) => typeof part === 'string' && part.trim() !== '')
    .map((part) => String(part).trim())
    .join('\n\n')}\n`
}

/**
 * An item of a list of names: what it is called, what marks it, what it means. A list, because a table of prose is narrow
 * columns on a phone and mostly spaces in Markdown.
 */
export function named(name: string, marks: (string | false | undefined)[], meaning: string): string {
  const shown = marks.filter(Boolean).join(', ')
  return `${code(name)}${shown && ` (${shown})`}${meaning === '' ? '' : `: ${meaning}`}`
}

/** A link from one text to another, as texts of the repository link to each other: from file to file. */
export function linkTo(
  from: Pick<Article, 'source'>,
  to: Pick<Article, 'source'>,
  label: string,
  id = '',
): string {
  const path = posix.relative(posix.dirname(from.source), to.source)
  return `[${label}](${path}${id && `#${id}`})`
}

/** What a text says first. */
export function firstSentence(text: string): string {
  const line = oneLine(text)
  return /^.*?\.(?= |$)/.exec(line)?.[0] ?? line
}

/** `3 operations`, `1 operation`. */
export function count(number: number, noun: string, nouns = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : nouns}`
}
