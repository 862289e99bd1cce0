import { type Document, type OperationObject, type Parameter, resolve, type Schema } from '../document.ts'
import { Helper } from '../helper.ts'
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
  const secret = parameters.find((one) => one.in === 'query' && one.schema?.format === 'password')
  if (secret) {
    throw new Error(
      `${operation.operationId}: a list cannot take the secret ${secret.name} in its query, since its checkpoints hold that.`,
    )
  }
  const { items } = paging
  return {
    kernel: { ...nextPage(document, operation, parameters), items },
    itemType: itemType(document, operation, items),
  }
}

/** How the next page is found, in the terms of the kernel. */
function nextPage(
  document: Document,
  operation: OperationObject,
  parameters: Parameter[],
): PagingModel['kernel'] {
  const { style, nextLink } = operation['x-redoclyPagination']!
  if (style === 'link') return { next: new Helper('nextLink'), ...secretsOf(document) }
  if (style === 'body-link' && nextLink)
    return { next: new Helper('nextBodyLink'), link: nextLink, ...secretsOf(document) }
  return byNumber(operation, parameters)
}

/** A provider that takes a credential in the query may repeat it in its links. */
function secretsOf({ components }: Document): { secrets?: string[] } {
  const schemes = Object.values(components?.securitySchemes ?? {})
  const secrets = schemes.flatMap(({ in: place, name }) => (place === 'query' && name ? [name] : []))
  return secrets.length > 0 ? { secrets } : {}
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
  return { next: new Helper('nextNumber'), offsetParam, limitParam, limitDefault: limit.default, ...limitMax }
}

function itemType(document: Document, { operationId, responses }: OperationObject, pointer: string): string {
  const schema = jsonOf(resolve(document, responses['200'] ?? {}).content ?? {})?.[1].schema
  const list: Schema | undefined = schema && schemaAt(document, schema, pointer)
  if (list?.type !== 'array')
    throw new Error(`${operationId}: there is no list at '${pointer}' of its response.`)
  return typeOf(list.items, 'unknown')
}
