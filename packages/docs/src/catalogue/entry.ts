/** What the catalogue says of one status of one provider. */
import {
  type Document,
  errorCheckProgram,
  errorCodesOf,
  errorCommand,
  type ErrorEntry,
  type ErrorMeaning,
  errorMessageOf,
  evidenceMarkdown,
  type Model,
  type OperationModel,
  operationsOf,
  type ShownError,
} from '@parlance/compiler'
import { oneLine } from '../fields.ts'
import { blocks, bullets, code, count, fence } from '../markdown.ts'
import { headingOf, resendText } from './article.ts'

/** The section of a status. */
export function entryText(bundle: Document, model: Model, entry: ErrorEntry): string {
  const program = errorCheckProgram(model, entry)
  return blocks(
    `## ${headingOf(entry)}`,
    meanings(entry),
    bodyText(bundle, entry),
    clientText(model, entry),
    ...entry.examples.map((example, index) => exampleText(model, example, entry.examples.slice(0, index))),
    program && blocks('Ask the mock for it through the client:', fence('ts', program)),
    operationList(model, entry),
  )
}

function meanings({ meanings: all }: ErrorEntry): string {
  const [first, ...others] = all
  if (!first) return ''
  if (others.length === 0) return blocks(first.description, evidenceQuote(first))
  const isAlike = others.every(({ evidence }) => JSON.stringify(evidence) === JSON.stringify(first.evidence))
  const items = others.map((meaning) => {
    const evidence = isAlike || !meaning.evidence ? '' : ` ${evidenceMarkdown(meaning.evidence)}`
    return `${oneLine(meaning.description)} (${concerned(meaning)})${evidence}`
  })
  return blocks(
    `${first.description} (${concerned(first)})`,
    evidenceQuote(first),
    'Or, elsewhere:',
    bullets(items),
  )
}

function evidenceQuote({ evidence }: ErrorMeaning): string {
  return evidence ? `> ${oneLine(evidenceMarkdown(evidence))}` : ''
}

/** A few operations by name, many by their number. */
function concerned({ operations }: ErrorMeaning): string {
  if (operations.length === 0) return 'any request'
  return operations.length > 4
    ? count(operations.length, 'operation')
    : operations.map(({ id }) => code(id)).join(', ')
}

function bodyText(bundle: Document, { meanings: all, headers }: ErrorEntry): string {
  const bodies = all.map(({ schema, type, mediaType }) => {
    if (mediaType === undefined) return 'none'
    const isListed = schema !== undefined && bundle.components?.schemas?.[schema] !== undefined
    return `${isListed ? `[${code(type)}](#${bodyAnchor(schema)})` : code(type)} as ${code(mediaType)}`
  })
  const names = headers.map(code).join(', ')
  return `Body: ${[...new Set(bodies)].join(', or ')}.${names && ` Headers that may come with it: ${names}.`}`
}

/** Where the fields of an error body stand on the page. */
export function bodyAnchor(schema: string): string {
  return `body-${schema.toLowerCase()}`
}

function clientText(model: Model, entry: ErrorEntry): string {
  const { operations, resent, renews, status } = entry
  const all = operations.length > 0 ? operations : operationsOf(model)
  const kinds = new Map([
    ['no', 'It does not send the call again: the same request would get the same answer.'],
    ['yes, always', 'Before that it sends the call again, whatever the operation.'],
  ])
  const partly = `Before that it sends the call again where that can do no harm: for ${resent.length} of ${count(all.length, 'operation')}.`
  const example = operations.find(({ id }) => entry.examples.some((one) => one.operation?.id === id))
  const check = example
    ? `\`isApiError(error, '${example.id}', ${status})\` tells it from others and knows the type of its body.`
    : 'Its status tells it from others; its body is not typed, because no operation declares it.'
  return [
    `The client throws an \`ApiError\` with \`status\` ${status}.`,
    kinds.get(resendText(model, entry)) ?? partly,
    renews &&
      'If the client made the token itself, it fetches a new one first and repeats the call once with that.',
    check,
  ]
    .filter(Boolean)
    .join(' ')
}

/** An example below those before it: a request that has been shown is not shown again. */
function exampleText(model: Model, example: ShownError, before: ShownError[]): string {
  const { name, summary, value } = example
  const message = errorMessageOf(model, value)
  const codes = errorCodesOf(value).map(code).join(', ')
  const said = [
    summary && `${oneLine(summary).replace(/\.$/, '')}.`,
    message !== undefined && `Message: “${oneLine(message).replace(/\.$/, '')}”.`,
    codes && `To compare: ${codes}.`,
  ].filter(Boolean)
  const isKnown = before.some(
    ({ operation, ask }) => operation === example.operation && ask?.[0] === example.ask?.[0],
  )
  const command = errorCommand(model, example)
  const json = typeof value === 'string' ? value : JSON.stringify(value, null, 2)
  return blocks(
    `**${name === undefined ? 'Example' : code(name)}** ${said.join(' ')}`,
    value !== undefined && fence(typeof value === 'string' ? '' : 'json', json),
    command && (isKnown ? againText(example) : fence('sh', command)),
  )
}

function againText({ operation, ask = ['', ''] }: ShownError): string {
  return `The mock sends it to the request of ${code(operation?.id ?? '')} above with ${code(ask.join(': '))}.`
}

function operationList(model: Model, { operations }: ErrorEntry): string {
  if (operations.length === 0)
    return 'No operation declares it: it answers a request before an operation is chosen, or whatever the operation.'
  const whole =
    operations.length === operationsOf(model).length ? 'Every operation declares it:' : 'Declared by:'
  return blocks(whole, bullets(operations.map((one: OperationModel) => code(one.id))))
}
