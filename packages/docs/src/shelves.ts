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
function shelvesFor(article: Article, { library, providers }: Site): Shelf[] {
  const shared = {
    title: 'For every provider',
    links: [...library.shared, library.errors.all, library.common, library.trust].map(linkTo),
  }
  const others = {
    title: 'Providers',
    links: providers.map(({ name, model }) => ({ path: `guides/${name}/`, label: model.title })),
  }
  const own = providers.find(({ name }) => name === article.provider)
  const client = own && library.clients.get(own.name)
  const reference = own && library.references.get(own.name)
  const errors = own && library.errors.of.get(own.name)
  if (!own || !client || !reference || !errors) return [shared, others]
  const links = [
    ...(library.guides.get(own.name) ?? []).map(linkTo),
    { path: errors.path, label: 'Errors by status' },
    { path: client.path, label: 'Client' },
    { path: reference.index.path, label: 'Client: reference' },
    { path: `reference/${own.name}/`, label: 'Reference' },
  ]
  const mine = { title: own.model.title, links }
  if (!article.path.startsWith(reference.index.path)) return [mine, shared]
  const methods = reference.resources.map((one) => ({ path: one.article.path, label: one.name }))
  return [mine, { title: 'Methods', links: methods }, shared]
}

function linkTo({ path, title }: Article): { path: string; label: string } {
  return { path, label: title }
}

function neighboursOf(article: Article, { library }: Site): Pick<ArticlePage, 'previous' | 'next'> {
  const shelf = [library.shared, ...library.guides.values()].find((guides) => guides.includes(article)) ?? []
  const index = shelf.indexOf(article)
  return index < 0 ? {} : { previous: shelf[index - 1], next: shelf[index + 1] }
}
