import { type Model, type OperationModel, operationsOf, type SchemaModel } from '../model.ts'
import { docComment, generatedNotice, importTypes, propertyName } from './code.ts'
import { fieldDoc } from './doc.ts'

/** Emits the named types: schemas, queries, and errors by operation and status. */
export function emitTypes(model: Model): string {
  const operations = operationsOf(model)
  const body = [
    ...model.schemas.map(schemaType),
    ...operations.filter((operation) => operation.query.length > 0).map(queryType),
    errorBodies(operations),
    ...operations.map(errorType),
    guard(model),
  ].join('\n')
  const sources = ['components', 'operations'].filter((name) => body.includes(`${name}['`))
  return [
    generatedNotice,
    "import { isApiError as isAnyApiError } from '@parlance/runtime'\n",
    importTypes([...(body.includes('ApiError<') ? ['ApiError'] : []), 'ApiErrorGuard'], '@parlance/runtime'),
    importTypes(sources, './schema.ts'),
    `\n${body}`,
  ].join('')
}

function schemaType({ name, typeName, description, isObject }: SchemaModel): string {
  const source = `components['schemas']['${name}']`
  const declaration = isObject
    ? `export interface ${typeName} extends Inner${typeName} {}\ntype Inner${typeName} = ${source}\n`
    : `export type ${typeName} = ${source}\n`
  return docComment([description.trim() || typeName]) + declaration
}

function queryType({ id, typeName, query }: OperationModel): string {
  const fields = query.map(({ name, type, required, description, example }) => {
    const mark = required ? '' : '?'
    return `${fieldDoc(description, example, '  ')}  ${propertyName(name)}${mark}: ${type}${required ? '' : ' | undefined'}\n`
  })
  return `${docComment([`Query of \`${id}\`.`])}export interface ${typeName}Query {\n${fields.join('')}}\n`
}

function errorBodies(operations: OperationModel[]): string {
  const entries = operations.map(({ id, errors }) => {
    const statuses = errors.map(({ status, type }) => `    ${status}: ${type}\n`).join('')
    return `  '${id}': {\n${statuses}  }\n`
  })
  const doc = docComment(['Error bodies by operation id and status, as the spec declares them.'])
  return `${doc}export interface ErrorBodies {\n${entries.join('')}}\n`
}

/** Statuses that share a body share a type: an `ApiError` for each of them would cost every call its type check. */
function errorType({ id, typeName, errors }: OperationModel): string {
  const doc = docComment([`The errors that \`${id}\` is documented to answer with.`])
  const union = [...Map.groupBy(errors, ({ type }) => type)].map(([type, alike]) => {
    const statuses = alike.map(({ status }) => status).join(' | ')
    return `ApiError<${type}, ${statuses}, '${id}'>`
  })
  return `${doc}export type ${typeName}Error = ${union.join(' | ') || 'never'}\n`
}

function guard(model: Model): string {
  const [first] = operationsOf(model)
  const doc = docComment([
    'Tells an error answer of the provider from anything else, and narrows its body by operation and status.',
    `@example\n\`\`\`ts\nif (isApiError(error, '${first?.id}', ${first?.errors[0]?.status})) console.log(error.body)\n\`\`\``,
  ])
  return `${doc}export const isApiError: ApiErrorGuard<ErrorBodies> = isAnyApiError as ApiErrorGuard<ErrorBodies>\n`
}
