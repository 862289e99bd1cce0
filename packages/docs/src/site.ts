import { type Document, type Model, readModel } from '@parlance/compiler'
import { readBundle } from './bundle.ts'
import { type ErrorPages, errorPages } from './catalogue/index.ts'
import { commonArticle } from './client-reference/common.ts'
import { type ClientPages, clientPages } from './client-reference/index.ts'
import { type Addresses, createAddresses, type Place } from './guides/addresses.ts'
import type { Article } from './guides/article.ts'
import { articlesOf, collectArticles, type Library } from './guides/collect.ts'
import { loadHighlighter, type Highlighter } from './guides/highlight.ts'
import { type Rendered, renderArticle } from './guides/render.ts'
import type { Provider } from './providers.ts'
import { trustArticle } from './trust/article.ts'
import { readResults, type Results } from './trust/results.ts'

/** A provider with what its bundle says. */
export interface SiteProvider extends Provider {
  bundle: Document
  model: Model
}

/** The texts of the site: those of the repository, and those made from bundles. */
export interface SiteLibrary extends Library {
  errors: ErrorPages
  /** The reference of each client. */
  references: Map<string, ClientPages>
  /** What all clients share. */
  common: Article
  /** How all of it is tested. */
  trust: Article
}

/** Everything the pages are made of. */
export interface Site {
  providers: SiteProvider[]
  library: SiteLibrary
  articles: { article: Article; rendered: Rendered }[]
  addresses: Addresses
  highlight: Highlighter
}

/** Reads the repository and renders its texts. */
export async function readSite(root: string, found: Provider[]): Promise<Site> {
  const providers = await Promise.all(found.map(readProvider))
  const library = withMade(
    await collectArticles(
      root,
      providers.map(({ name }) => name),
    ),
    providers,
    await readResults(root),
  )
  const all = [...articlesOf(library), ...madeArticles(library)]
  const addresses = createAddresses(root, all, providers.flatMap(placesOf))
  const highlight = await loadHighlighter()
  const articles = all.map((article) => ({
    article,
    rendered: renderArticle(article, addresses, highlight),
  }))
  return { providers, library, articles, addresses, highlight }
}

function withMade(library: Library, providers: SiteProvider[], results: Results | undefined): SiteLibrary {
  const common = commonArticle()
  const taken = providers.find(({ name }) => `clients/${name}/` === common.path)
  if (taken)
    throw new Error(`specs/${taken.name} has the name of a page of the docs, ${common.path}: rename it.`)
  return {
    ...library,
    errors: errorPages(providers, library, common),
    references: new Map(providers.map((one) => [one.name, clientPages(one)])),
    common,
    trust: trustArticle(results, new Map(providers.map(({ name, model }) => [name, model.title]))),
  }
}

function madeArticles({ errors, references, common, trust }: SiteLibrary): Article[] {
  const ofClients = [...references.values()].flatMap(({ index, resources }) =>
    [index].concat(resources.map(({ article }) => article)),
  )
  return [errors.all, ...errors.of.values(), common, trust, ...ofClients]
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
