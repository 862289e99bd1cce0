import { existsSync, globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Article, headingOf, readGuide } from './article.ts'
import { readChangelog } from './changelog.ts'

/** The texts of the site, by where they stand in it. */
export interface Library {
  /** Guides to what all providers share, in their order. */
  shared: Article[]
  /** Each provider's own guides, in their order. */
  guides: Map<string, Article[]>
  /** Each provider's client: its README and its API report. */
  clients: Map<string, { readme: Article; report: Article }>
  mock: Article
  changelog: Article
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
    clients: await byProvider(providers, async (name) => ({
      readme: await articleOf(root, `packages/${name}/README.md`, `clients/${name}/`, name),
      report: await reportOf(root, name),
    })),
    mock: await articleOf(root, 'packages/mock/README.md', 'mock/'),
    changelog: await readChangelog(root),
  }
}

/** Every article of a library. */
export function articlesOf({ shared, guides, clients, mock, changelog }: Library): Article[] {
  const ofClients = [...clients.values()].flatMap(({ readme, report }) => [readme, report])
  return [...shared, ...[...guides.values()].flat(), ...ofClients, mock, changelog]
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

/** A client's API report has the same heading as its README: its page says which of the two it is. */
async function reportOf(root: string, name: string): Promise<Article> {
  const report = await articleOf(root, `packages/${name}/api.md`, `clients/${name}/api/`, name)
  const title = `${report.title}: signatures`
  return { ...report, title, text: report.text.replace(/^# .+$/m, () => `# ${title}`) }
}
