/** What the reference says of an operation's behaviour, as HTML: Redoc keeps HTML in descriptions as it is. */
import type { EvidenceLevel, Fact } from '@parlance/compiler'
import MarkdownIt from 'markdown-it'

const markdown = new MarkdownIt()

/** A line of Markdown as HTML on one line: a blank line or a line break would end the HTML inside a description. */
export function inlineHtml(text: string): string {
  return markdown.renderInline(text.replace(/\s+/g, ' ').trim())
}

/**
 * The facts as a list of terms.
 *
 * @param level how the operation is known; its texture stands before the first fact, which says so in words
 */
export function factList(facts: Fact[], level: EvidenceLevel | undefined): string {
  const terms = facts.map(({ name, statements }) => {
    const details = statements.map((statement) => `<dd>${inlineHtml(statement)}</dd>`)
    return `<div><dt>${name}</dt>${details.join('')}</div>`
  })
  return `<dl class="facts${level ? ` known-${level}` : ''}">${terms.join('')}</dl>`
}

/** The level beside the name of an operation: a word, so that no colour has to be told from another. */
export function levelBadge(level: EvidenceLevel): { name: string; color: string; position: 'after' } {
  return { name: level, color: 'grey', position: 'after' }
}
