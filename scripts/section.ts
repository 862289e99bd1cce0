/** Parts of README.md that are made, between two comments: `<!-- name: how it is made -->` and `<!-- /name -->`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { root } from '../packages/compiler/src/providers.ts'

const file = `${root}README.md`

/**
 * A text with the part between the two comments replaced.
 *
 * @throws {Error} when the comments are not there.
 */
export function replaceSection(text: string, name: string, content: string): string {
  const section = new RegExp(`(<!-- ${name}:[^\\n]*-->\\n)[\\s\\S]*?(<!-- /${name} -->)`)
  if (!section.test(text)) {
    throw new Error(`README.md has no section \`${name}\`: put its two comments back, as git has them.`)
  }
  return text.replace(section, (_, start: string, end: string) => `${start}\n${content}\n${end}`)
}

/** Brings README.md up to date; it stays untouched when it is. */
export function updateReadme(update: (text: string) => string): void {
  const before = readFileSync(file, 'utf8')
  const after = update(before)
  if (after !== before) writeFileSync(file, after)
}
