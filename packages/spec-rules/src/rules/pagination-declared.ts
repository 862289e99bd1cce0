import type { Oas3Parameter, UserContext } from '@redocly/openapi-core'
import { catalogueFile } from '../catalogue.ts'
import {
  nameOf,
  operationRule,
  parametersOf,
  responsesOf,
  successSchemaOf,
  verbOf,
  type OperationSpot,
} from '../operations.ts'
import { hasType, schemaAt } from '../schemas.ts'
import { isObject, read, step, type Resolver, type Spot } from '../spot.ts'

const key = 'x-redoclyPagination'

/** Query parameters by whose name an API asks for one part of a list. */
const pagingNames = /^(page|offset|cursor|limit|per_?page|page_?size)$/i

type Report = (message: string, member?: string) => void

/** Every list says how it pages, in terms that its parameters and its response bear out. */
export const paginationDeclared = operationRule((operation, ctx) => {
  const paging = read(operation.value, key)
  const unpaged = read(operation.value, 'x-unpaged')
  const report: Report = (message, member) =>
    ctx.report({ message: `${nameOf(operation)} ${message}`, location: place(operation, member) })

  if (isObject(paging)) {
    if (unpaged !== undefined) report(`says that it pages and that it does not. Remove ${key} or x-unpaged.`)
    checkParameters(operation, paging, report, ctx)
    checkResponse(operation, paging, report, ctx)
  } else if (paging === undefined && unpaged === undefined && lists(operation, ctx)) {
    report(
      `lists, but does not say how it pages. Add ${key}, or x-unpaged with the reason why the list comes whole (see ${catalogueFile}).`,
    )
  }
})

/** The member that is wrong, else the extension that holds it, else the operation that lacks it. */
function place({ value, location }: OperationSpot, member?: string) {
  const paging = read(value, key)
  if (paging === undefined) return location.key()
  return member ? location.child([key, member]) : location.child([key]).key()
}

function lists(operation: OperationSpot, ctx: Resolver): boolean {
  if (verbOf(operation) === 'list') return true
  if (operation.method !== 'get') return false
  const body = successSchemaOf(ctx, operation)
  if (body && hasType(ctx, body, 'array')) return true
  return parametersOf(ctx, operation).some(
    ({ value }) => value.in === 'query' && pagingNames.test(String(value.name)),
  )
}

function checkParameters(operation: OperationSpot, paging: object, report: Report, ctx: Resolver) {
  const members = [
    ['offsetParam', 'integer'],
    ['limitParam', 'integer'],
    ['cursorParam', 'string'],
  ] as const
  for (const [member, type] of members) {
    const name = read(paging, member)
    if (typeof name !== 'string') continue
    const parameter = parametersOf(ctx, operation).find(
      ({ value }) => value.in === 'query' && value.name === name,
    )
    const schema = parameter && step<object>(ctx, parameter, 'schema')
    if (!parameter) {
      report(
        `pages by "${name}", which is no query parameter of it. Declare it or correct ${member}.`,
        member,
      )
    } else if (!schema || !hasType(ctx, schema, type)) {
      report(`pages by "${name}", whose schema is not of type ${type}. Correct it or ${member}.`, member)
    } else if (member === 'limitParam') {
      checkDefault(parameter, schema, paging, report)
    }
  }
}

function checkDefault({ value }: Spot<Oas3Parameter>, schema: Spot, paging: object, report: Report) {
  const counts = ['page', 'offset'].includes(String(read(paging, 'style')))
  if (!counts || read(schema.value, 'default') !== undefined) return
  report(`does not say how long a page is. Add default to the schema of "${value.name}".`, 'limitParam')
}

function checkResponse(operation: OperationSpot, paging: object, report: Report, ctx: UserContext) {
  const body = successSchemaOf(ctx, operation)
  if (!body) return report('pages, but has no successful JSON response with a schema. Add it.')
  for (const member of ['items', 'nextCursor', 'hasMore']) {
    const pointer = read(paging, member)
    if (typeof pointer !== 'string') continue
    const target = schemaAt(ctx, body, pointer)
    if (!target) {
      report(`points ${member} at "${pointer}", which its response does not declare. Correct either.`, member)
    } else if (member === 'items' && !hasType(ctx, target, 'array')) {
      report(`points items at "${pointer}", which is no array in its response. Correct either.`, member)
    }
  }
  if (read(paging, 'style') === 'link' && !sendsLink(operation, ctx)) {
    report(
      'pages by link, but no successful response has a Link header. Declare it or correct style.',
      'style',
    )
  }
}

function sendsLink(operation: OperationSpot, ctx: Resolver): boolean {
  return responsesOf(ctx, operation).some(
    ([status, { value }]) =>
      status.startsWith('2') &&
      Object.keys(value.headers ?? {}).some((name) => name.toLowerCase() === 'link'),
  )
}
