import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Article, headingOf } from './article.ts'

const frontMatter = /^---\n(?<bumps>[\s\S]*?)\n---\n+(?:<!--.*-->\n+)?/
const source = '.changeset/CHANGELOG.md'
const differences = 'packages/releases/dist/changelog'

/**
 * What has changed: what is pending, as its changesets tell it, then the changelog of each published package. All of
 * them have one version, so what was released is the same in each but for what concerns one package alone.
 */
export async function readChangelog(root: string): Promise<Article> {
  const pending = await readAll(root, '.changeset/!(README).md')
  const released = await readAll(root, 'packages/*/CHANGELOG.md')
  const pages = await readReleases(root)
  const text = [
    '# Changelog\n',
    pending.length > 0 && '## Not yet released\n',
    ...pending.map(pendingText),
    pages.length > 0 && `## What changed in the documents\n\n${pages.map(linkTo).join('')}`,
    ...released.map(deeper),
    pending.length + released.length === 0 && 'Nothing has been released yet.\n',
  ]
  return {
    source,
    path: 'changelog/',
    title: 'Changelog',
    text: text.filter(Boolean).join('\n'),
  }
}

/**
 * What each release changed in the documents of the providers, and what the next one will; the newest first. The pages are
 * made by `packages/releases` as Markdown; without a release there are none.
 */
export async function readReleases(root: string): Promise<Article[]> {
  const files = globSync(`${differences}/*.md`, { cwd: root }).map((file) => basename(file, '.md'))
  const newest = files.toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }))
  return Promise.all(newest.map((name) => readRelease(root, name)))
}

async function readRelease(root: string, name: string): Promise<Article> {
  const file = `${differences}/${name}.md`
  const text = await readFile(join(root, file), 'utf8')
  return { source: file, path: `changelog/${name}/`, title: headingOf(file, text), text }
}

function linkTo({ source: file, title }: Article): string {
  return `- [${title}](../${file})\n`
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
