import { nameOf, operationRule, type OperationSpot } from '../operations.ts'
import { isFilled, read } from '../spot.ts'

const longest = 60

/** Summaries are headings: sentence case, no full stop, short. Redocly's operation-summary reports missing ones. */
export const operationSummaryForm = operationRule((operation, ctx) => {
  const { summary } = operation.value
  if (!isFilled(summary)) return
  const report = (fault: string) =>
    ctx.report({
      message: `The summary of ${nameOf(operation)} ${fault}`,
      location: operation.location.child(['summary']),
    })
  if (summary.endsWith('.')) report('ends with a full stop. Remove it.')
  if (summary.length > longest) {
    report(`has ${summary.length} characters. Cut it to ${longest}; the description has room for more.`)
  }
  if (!/^\p{Lu}/u.test(summary)) report('does not begin with a capital. Write it like "Create a shipment".')
  if (isTitleCase(summary, operation)) report('is in title case. Write it like "Create a shipment".')
})

/** Whether every word after the first begins with a capital; acronyms and the provider's own name say nothing. */
function isTitleCase(summary: string, { root }: OperationSpot): boolean {
  const ownNames = String(read(read(root.value, 'info'), 'title')).split(/\s+/)
  const telling = summary
    .split(/\s+/)
    .slice(1)
    .filter((word) => /^\p{L}\p{Ll}*$/u.test(word) && !ownNames.includes(word))
  return telling.length > 0 && telling.every((word) => /^\p{Lu}/u.test(word))
}
