import { existsSync } from 'node:fs'
import { join, posix } from 'node:path'
import { type Article, markdownPath } from './article.ts'

/** An operation of the reference. */
export interface Place {
  provider: string
  resource: string
  id: string
}

/** The address of a page seen from another; both from the site's root. */
export function relative(from: string, to: string): string {
  const path = posix.relative(
    from.endsWith('/') ? from : posix.dirname(from),
    to.replace(/[?#].*/, '') || '.',
  )
  const slash = /(^$|\/)(?=$|[?#])/.test(to) && path !== '' ? '/' : ''
  const [rest = ''] = /[?#].*/.exec(to) ?? []
  return `${path.startsWith('.') ? path : `./${path}`}${slash}${rest}`
}

/** The page of a provider's reference, with the route of one operation there as Redoc writes it. */
export function referencePath(provider: string, operation?: { resource: string; id: string }): string {
  const route = operation ? `#/${operation.resource}/${operation.id}`.toLowerCase() : ''
  return `reference/${provider}/${route}`
}

/** The Markdown of an operation. */
export function operationPath(provider: string, id: string): string {
  return `reference/${provider}/${id}.md`
}

/** Knows where links of articles lead. */
export interface Addresses {
  /**
   * Where a link of an article leads in the site, from its root; an address of the web as it is; `undefined` for a file
   * of the repository that the site does not have. `operation:chitchats/shipments.get` leads to the reference as long as
   * there is such an operation.
   *
   * @throws when nothing is there
   */
  resolve(article: Article, link: string): { path: string; page?: Article; markdown?: string } | undefined
  /** The operation that a piece of code names, seen from an article. */
  operation(article: Article, code: string): Place | undefined
}

/** Addresses of the articles and operations of a repository. */
export function createAddresses(root: string, articles: Article[], operations: Place[]): Addresses {
  const pages = new Map(articles.map((article) => [article.source, article]))
  const byId = Map.groupBy(operations, ({ id }) => id)
  return {
    resolve(article, link) {
      const [, owner, id] = /^operation:([^/]+)\/(.+)$/.exec(link) ?? []
      if (owner !== undefined && id !== undefined) return placed(owner, id)
      if (/^[a-z]+:/.test(link)) return { path: link }
      const [, target = '', fragment = ''] = /^([^#]*)(.*)$/.exec(link) ?? []
      if (target === '') return { path: `${article.path}${fragment}`, page: article }
      const source = posix.join(posix.dirname(article.source), target)
      const page = pages.get(source)
      if (page) return { path: `${page.path}${fragment}`, page }
      if (existsSync(join(root, source))) return undefined
      throw new Error(`${article.source} links to ${link}, and there is no ${source}. Mend the link.`)
    },
    operation(article, code) {
      const id = /^(?<id>[a-z]\w*\.[a-z]\w*)(?:\(.*\))?$/.exec(code)?.groups?.['id'] ?? ''
      const found = byId.get(id) ?? []
      if (article.provider !== undefined) return found.find(({ provider }) => provider === article.provider)
      return found.length === 1 ? found[0] : undefined
    },
  }

  function placed(owner: string, id: string): { path: string; markdown: string } | undefined {
    const place = byId.get(id)?.find(({ provider }) => provider === owner)
    return place && { path: referencePath(owner, place), markdown: operationPath(owner, id) }
  }
}

/** The text of an article for machines: its links lead to the Markdown of other pages, where there is one. */
export function linkedText(article: Article, addresses: Addresses): string {
  const from = markdownPath(article.path)
  const parts = article.text.split(/(^```[\s\S]*?^```$)/m)
  return parts.map((part) => (part.startsWith('```') ? part : part.replace(link, rewrite))).join('')

  function rewrite(whole: string, label: string, target: string): string {
    const found = addresses.resolve(article, target)
    if (!found) return label
    if (found.markdown !== undefined) return `[${label}](${relative(from, found.markdown)})`
    if (!found.page) return whole
    if (found.page === article) return `[${label}](${target.replace(/^[^#]*/, '')})`
    return `[${label}](${relative(from, found.path.replace(found.page.path, markdownPath(found.page.path)))})`
  }
}

const link = /\[([^\]]*)\]\(([^)\s]+)\)/g
