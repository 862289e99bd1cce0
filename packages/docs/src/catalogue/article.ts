import { errorCatalogue, type ErrorEntry, type Model, operationsOf } from '@parlance/compiler'
import type { Article } from '../guides/article.ts'
import { count } from '../markdown.ts'

/** The errors of a provider, as the catalogue's pages see them. */
export interface Catalogue {
  article: Article
  model: Model
  entries: ErrorEntry[]
}

/** Where the errors of a provider stand: its id within the page, for whoever links to a status. */
export function errorAnchor(status: number): string {
  return `e-${status}`
}

/** The page of a provider's errors, from the site's root. */
export function errorsPath(provider: string): string {
  return `errors/${provider}/`
}

/** A provider's catalogue whose text is yet to be written. Its source is where the responses are, for guides to link to. */
export function catalogueOf(model: Model): Catalogue {
  const entries = errorCatalogue(model)
  const article: Article = {
    source: `specs/${model.provider}/components/responses`,
    path: errorsPath(model.provider),
    title: `${model.title}: errors`,
    text: '',
    provider: model.provider,
    anchors: new Map(entries.map((entry) => [headingOf(entry), errorAnchor(entry.status)])),
    kind: 'error',
    folds: true,
  }
  return { article, model, entries }
}

/** `404 Not Found`. */
export function headingOf({ status, reason }: Pick<ErrorEntry, 'status' | 'reason'>): string {
  return `${status} ${reason}`.trim()
}

/** Whether and when the client sends a call again after an error, in few words. */
export function resendText(model: Model, { operations, resent }: ErrorEntry): string {
  const all = operations.length > 0 ? operations : operationsOf(model)
  if (resent.length === 0) return 'no'
  return resent.length === all.length ? 'yes, always' : 'where that is safe'
}

/** Who declares an error, in few words. */
export function declaredText(model: Model, { operations }: ErrorEntry): string {
  if (operations.length === 0) return 'none: any request'
  if (operations.length === operationsOf(model).length) return 'every operation'
  return count(operations.length, 'operation')
}
