import type { Article } from './guides/article.ts'
import type { ArticlePage, Shelf } from './pages/article.ts'
import type { Site } from './site.ts'

/** Every article with what stands beside it: its shelves, and its neighbours on its own shelf. */
export function articlePages(site: Site): ArticlePage[] {
  return site.articles.map(({ article, rendered }) => ({
    article,
    rendered,
    shelves: shelvesFor(article, site),
    ...neighboursOf(article, site),
  }))
}

/** Guides to a provider stand beside its client; the shared guides beside the ways to the providers. */
function shelvesFor({ provider }: Article, { library, providers }: Site): Shelf[] {
  const shared = { title: 'For every provider', links: library.shared.map(linkTo) }
  const others = {
    title: 'Providers',
    links: providers.map(({ name, model }) => ({ path: `guides/${name}/`, label: model.title })),
  }
  const own = providers.find(({ name }) => name === provider)
  const client = own && library.clients.get(own.name)
  if (!own || !client) return [shared, others]
  const links = [
    ...(library.guides.get(own.name) ?? []).map(linkTo),
    { path: client.readme.path, label: 'Client' },
    { path: client.report.path, label: 'Client: signatures' },
    { path: `reference/${own.name}/`, label: 'Reference' },
  ]
  return [{ title: own.model.title, links }, shared]
}

function linkTo({ path, title }: Article): { path: string; label: string } {
  return { path, label: title }
}

function neighboursOf(article: Article, { library }: Site): Pick<ArticlePage, 'previous' | 'next'> {
  const shelf = [library.shared, ...library.guides.values()].find((guides) => guides.includes(article)) ?? []
  const index = shelf.indexOf(article)
  return index < 0 ? {} : { previous: shelf[index - 1], next: shelf[index + 1] }
}
