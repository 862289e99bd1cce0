import { existsSync, globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Article, headingOf, readGuide } from './article.ts'
import { readChangelog, readReleases } from './changelog.ts'

/** The texts of the site, by where they stand in it. */
export interface Library {
  /** Guides to what all providers share, in their order. */
  shared: Article[]
  /** Each provider's own guides, in their order. */
  guides: Map<string, Article[]>
  /** The README of each provider's client. */
  clients: Map<string, Article>
  mock: Article
  changelog: Article
  /** What each release changed in the documents, the newest first. */
  releases: Article[]
}

const sharedGuides = 'packages/docs/guides'

/**
 * Reads every text that becomes a page.
 *
 * @param root the repository
 * @param providers the providers' names
 */
export async function collectArticles(root: string, providers: string[]): Promise<Library> {
  const shared = await guidesIn(root, sharedGuides, 'guides')
  const taken = shared.find(({ path }) => providers.includes(basename(path)))
  if (taken) throw new Error(`${taken.source} is named like a provider, whose guides have that address.`)
  return {
    shared,
    guides: await byProvider(providers, (name) =>
      guidesIn(root, `specs/${name}/guides`, `guides/${name}`, name),
    ),
    clients: await byProvider(providers, (name) =>
      articleOf(root, `packages/${name}/README.md`, `clients/${name}/`, name),
    ),
    mock: await articleOf(root, 'packages/mock/README.md', 'mock/'),
    changelog: await readChangelog(root),
    releases: await readReleases(root),
  }
}

/** Every article of a library. */
export function articlesOf({ shared, guides, clients, mock, changelog, releases }: Library): Article[] {
  return [...shared, ...[...guides.values()].flat(), ...clients.values(), mock, changelog, ...releases]
}

async function byProvider<T>(names: string[], read: (name: string) => Promise<T>): Promise<Map<string, T>> {
  return new Map(await Promise.all(names.map(async (name) => [name, await read(name)] as const)))
}

async function guidesIn(root: string, folder: string, path: string, provider?: string): Promise<Article[]> {
  const files = globSync(`${folder}/*.md`, { cwd: root }).toSorted()
  const guides = await Promise.all(
    files.map(async (source) => readGuide(source, await readFile(join(root, source), 'utf8'))),
  )
  const ordered = guides.toSorted((a, b) => a.order - b.order)
  return ordered.map(({ source, title, text }) => {
    const article = { source, title, text, path: `${path}/${basename(source, '.md')}/` }
    return provider === undefined ? article : Object.assign(article, { provider })
  })
}

async function articleOf(root: string, source: string, path: string, provider?: string): Promise<Article> {
  const file = join(root, source)
  if (!existsSync(file)) throw new Error(`${source} is missing. Run \`npm run build\`, which makes it first.`)
  const text = await readFile(file, 'utf8')
  return { source, path, title: headingOf(source, text), text, ...(provider && { provider }) }
}
