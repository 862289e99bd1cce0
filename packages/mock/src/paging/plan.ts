/** How a list operation pages: `x-redoclyPagination`, and what its parameters say about it. */
import type { OpenApiDocument, PaginationObject, ParameterObject, ResponseObject } from '../document.ts'
import { isObject, resolve } from '../document.ts'
import { isJson } from '../encode.ts'
import { nodeOf, parametersOf } from '../node.ts'
import type { Operation } from '../operation.ts'

/** How a request says which page it wants. */
export type Position =
  | { readonly kind: 'page'; readonly name: string; readonly first: number }
  | { readonly kind: 'offset'; readonly name: string }
  | { readonly kind: 'cursor'; readonly name: string; readonly start?: string; readonly relation?: Relation }

/** A parameter that says which page is meant, seen from the one that the cursors describe, and its words for it. */
export interface Relation {
  readonly name: string
  readonly self: string
  readonly next: string
  readonly prev: string
}

export interface Plan {
  /** Where the items are: a JSON Pointer. */
  readonly items: string
  /** Query parameter for the length of a page. */
  readonly limitParam: string | undefined
  /** The length of a page that is not asked for. */
  readonly limit: number
  readonly position: Position
  /** Whether the next page is told in the `Link` header. */
  readonly isLinked: boolean
  /** Where the body has the address of the next page, its cursor, and whether there is one. */
  readonly nextLink: string | undefined
  readonly nextCursor: string | undefined
  readonly hasMore: string | undefined
  /** What a list with all its parameters left out is asked with. */
  readonly defaults: Readonly<Record<string, string>>
  /** The schema of the body. */
  readonly schema: unknown
  /** The name of an item's id, where the path of a single item tells it. */
  readonly idName: string | undefined
}

type Pagination = PaginationObject & {
  cursorParam?: string
  nextLink?: string
  nextCursor?: string
  hasMore?: string
}

type Parameters = ReadonlyMap<string, Record<string, unknown>>

/** The length of a page where the document says nothing. */
const usualLimit = 50

/** Reads how an operation pages; `undefined` when it does not, or when nothing tells how a page is asked for. */
export function readPlan(document: OpenApiDocument, operation: Operation): Plan | undefined {
  const node = nodeOf(document, operation)
  const pagination = node['x-redoclyPagination'] as Pagination | undefined
  if (!pagination) return undefined
  const parameters = queryOf(document, operation)
  const position = readPosition(pagination, parameters)
  if (!position) return undefined
  const { style, items, limitParam, nextLink, nextCursor, hasMore } = pagination
  return {
    items,
    limitParam,
    limit: limitOf(parameters.get(limitParam ?? '') ?? {}),
    position,
    isLinked: style === 'link',
    nextLink,
    nextCursor,
    hasMore,
    defaults: defaultsOf(parameters),
    schema: schemaOf(document, operation),
    idName: idNameOf(document, operation),
  }
}

/** The query parameters by name, each as its schema with the parameter's own example. */
function queryOf(document: OpenApiDocument, operation: Operation): Parameters {
  const query = [...parametersOf(document, operation).values()].filter(
    (parameter) => parameter.in === 'query',
  )
  return new Map(query.map((parameter) => [parameter.name, schemaWithExample(document, parameter)]))
}

function schemaWithExample(
  document: OpenApiDocument,
  parameter: ParameterObject & { example?: unknown },
): Record<string, unknown> {
  const schema: Record<string, unknown> = parameter.schema
    ? { ...resolve<object>(document, parameter.schema) }
    : {}
  return { ...schema, example: parameter.example ?? schema['example'] }
}

function limitOf({ default: usual, example, maximum }: Record<string, unknown>): number {
  const wanted = [usual, example].find((value) => typeof value === 'number') ?? usualLimit
  return typeof maximum === 'number' ? Math.min(wanted, maximum) : wanted
}

function defaultsOf(parameters: Parameters): Record<string, string> {
  const told = [...parameters].filter(([, { default: usual }]) =>
    ['number', 'boolean', 'string'].includes(typeof usual),
  )
  return Object.fromEntries(told.map(([name, { default: usual }]) => [name, String(usual)]))
}

function readPosition(pagination: Pagination, parameters: Parameters): Position | undefined {
  const { style, offsetParam, cursorParam } = pagination
  if (cursorParam !== undefined) return { kind: 'cursor', name: cursorParam }
  const name =
    offsetParam ?? find(parameters, /^page(_?(number|no))?$/i) ?? find(parameters, /^(offset|skip)$/i)
  if (name === undefined) return readCursor(parameters)
  if (style !== 'page' && !/page/i.test(name)) return { kind: 'offset', name }
  const { default: usual, minimum } = parameters.get(name) ?? {}
  return { kind: 'page', name, first: [usual, minimum].find((value) => typeof value === 'number') ?? 1 }
}

function readCursor(parameters: Parameters): Position | undefined {
  const name = find(parameters, /^(next|cursor|next_?cursor|page_?token|starting_?after)$/i)
  if (name === undefined) return undefined
  const start = find(parameters, /^start$/i)
  const relation = readRelation(parameters)
  return { kind: 'cursor', name, ...(start !== undefined && { start }), ...(relation && { relation }) }
}

function readRelation(parameters: Parameters): Relation | undefined {
  for (const [name, { enum: values }] of parameters) {
    const words = Array.isArray(values) ? values.map(String) : []
    const [self, next, prev] = [/^self$/i, /^next$/i, /^prev/i].map((word) =>
      words.find((one) => word.test(one)),
    )
    if (self !== undefined && next !== undefined && prev !== undefined) return { name, self, next, prev }
  }
  return undefined
}

function find(parameters: Parameters, pattern: RegExp): string | undefined {
  return [...parameters.keys()].find((name) => pattern.test(name))
}

function schemaOf(document: OpenApiDocument, operation: Operation): unknown {
  const responses = Object.entries(nodeOf(document, operation).responses ?? {})
  const [, node] = responses.find(([code]) => code.startsWith('2')) ?? []
  const content = node && resolve<ResponseObject>(document, node).content
  return Object.entries(content ?? {}).find(([mediaType]) => isJson(mediaType))?.[1].schema
}

/** Where `/sms` lists what `/sms/{sms_id}` is one of, `sms_id` is the id. */
function idNameOf(document: OpenApiDocument, { path }: Operation): string | undefined {
  const single = Object.keys(document.paths).find(
    (other) =>
      other.startsWith(`${path}/{`) &&
      isObject(document.paths[other]) &&
      !other.slice(path.length + 1).includes('/'),
  )
  return single?.slice(path.length + 2, -1)
}
