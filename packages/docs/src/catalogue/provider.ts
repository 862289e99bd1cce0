/** The page of one provider's errors. */
import { type Document, table } from '@parlance/compiler'
import { fieldsOf } from '../fields.ts'
import type { Article } from '../guides/article.ts'
import { blocks, bullets, code, count, firstSentence, linkTo } from '../markdown.ts'
import { type Catalogue, declaredText, errorAnchor, headingOf, resendText } from './article.ts'
import { bodyAnchor, entryText } from './entry.ts'

/**
 * The text of the page.
 *
 * @param guides the guides that say what to do about errors
 */
export function catalogueText(
  bundle: Document,
  { article, model, entries }: Catalogue,
  guides: Article[],
): string {
  const links = guides.map((guide) => linkTo(article, guide, guide.title)).join(', ')
  return blocks(
    `# ${article.title}`,
    entries.length === 0
      ? 'No error is documented.'
      : `Every status that ${model.title} is known to fail with: ${count(entries.length, 'status', 'statuses')}, from the same responses that the mock sends. What the client makes of them is the same for all: it throws an \`ApiError\`.`,
    links && `What to do about them: ${links}.`,
    entries.length > 0 && overview({ article, model, entries }),
    bodies(bundle, { article, model, entries }),
    ...entries.map((entry) => entryText(bundle, model, entry)),
  )
}

function overview({ model, entries }: Catalogue): string {
  const rows = entries.map((entry) => [
    `[${headingOf(entry)}](#${errorAnchor(entry.status)})`,
    firstSentence(entry.meanings[0]?.description ?? ''),
    declaredText(model, entry),
    resendText(model, entry),
  ])
  return table(['status', 'what it means', 'declared by', 'sent again'], rows)
}

function bodies(bundle: Document, { model, entries }: Catalogue): string {
  const names = schemasOf(entries)
  const places = model.errorMessage.map(code).join(' or ')
  return blocks(
    names.length > 0 && '## Bodies',
    places && `The sentence for people is at ${places}; the client puts it into \`message\`.`,
    model.requestIdHeader &&
      `The header ${code(model.requestIdHeader)} names the request, for the provider’s support; the client keeps it as \`requestId\`.`,
    ...names.map((name) => {
      const fields = fieldsOf(bundle, bundle.components?.schemas?.[name])
      const lines = fields.map(
        ({ path, type, required, description }) =>
          `${code(path)} (${type}${required ? ', always' : ''})${description && `: ${description}`}`,
      )
      return blocks(`### Body ${name}`, bullets(lines))
    }),
  )
}

/** Names of the schemas of error bodies that have one. */
export function schemasOf(entries: Catalogue['entries']): string[] {
  return [...new Set(entries.flatMap(({ meanings }) => meanings.flatMap(({ schema }) => schema ?? [])))]
}

/** Headings of bodies with their ids. */
export function bodyAnchors(entries: Catalogue['entries']): [heading: string, id: string][] {
  return schemasOf(entries).map((name) => [`Body ${name}`, bodyAnchor(name)])
}
