import type { Document } from '@parlance/compiler'
import { fieldsOf, follow, oneLine, schemasIn } from '../fields.ts'
import { referencePath } from '../guides/addresses.ts'
import type { Site, SiteProvider } from '../site.ts'

/** What the search can find. */
export interface Entry {
  id: number
  /** `guide`, `operation`, `field` or `client`; what the reader sees beside the title. */
  kind: 'guide' | 'operation' | 'field' | 'client'
  /** `Retries`, `shipments.buy`, `Shipment.carbon_grams`. */
  title: string
  /** What it belongs to: the provider, or the guide of a section. */
  place: string
  /** What it says. */
  text: string
  /** Words it is found by besides: path, method, scopes. */
  words: string
  /** Where it is, from the site's root. */
  path: string
}

type Found = Omit<Entry, 'id'>

/** Everything the search can find, in the order of the site. */
export function searchEntries(site: Site): Entry[] {
  const found = [
    ...site.providers.flatMap(operationEntries),
    ...articleEntries(site),
    ...site.providers.flatMap(fieldEntries),
  ]
  return found.map((entry, id) => Object.assign(entry, { id }))
}

function operationEntries({ name, model }: SiteProvider): Found[] {
  return model.resources.flatMap((resource) =>
    resource.operations.map((operation) => ({
      kind: 'operation' as const,
      title: operation.id,
      place: model.title,
      text: operation.summary,
      words: [operation.method, operation.path, ...operation.scopes, oneLine(operation.description)].join(
        ' ',
      ),
      path: referencePath(name, { resource: resource.name, id: operation.id }),
    })),
  )
}

function articleEntries({ articles, providers }: Site): Found[] {
  const titles = new Map(providers.map(({ name, model }) => [name, model.title]))
  return articles.flatMap(({ article, rendered }) => {
    const provider = article.provider === undefined ? undefined : titles.get(article.provider)
    return rendered.sections.map(({ level, id, text, words }) => ({
      kind: article.path.startsWith('clients/') ? ('client' as const) : ('guide' as const),
      title: text,
      place: [provider, level > 1 && article.title].filter(Boolean).join(' · ') || 'Every provider',
      text: words.slice(0, 160),
      words: words.slice(160),
      path: level > 1 ? `${article.path}#${id}` : article.path,
    }))
  })
}

/** Each field of each schema once, leading to an operation that has it: one that takes it before one that gives it. */
function fieldEntries({ name, bundle, model }: SiteProvider): Found[] {
  const homes = homesOf(bundle)
  const places = new Map(
    model.resources.flatMap((one) => one.operations.map(({ id }) => [id, one.name] as const)),
  )
  return [...homes].flatMap(([schema, id]) => {
    const own = fieldsOf(bundle, bundle.components?.schemas?.[schema]).filter(
      ({ path }) => !path.includes('.'),
    )
    return own.map(({ path, type, description }) => ({
      kind: 'field' as const,
      title: `${schema}.${path}`,
      place: model.title,
      text: description.replaceAll('`', ''),
      words: `${type} ${id}`,
      path: referencePath(name, { resource: places.get(id) ?? '', id }),
    }))
  })
}

function homesOf(bundle: Document): Map<string, string> {
  const operations = Object.values(bundle.paths).flatMap((item) =>
    Object.values(follow(bundle, item)).flatMap((one) => {
      const operation = follow(bundle, one)
      return typeof operation['operationId'] === 'string' ? [operation] : []
    }),
  )
  const homes = new Map<string, string>()
  for (const part of ['requestBody', 'responses']) {
    for (const operation of operations) {
      for (const schema of schemasIn(bundle, operation[part])) {
        if (!homes.has(schema)) homes.set(schema, String(operation['operationId']))
      }
    }
  }
  return homes
}
