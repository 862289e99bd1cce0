/**
 * The line by which a proposed changeset is known. It holds a digest of the rest: as soon as somebody edits a word, the
 * file is theirs, and no proposal replaces it.
 */
import { createHash } from 'node:crypto'

const line = /^<!-- proposed by `npm run changeset`: (?<digest>[0-9a-f]{16}) -->\n+/m

/** Marks a changeset as proposed. */
export function marked(frontMatter: string, summary: string): string {
  return `${frontMatter}\n<!-- proposed by \`npm run changeset\`: ${digestOf(frontMatter + summary)} -->\n\n${summary}`
}

/** Whether a changeset is a proposal that nobody has edited. */
export function isProposal(text: string): boolean {
  const found = line.exec(text)
  if (!found) return false
  const frontMatter = text.slice(0, found.index).replace(/\n$/, '')
  return found.groups!['digest'] === digestOf(frontMatter + text.slice(found.index + found[0].length))
}

// Space does not count: a formatter is nobody.
function digestOf(text: string): string {
  return createHash('sha256').update(text.replace(/\s+/g, ' ').trim()).digest('hex').slice(0, 16)
}
