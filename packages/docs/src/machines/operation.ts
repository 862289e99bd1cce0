import {
  clientProgram,
  curlCommand,
  type Document,
  type Model,
  operationFacts,
  type OperationModel,
} from '@parlance/compiler'
import { errorAnchor, errorsPath } from '../catalogue/article.ts'
import { type Field, fieldsOf, follow, oneLine } from '../fields.ts'
import { operationPath, relative } from '../guides/addresses.ts'
import { markdownPath } from '../guides/article.ts'

type Argument = OperationModel['args'][number]

/** One operation as Markdown, for programs and for readers without scripts: everything the reference says of it. */
export function operationMarkdown(bundle: Document, model: Model, operation: OperationModel): string {
  const found = findOperation(bundle, operation)
  const sections = [
    `# ${operation.id}\n\n${operation.summary}. \`${operation.method} ${serverOf(model, operation)}${operation.path}\`\n`,
    operation.deprecated && '**Deprecated.**\n',
    operation.description && `${operation.description.trim()}\n`,
    facts(model, operation),
    parameters(operation),
    body(bundle, operation, found),
    answers(bundle, found),
    errors(model, operation),
    `## With the client\n\n\`\`\`ts\n${clientProgram(model, operation)}\`\`\`\n`,
    `## With curl\n\n\`\`\`sh\n${curlCommand(model, operation)}\n\`\`\`\n`,
  ]
  return sections.filter(Boolean).join('\n')
}

/** A provider as Markdown: what it says of itself, and a list of its operations. */
export function providerMarkdown(model: Model): string {
  const resources = model.resources.map(
    ({ title, operations }) =>
      `## ${title}\n\n${operations.map(({ id, summary }) => `- [\`${id}\`](${id}.md): ${summary}\n`).join('')}`,
  )
  const head = `# ${model.title} API\n\n> ${model.summary}\n\n${model.description.trim()}\n`
  return [head, ...resources].join('\n')
}

function serverOf(model: Model, { server }: OperationModel): string {
  return (Object.values(model.servers[server] ?? {})[0] ?? '').replace(/\/$/, '')
}

function findOperation(bundle: Document, { path, method }: OperationModel): Record<string, unknown> {
  const item = bundle.paths[path] as Record<string, unknown> | undefined
  return follow(bundle, item?.[method.toLowerCase()])
}

/** The same facts as in the reference, made from the same data that client and mock obey. */
function facts(model: Model, operation: OperationModel): string {
  const lines = operationFacts(model, operation).map(
    ({ name, statements }) => `- ${name}: ${statements.join(' ')}\n`,
  )
  const link =
    operation.docsUrl === undefined ? '' : `- Documentation of the provider: <${operation.docsUrl}>\n`
  return `${lines.join('')}${link}`
}

function parameters({ args, query }: OperationModel): string {
  if (args.length + query.length === 0) return ''
  const lines = [
    ...args.map((one) => argumentLine(one, 'path')),
    ...query.map((one) => argumentLine(one, 'query')),
  ]
  return `## Parameters\n\n${lines.join('')}`
}

function argumentLine({ name, type, required, description }: Argument, place: string): string {
  const marks = [place, `\`${type}\``, required && 'required'].filter(Boolean)
  return item(name, marks.join(', '), description)
}

function body(bundle: Document, { body: model }: OperationModel, operation: Record<string, unknown>): string {
  if (!model) return ''
  const content = follow(bundle, operation['requestBody'])['content'] as Record<string, unknown>
  const schema = follow(bundle, content[model.mediaType])['schema']
  const need = model.required ? 'required' : 'optional'
  const head = `## Body\n\n\`${model.mediaType}\`, ${need}: \`${model.type}\`\n`
  const example =
    model.example === undefined || Object.keys(model.files).length > 0 ? '' : `\n${json(model.example)}`
  return `${head}${fieldList(fieldsOf(bundle, schema), 'required')}${example}`
}

function answers(bundle: Document, operation: Record<string, unknown>): string {
  const all = Object.entries((operation['responses'] ?? {}) as Record<string, unknown>)
  const successes = all.filter(([status]) => /^[23]/.test(status))
  return successes.map(([status, response]) => answer(bundle, status, follow(bundle, response))).join('\n')
}

function answer(bundle: Document, status: string, response: Record<string, unknown>): string {
  const head = `## Answer ${status}\n\n${oneLine(response['description'])}\n`
  const [mediaType, content] = Object.entries((response['content'] ?? {}) as Record<string, unknown>)[0] ?? []
  if (mediaType === undefined) return head
  const media = follow(bundle, content)
  const example = exampleOf(bundle, media)
  const shown = example !== undefined && mediaType.includes('json') ? `\n${json(example)}` : ''
  return `${head}\n\`${mediaType}\`\n${fieldList(fieldsOf(bundle, media['schema']), 'always')}${shown}`
}

function exampleOf(bundle: Document, media: Record<string, unknown>): unknown {
  if (media['example'] !== undefined) return media['example']
  const [first] = Object.values((media['examples'] ?? {}) as Record<string, unknown>)
  return follow(bundle, first)['value']
}

/** A list, not a table: the columns of a table would double the size of the file with spaces. */
function fieldList(fields: Field[], always: string): string {
  const lines = fields.map(({ path, type, required, description }) =>
    item(path, [type, required && always].filter(Boolean).join(', '), description),
  )
  return lines.length > 0 ? `\n${lines.join('')}` : ''
}

function item(name: string, marks: string, description: string): string {
  return `- \`${name}\` (${marks})${description === '' ? '' : `: ${oneLine(description)}`}\n`
}

function errors({ provider }: Model, { id, errors: all }: OperationModel): string {
  const catalogue = relative(operationPath(provider, id), markdownPath(errorsPath(provider)))
  const lines = all.map(
    ({ status, type, description }) =>
      `- [${status}](${catalogue}#${errorAnchor(status)}), \`${type}\`: ${oneLine(description)}\n`,
  )
  return lines.length > 0 ? `## Errors\n\n${lines.join('')}` : ''
}

function json(value: unknown): string {
  return `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\`\n`
}
