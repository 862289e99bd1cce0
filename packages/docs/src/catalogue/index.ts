/** The error catalogue: a page for each provider, and one for all of them. */
import type { Article } from '../guides/article.ts'
import type { Library } from '../guides/collect.ts'
import type { SiteProvider } from '../site.ts'
import { overviewText } from './all.ts'
import { type Catalogue, catalogueOf } from './article.ts'
import { bodyAnchors, catalogueText } from './provider.ts'

/** The pages of the catalogue. */
export interface ErrorPages {
  all: Article
  of: Map<string, Article>
}

/**
 * Writes the catalogue.
 *
 * @param types the page that describes the classes of errors
 */
export function errorPages(providers: SiteProvider[], library: Library, types: Article): ErrorPages {
  const shared = library.shared.filter(isAboutErrors)
  const catalogues = providers.map(({ name, bundle, model }) => {
    const { article, entries } = catalogueOf(model)
    const anchors = new Map([...article.anchors!, ...bodyAnchors(entries)])
    const guides = [...(library.guides.get(name) ?? []).filter(isAboutErrors), ...shared]
    const catalogue: Catalogue = { article: { ...article, anchors }, model, entries }
    const text = catalogueText(bundle, catalogue, guides)
    return { ...catalogue, article: { ...catalogue.article, text } }
  })
  const all: Article = {
    source: 'specs',
    path: 'errors/',
    title: 'Errors by status',
    text: '',
    kind: 'error',
  }
  return {
    all: { ...all, text: overviewText(all, catalogues, shared[0], types) },
    of: new Map(catalogues.map(({ model, article }) => [model.provider, article])),
  }
}

function isAboutErrors({ path }: Article): boolean {
  return /\berrors\b/.test(path)
}
