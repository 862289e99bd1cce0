import { type Document, type Model, readModel } from '@parlance/compiler'
import { readBundle } from './bundle.ts'
import { type Addresses, createAddresses, type Place } from './guides/addresses.ts'
import type { Article } from './guides/article.ts'
import { articlesOf, collectArticles, type Library } from './guides/collect.ts'
import { loadHighlighter, type Highlighter } from './guides/highlight.ts'
import { type Rendered, renderArticle } from './guides/render.ts'
import type { Provider } from './providers.ts'

/** A provider with what its bundle says. */
export interface SiteProvider extends Provider {
  bundle: Document
  model: Model
}

/** Everything the pages are made of. */
export interface Site {
  providers: SiteProvider[]
  library: Library
  articles: { article: Article; rendered: Rendered }[]
  addresses: Addresses
  highlight: Highlighter
}

/** Reads the repository and renders its texts. */
export async function readSite(root: string, found: Provider[]): Promise<Site> {
  const providers = await Promise.all(found.map(readProvider))
  const library = await collectArticles(
    root,
    providers.map(({ name }) => name),
  )
  const all = articlesOf(library)
  const addresses = createAddresses(root, all, providers.flatMap(placesOf))
  const highlight = await loadHighlighter()
  const articles = all.map((article) => ({
    article,
    rendered: renderArticle(article, addresses, highlight),
  }))
  return { providers, library, articles, addresses, highlight }
}

async function readProvider(provider: Provider): Promise<SiteProvider> {
  const bundle = await readBundle(provider.bundles.json)
  return { ...provider, bundle, model: readModel(provider.name, bundle) }
}

function placesOf({ name, model }: SiteProvider): Place[] {
  return model.resources.flatMap((resource) =>
    resource.operations.map(({ id }) => ({ provider: name, resource: resource.name, id })),
  )
}
