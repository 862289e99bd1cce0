import { type Document, type OperationObject, type Parameter, resolve, type Schema } from '../document.ts'
import type { PagingModel } from '../model.ts'
import { jsonOf } from './media.ts'
import { schemaAt, typeOf } from './types.ts'

/** Reads how an operation pages, or nothing when it does not. */
export function readPaging(
  document: Document,
  operation: OperationObject,
  parameters: Parameter[],
): PagingModel | undefined {
  const paging = operation['x-redoclyPagination']
  if (!paging) return undefined
  const { style, items, nextLink } = paging
  const item = itemType(document, operation, items)
  if (style === 'link') return { kernel: { style, items }, itemType: item }
  if (style === 'body-link' && nextLink) return { kernel: { style, nextLink, items }, itemType: item }
  return { kernel: { ...byNumber(operation, parameters), items }, itemType: item }
}

function byNumber(
  { operationId, ...operation }: OperationObject,
  parameters: Parameter[],
): PagingModel['kernel'] {
  const { style, offsetParam, limitParam } = operation['x-redoclyPagination']!
  if (style !== 'page' || !offsetParam || !limitParam) {
    throw new Error(`${operationId}: the client cannot page in the style '${style}' yet.`)
  }
  const limit = parameters.find((one) => one.in === 'query' && one.name === limitParam)?.schema
  if (typeof limit?.default !== 'number') {
    throw new Error(`${operationId}: the parameter ${limitParam} needs a default, the size of a page.`)
  }
  const limitMax = limit.maximum === undefined ? {} : { limitMax: limit.maximum }
  return { style, offsetParam, limitParam, limitDefault: limit.default, ...limitMax }
}

function itemType(document: Document, { operationId, responses }: OperationObject, pointer: string): string {
  const schema = jsonOf(resolve(document, responses['200'] ?? {}).content ?? {})?.[1].schema
  const list: Schema | undefined = schema && schemaAt(document, schema, pointer)
  if (list?.type !== 'array')
    throw new Error(`${operationId}: there is no list at '${pointer}' of its response.`)
  return typeOf(list.items, 'unknown')
}
