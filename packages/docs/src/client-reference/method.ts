/** What the reference says of one method of a client. */
import {
  clientProgram,
  type Document,
  type Model,
  operationFacts,
  type OperationModel,
  parameterList,
  returnType,
} from '@parlance/compiler'
import { errorAnchor } from '../catalogue/article.ts'
import { type Field, fieldsOf, follow } from '../fields.ts'
import type { Article } from '../guides/article.ts'
import { blocks, bullets, code, fence, linkTo, named } from '../markdown.ts'

/** What a section needs to know of its surroundings. */
export interface MethodPlace {
  bundle: Document
  model: Model
  article: Article
  errors: Article
  common: Article
}

/** The section of a method; its heading is the name that users write. */
export function methodText(place: MethodPlace, operation: OperationModel): string {
  const { model } = place
  return blocks(
    `## ${operation.id}`,
    fence('ts', `${operation.id}(${parameterList(operation)}): ${returnType(operation)}`),
    operation.deprecated && '**Deprecated.**',
    `${operation.summary}. ${code(`${operation.method} ${operation.path}`)}`,
    operation.description,
    parameterItems(place, operation),
    resultText(place, operation),
    bullets(factLines(place, operation)),
    fence('ts', clientProgram(model, operation)),
  )
}

function parameterItems({ bundle }: MethodPlace, operation: OperationModel): string {
  const { args, query, body } = operation
  const place = body ? 'options.query' : 'query'
  return bullets([
    ...args.map((one) => named(one.identifier, [code(one.type), 'required'], one.description)),
    ...(body ? [named('body', [code(body.type), body.required && 'required'], body.description)] : []),
    ...bodyItems(bundle, operation),
    ...query.map((one) =>
      named(`${place}.${one.name}`, [code(one.type), one.required && 'required'], one.description),
    ),
  ])
}

/** The fields of a body, as far as they stand in it themselves; the reference has what is inside them. */
function bodyItems(bundle: Document, { body, path, method }: OperationModel): string[] {
  if (!body) return []
  const item = bundle.paths[path] as Record<string, unknown> | undefined
  const content = follow(bundle, follow(bundle, item?.[method.toLowerCase()])['requestBody'])['content']
  const { schema } = follow(bundle, (content as Record<string, unknown>)[body.mediaType])
  return fieldsOf(bundle, schema)
    .filter((field) => !field.path.includes('.'))
    .map((field) => named(`body.${field.path}`, [field.type, field.required && 'required'], meaningOf(field)))
}

function meaningOf({ description, values }: Field): string {
  const listed = values && `Values: ${values.map((one) => code(String(one))).join(', ')}.`
  return [description, listed].filter(Boolean).join(' ')
}

function resultText({ article, common }: MethodPlace, { data, paging, typeName }: OperationModel): string {
  const call = linkTo(article, common, paging ? '`PagedCall`' : '`Call`', paging ? 'pagedcall' : 'call')
  if (paging)
    return `Gives a ${call}: awaited, its first page, ${code(data)}; iterated, every ${code(paging.itemType)} of every page. With \`.safe()\`, failures are ${code(`${typeName}Error`)}.`
  const outcome = data === 'undefined' ? 'nothing: its success has no body' : code(data)
  return `Gives a ${call}; awaited, it is ${outcome}. With \`.safe()\`, failures are ${code(`${typeName}Error`)}.`
}

function factLines({ model, article, errors }: MethodPlace, operation: OperationModel): string[] {
  const statuses = operation.errors.map(({ status }) =>
    linkTo(article, errors, String(status), errorAnchor(status)),
  )
  return [
    ...operationFacts(model, operation).map(({ name, statements }) => `${name}: ${statements.join(' ')}`),
    ...(statuses.length > 0 ? [`Errors: ${statuses.join(', ')}`] : []),
    `As a function of its own: ${code(operation.functionName)}, from ${code(`@parlance/${model.provider}/operations`)}`,
    `Request and answers, field by field: ${code(operation.id)} in the reference`,
    ...(operation.docsUrl === undefined ? [] : [`Documentation of the provider: <${operation.docsUrl}>`]),
  ]
}
