import { table } from '../markdown.ts'
import { type Model, operationsOf } from '../model.ts'
import { clientName, exampleQuery } from './sample.ts'

/** The section of a README on lists, or nothing where none pages. */
export function listsReadme(model: Model): string {
  const lists = operationsOf(model).filter(({ paging }) => paging)
  const first = lists.find((one) => one.args.length === 0 && exampleQuery(one) === undefined) ?? lists[0]
  if (!first) return ''
  const rows = [
    ['`await list`', 'Its first page, as the API sends it.'],
    ['`for await (const item of list)`', 'Every item. Pages are asked for as you come to them.'],
    [
      '`list.take(10)`',
      'The first ten items, and no page that they do not need: `await Array.fromAsync(list.take(10))` is an array.',
    ],
    ['`list.pages()`', 'Page by page: `items`, `data`, `response` and `next`, the checkpoint after it.'],
    [
      '`list.from(checkpoint)`',
      'The list from there on, in another process too: a checkpoint is plain JSON. It brings its query with it; that of the call is not used.',
    ],
    ['`list.prefetch()`', 'The list, with the next page on its way while you work on one.'],
  ]
  return `## Lists\n\nWith a list such as \`const list = ${clientName(model)}.${first.id}(${first.args.length > 0 ? '…' : ''})\`:\n\n${table(['you write', 'you get'], rows)}`
}
