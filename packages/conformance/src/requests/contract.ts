/** Operations as the suite sees them: read from the bundle, by code that neither clients nor mock share. */
import type { Document } from '@parlance/compiler'
import { at, pointerTo } from '../pointer.ts'
import type { Schema } from '../generate/schema.ts'
import type { Placed } from '../generate/judged.ts'

export interface ContractParameter extends Placed {
  readonly name: string
  readonly in: 'path' | 'query' | 'header' | 'cookie'
  readonly required: boolean
  readonly style: string
  readonly explode: boolean
}

export interface ContractBody extends Placed {
  readonly mediaType: string
}

/** Query parameters of which one has to be there, always or when another one is. */
export interface NeedsOneOf {
  readonly anyOf: readonly string[]
  readonly when?: string
}

export interface ContractOperation {
  readonly id: string
  /** In capitals. */
  readonly method: string
  /** As in the document: `/shipments/{id}`. */
  readonly path: string
  /** What stands before it in an address: the path of its server. */
  readonly base: string
  readonly parameters: readonly ContractParameter[]
  readonly bodies: readonly ContractBody[]
  readonly isBodyRequired: boolean
  readonly needsOneOf: readonly NeedsOneOf[]
  /** Whether it may be called without credentials. */
  readonly isAnonymous: boolean
  /** Status, range or `default` → where its response stands in the bundle. */
  readonly responses: ReadonlyMap<string, string>
  /** Whether it is a list that comes in pages. */
  readonly isPaged: boolean
}

type Node = Record<string, unknown>
const methods = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options', 'trace']

/** Every operation of a bundle. */
export function readContract(document: Document): ContractOperation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    methods
      .filter((method) => method in item)
      .map((method) => readOperation(document, path, method, item as unknown as Node)),
  )
}

function readOperation(document: Document, path: string, method: string, item: Node): ContractOperation {
  const place = pointerTo('paths', path, method)
  const node = item[method] as Node
  const body = resolvedAt(document, `${place}/requestBody`)
  const security = (node['security'] ?? document.security ?? []) as object[]
  return {
    id: node['operationId'] as string,
    method: method.toUpperCase(),
    path,
    base: basePath((node['servers'] ?? item['servers'] ?? document.servers) as { url: string }[]),
    parameters: parametersOf(document, path, place),
    bodies: body ? bodiesOf(body) : [],
    isBodyRequired: body?.node['required'] === true,
    needsOneOf: (node['x-required-parameters'] ?? []) as NeedsOneOf[],
    isAnonymous: security.length === 0 || security.some((one) => Object.keys(one).length === 0),
    responses: new Map(
      Object.keys(node['responses'] as object).map((status) => [
        status,
        resolvedAt(document, `${place}/responses${pointerTo(status)}`)!.pointer,
      ]),
    ),
    isPaged: 'x-redoclyPagination' in node,
  }
}

function basePath([first]: { url: string }[]): string {
  return new URL(first?.url ?? '/', 'http://any').pathname.replace(/\/$/, '')
}

interface Found {
  readonly pointer: string
  readonly node: Node
}

/** What stands at a place, references followed. */
function resolvedAt(document: Document, pointer: string): Found | undefined {
  const node = at(document, pointer) as Node | undefined
  if (node === undefined) return undefined
  const reference = node['$ref']
  return typeof reference === 'string'
    ? resolvedAt(document, decodeURI(reference.slice(1)))
    : { pointer, node }
}

/** An operation's own parameters stand above those of its path. */
function parametersOf(document: Document, path: string, place: string): ContractParameter[] {
  const lists = [`${pointerTo('paths', path)}/parameters`, `${place}/parameters`]
  const all = lists.flatMap((list) =>
    ((at(document, list) as unknown[] | undefined) ?? []).map((_, index) =>
      resolvedAt(document, `${list}/${index}`)!,
    ),
  )
  const byName = new Map(
    all.map((found) => [`${String(found.node['in'])} ${String(found.node['name'])}`, found]),
  )
  return [...byName.values()].map(toParameter).filter(({ in: where }) => where !== 'cookie')
}

function toParameter({ node, pointer }: Found): ContractParameter {
  const where = node['in'] as ContractParameter['in']
  const style = (node['style'] ?? (where === 'query' ? 'form' : 'simple')) as string
  return {
    name: node['name'] as string,
    in: where,
    required: node['required'] === true,
    style,
    explode: (node['explode'] ?? style === 'form') as boolean,
    schema: withExample(node),
    pointer: `${pointer}/schema`,
  }
}

/** The example of a parameter is one of its schema. */
function withExample({ schema = {}, example }: { schema?: Schema; example?: unknown }): Schema {
  return typeof schema === 'boolean' || example === undefined ? schema : { ...schema, example }
}

function bodiesOf({ pointer, node }: Found): ContractBody[] {
  return Object.entries((node['content'] ?? {}) as Record<string, Node>).map(([mediaType, media]) => ({
    mediaType,
    schema: (media['schema'] ?? true) as Schema,
    pointer: `${pointer}/content${pointerTo(mediaType)}/schema`,
  }))
}

/** Where the response of a status stands: that of the operation, or else what the provider says for all operations. */
export function responseAt(
  document: Document,
  { responses }: ContractOperation,
  status: number,
): string | undefined {
  const own = [String(status), `${String(status)[0]}XX`, 'default'].find((code) => responses.has(code))
  if (own !== undefined) return responses.get(own)
  return resolvedAt(document, `/x-error-responses/${status}`)?.pointer
}
