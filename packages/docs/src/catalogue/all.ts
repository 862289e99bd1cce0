/** The page of the errors of all providers. */
import { type ErrorEntry, type Model, operationsOf, table } from '@parlance/compiler'
import type { Article } from '../guides/article.ts'
import { blocks, bullets, code, linkTo } from '../markdown.ts'
import { type Catalogue, errorAnchor, headingOf, resendText } from './article.ts'
import { schemasOf } from './provider.ts'

/**
 * The text of the page.
 *
 * @param guide the guide to errors
 * @param types the page that describes the classes of errors
 */
export function overviewText(
  article: Article,
  catalogues: Catalogue[],
  guide: Article | undefined,
  types: Article,
): string {
  return blocks(
    `# ${article.title}`,
    'Which statuses each provider answers with, what they mean there, and how to get them from the mock.',
    'An answer with an error status becomes an `ApiError`, which has the status, the body as the provider sent it, and the id of the request where there is one. What is no answer has another class: a time-out, a broken connection, an abort.',
    bullets([
      ...(guide ? [`${linkTo(article, guide, guide.title)}: how to catch them and tell them apart.`] : []),
      `${linkTo(article, types, 'Errors of the client', 'errors')}: every class with its properties.`,
    ]),
    '## By status',
    'How many operations of a provider declare a status; “any” is one that may answer any request, though no operation declares it. The last column is what the client does.',
    byStatus(article, catalogues),
    '## How they look',
    bullets(catalogues.map((one) => lookOf(article, one))),
  )
}

function byStatus(article: Article, catalogues: Catalogue[]): string {
  const all = catalogues.flatMap(({ entries }) => entries)
  const headings = new Map(all.map((entry) => [entry.status, headingOf(entry)]))
  const rows = [...headings]
    .toSorted(([a], [b]) => a - b)
    .map(([status, heading]) =>
      [
        heading,
        catalogues.map((catalogue) => cell(article, catalogue, status)),
        againText(catalogues, status),
      ].flat(),
    )
  const titles = catalogues.map((one) => linkTo(article, one.article, one.model.title))
  return table(['status', ...titles, 'sent again'], rows)
}

function cell(from: Article, { article, model, entries }: Catalogue, status: number): string {
  const entry = entries.find((one) => one.status === status)
  return entry ? linkTo(from, article, shareText(model, entry), errorAnchor(status)) : '—'
}

/** How many operations declare it, for a narrow cell. */
function shareText(model: Model, { operations }: ErrorEntry): string {
  const { length } = operationsOf(model)
  if (operations.length === 0) return 'any'
  return operations.length === length ? `all ${length}` : `${operations.length} of ${length}`
}

function againText(catalogues: Catalogue[], status: number): string {
  const texts = catalogues.flatMap(({ model, entries }) =>
    entries.filter((one) => one.status === status).map((entry) => resendText(model, entry)),
  )
  return new Set(texts).size === 1 ? texts[0]! : 'where that is safe'
}

function lookOf(from: Article, { article, model, entries }: Catalogue): string {
  const names = schemasOf(entries).map(code).join(', ')
  const places = model.errorMessage.map(code).join(' or ')
  return `${linkTo(from, article, model.title)}: ${names || 'no documented body'}${places && `, its sentence at ${places}`}${model.requestIdHeader === undefined ? '' : `; ${code(model.requestIdHeader)} names the request`}.`
}
