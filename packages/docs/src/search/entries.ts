import {
  type Document,
  errorCatalogue,
  errorCodesOf,
  type ErrorEntry,
  errorMessageOf,
  operationsOf,
} from '@parlance/compiler'
import { count } from '../markdown.ts'
import { errorAnchor, errorsPath, headingOf } from '../catalogue/article.ts'
import { methodPath } from '../client-reference/index.ts'
import { fieldsOf, follow, oneLine, schemasIn } from '../fields.ts'
import { referencePath } from '../guides/addresses.ts'
import type { Site, SiteProvider } from '../site.ts'

/** What the search can find. */
export interface Entry {
  id: number
  /** What the reader sees beside the title. */
  kind: 'guide' | 'operation' | 'method' | 'error' | 'field' | 'client'
  /** `Retries`, `shipments.buy`, `Shipment.carbon_grams`. */
  title: string
  /** What it belongs to: the provider, or the guide of a section. */
  place: string
  /** What it says. */
  text: string
  /** Words it is found by besides: path, method, scopes, query. */
  words: string
  /** Where it is, from the site's root. */
  path: string
}

type Found = Omit<Entry, 'id'>

/** The most characters of a text that a result shows. */
const longest = 160

/** The most characters of a section of a client's pages that it is found by: what follows is tables of what is found itself. */
const enough = 900

/** Everything the search can find, in the order of the site. */
export function searchEntries(site: Site): Entry[] {
  const found = [
    ...site.providers.flatMap(operationEntries),
    ...articleEntries(site),
    ...site.providers.flatMap(errorEntries),
    ...site.providers.flatMap(methodEntries),
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
      words: [
        operation.method,
        operation.path,
        ...operation.scopes,
        ...operation.query.map((one) => one.name),
        oneLine(operation.description),
      ].join(' '),
      path: referencePath(name, { resource: resource.name, id: operation.id }),
    })),
  )
}

function articleEntries({ articles, providers }: Site): Found[] {
  const titles = new Map(providers.map(({ name, model }) => [name, model.title]))
  // Errors and methods have entries of their own: their texts repeat what operations say.
  const own = articles.filter(({ article: { kind } }) => kind === undefined || kind === 'type')
  return own.flatMap(({ article, rendered }) => {
    const provider = article.provider === undefined ? undefined : titles.get(article.provider)
    return rendered.sections.map(({ level, id, text, words }) => ({
      kind: article.path.startsWith('clients/') ? ('client' as const) : ('guide' as const),
      title: text,
      place: [provider, level > 1 && article.title].filter(Boolean).join(' · ') || 'Every provider',
      text: words.slice(0, longest),
      words: words.slice(longest, article.path.startsWith('clients/') ? enough : undefined),
      path: level > 1 ? `${article.path}#${id}` : article.path,
    }))
  })
}

/** Each status of a provider, by what it means and by the words and codes in its bodies. */
function errorEntries({ name, model }: SiteProvider): Found[] {
  return errorCatalogue(model).map((entry) => ({
    kind: 'error' as const,
    title: headingOf(entry),
    place: model.title,
    text: oneLine(entry.meanings[0]?.description).slice(0, longest),
    words: wordsOf(entry),
    path: `${errorsPath(name)}#${errorAnchor(entry.status)}`,
  }))

  function wordsOf({ meanings, examples }: ErrorEntry): string {
    const said = examples.flatMap(({ value }) => [errorMessageOf(model, value) ?? '', ...errorCodesOf(value)])
    return [...new Set([...meanings.slice(1).map(({ description }) => oneLine(description)), ...said])].join(
      ' ',
    )
  }
}

/** Each method of a client: beside its operation, which comes first. */
function methodEntries({ name, model }: SiteProvider): Found[] {
  return operationsOf(model).map(({ id, summary, functionName }) => ({
    kind: 'method' as const,
    title: id,
    place: `${model.title} client`,
    text: summary,
    words: functionName,
    path: methodPath(name, id),
  }))
}

/**
 * Each field once, though many schemas may have it and say the same of it, leading to an operation that has it: one that
 * takes it before one that gives it.
 */
function fieldEntries({ name, bundle, model }: SiteProvider): Found[] {
  const homes = homesOf(bundle)
  const places = new Map(
    model.resources.flatMap((one) => one.operations.map(({ id }) => [id, one.name] as const)),
  )
  const fields = [...homes].flatMap(([schema, id]) => {
    const all = fieldsOf(bundle, bundle.components?.schemas?.[schema])
    return all.filter(({ path }) => !path.includes('.')).map((field) => Object.assign(field, { schema, id }))
  })
  const alike = Map.groupBy(fields, ({ path, description }) => `${path} ${description}`).values()
  return [...alike].map(([first, ...others]) => {
    const { path, description, schema, id } = first!
    return {
      kind: 'field' as const,
      title: `${schema}.${path}`,
      place: others.length > 0 ? `${model.title}, and ${count(others.length, 'more schema')}` : model.title,
      text: description.replaceAll('`', ''),
      words: others.map((other) => other.schema).join(' '),
      path: referencePath(name, { resource: places.get(id) ?? '', id }),
    }
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
