import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Article } from './article.ts'

const frontMatter = /^---\n(?<bumps>[\s\S]*?)\n---\n+/

/**
 * What has changed: what is pending, as its changesets tell it, then the changelog of each published package. All of
 * them have one version, so what was released is the same in each but for what concerns one package alone.
 */
export async function readChangelog(root: string): Promise<Article> {
  const pending = await readAll(root, '.changeset/!(README).md')
  const released = await readAll(root, 'packages/*/CHANGELOG.md')
  const text = [
    '# Changelog\n',
    pending.length > 0 && '## Not yet released\n',
    ...pending.map(pendingText),
    ...released.map(deeper),
    pending.length + released.length === 0 && 'Nothing has been released yet.\n',
  ]
  return {
    source: '.changeset/CHANGELOG.md',
    path: 'changelog/',
    title: 'Changelog',
    text: text.filter(Boolean).join('\n'),
  }
}

async function readAll(root: string, pattern: string): Promise<string[]> {
  const sources = globSync(pattern, { cwd: root }).toSorted()
  return Promise.all(sources.map((source) => readFile(join(root, source), 'utf8')))
}

/** A changeset without its front matter, with the packages and how much changes in them. */
function pendingText(changeset: string): string {
  const [head = '', bumps = ''] = frontMatter.exec(changeset) ?? []
  const packages = [...bumps.matchAll(/'(?<name>[^']+)': (?<bump>\w+)/g)].map(({ groups }) => ({
    name: groups?.['name'] ?? '',
    bump: groups?.['bump'] ?? '',
  }))
  const kinds = [...Map.groupBy(packages, ({ bump }) => bump)].map(
    ([bump, ones]) => `${bump} for ${ones.map(({ name }) => `\`${name}\``).join(', ')}`,
  )
  return `${changeset.slice(head.length)}\n> ${kinds.join('; ')}\n`
}

/** A text below a heading: its own headings one level deeper. */
function deeper(text: string): string {
  return text.replace(/^(#+) /gm, '#$1 ')
}
