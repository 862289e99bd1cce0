import { operationsOf } from '@parlance/compiler'
import { linkedText, operationPath } from '../guides/addresses.ts'
import { type Article, markdownPath } from '../guides/article.ts'
import type { Site, SiteProvider } from '../site.ts'
import { operationMarkdown, providerMarkdown } from './operation.ts'

const about =
  'Hand-written OpenAPI documents for shipping, SMS and chat APIs, and what follows from them: typed npm clients, a contract mock and these pages. Each claim says how it is known.'

/** A file for machines: its path from the site's root, and its text. */
export interface MachineFile {
  path: string
  text: string
}

/** Every page as Markdown, beside the page: guides, READMEs, providers and operations. */
export function markdownFiles({ articles, addresses, providers }: Site): MachineFile[] {
  const texts = articles.map(({ article }) => ({
    path: markdownPath(article.path),
    text: linkedText(article, addresses),
  }))
  return [...texts, ...providers.flatMap(filesOf)]
}

function filesOf({ name, bundle, model }: SiteProvider): MachineFile[] {
  const operations = operationsOf(model).map((operation) => ({
    path: operationPath(name, operation.id),
    text: operationMarkdown(bundle, model, operation),
  }))
  return [{ path: `reference/${name}/index.md`, text: providerMarkdown(model) }, ...operations]
}

/**
 * `llms.txt`: what is here and where, as https://llmstxt.org asks for it.
 *
 * @param base the site's address, such as `https://docs.example/parlance/`; without it addresses are relative
 */
export function llmsText({ library, providers }: Site, base = './'): string {
  const sections = [
    `# Parlance\n\n> ${about}\n\nAll of it in one file: [llms-full.txt](${base}llms-full.txt)\n`,
    section(
      'Guides',
      [
        ...library.shared,
        library.errors.all,
        library.common,
        library.mock,
        library.trust,
        library.changelog,
      ].map(articleLink),
    ),
    ...providers.map((provider) =>
      section(provider.model.title, [
        link('Reference, by operation', `reference/${provider.name}/index.md`, provider.model.summary),
        link('OpenAPI document', `specs/${provider.name}/openapi.json`),
        ...clientLinks(provider.name),
        ...(library.guides.get(provider.name) ?? []).map(articleLink),
      ]),
    ),
  ]
  return sections.join('\n')

  function clientLinks(name: string): string[] {
    const found = [
      library.errors.of.get(name),
      library.clients.get(name),
      library.references.get(name)?.index,
    ]
    return found.flatMap((article) => (article ? articleLink(article) : []))
  }
  function articleLink({ title, path }: Article): string {
    return link(title, markdownPath(path))
  }
  function link(title: string, path: string, note = ''): string {
    return `- [${title}](${base}${path})${note && `: ${note}`}\n`
  }
}

function section(title: string, lines: string[]): string {
  return `## ${title}\n\n${lines.join('')}`
}

/**
 * `llms-full.txt`: every guide, README and operation, one after another, each with its place in the site. Methods of clients
 * are left out: what is said of them is said of their operations.
 */
export function llmsFullText(files: MachineFile[]): string {
  const each = files.filter(({ path }) => !/^clients\/[^/]+\/api\//.test(path))
  return each.map(({ path, text }) => `<!-- ${path} -->\n\n${text.trim()}\n`).join('\n')
}
