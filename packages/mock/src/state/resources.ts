/** The collections that the shape of a document tells: which operation makes, reads, lists, changes and deletes what. */
import { isObject, type OpenApiDocument } from '../document.ts'
import type { Operation } from '../operation.ts'
import { readPlan } from '../paging/plan.ts'
import { expand } from '../paging/schema.ts'
import { keysOf } from '../pointer.ts'
import { successOf, targetOf, unwrap } from './success.ts'

/** What an operation does to a collection. `action` is anything below a single record. */
export type Role = 'create' | 'read' | 'list' | 'count' | 'update' | 'delete' | 'action'

/** A collection as the document tells of it. */
export interface Resource {
  /** The first half of its operations' ids. */
  readonly name: string
  /** The path of the list, without the id. */
  readonly path: string
  /** The schema of one record, without references. */
  readonly schema: object
  /** What the path of a single record calls its id; nothing where there is none. */
  readonly parameter: string | undefined
}

/** What a document tells about its data. */
export interface Resources {
  readonly all: readonly Resource[]
  readonly roles: ReadonlyMap<Operation, { readonly resource: Resource; readonly role: Role }>
}

/** Reads the resources of a document. */
export function readResources(document: OpenApiDocument, operations: readonly Operation[]): Resources {
  const paths = new Set(operations.map(({ path }) => path))
  const known = new Map<string, Resource>()
  for (const operation of operations) {
    const resource = singleOf(document, paths, operation)
    if (resource && !known.has(resource.name)) known.set(resource.name, resource)
  }
  for (const operation of operations) {
    const resource = listedOf(document, paths, operation)
    const isKnown = [...known.values()].some(({ schema }) => schema === resource?.schema)
    if (resource && !isKnown && !known.has(resource.name)) known.set(resource.name, resource)
  }
  const all = [...known.values()]
  // What is listed where, beside what lies below a single record.
  const lists = new Map(
    operations.flatMap((operation) => {
      const listed = listedOf(document, paths, operation)
      return listed ? [[listed.path, listed.schema] as const] : []
    }),
  )
  const roles = operations.flatMap((operation) => {
    const found = roleOf(document, all, lists, operation)
    return found ? [[operation, found] as const] : []
  })
  return { all, roles: new Map(roles) }
}

/** The resource whose single records an operation reads. */
function singleOf(
  document: OpenApiDocument,
  paths: ReadonlySet<string>,
  operation: Operation,
): Resource | undefined {
  const [, path = '', parameter] = /^(.*)\/\{([^}/]+)\}$/.exec(operation.path) ?? []
  if (operation.method !== 'get' || parameter === undefined || isNested(paths, path)) return undefined
  const { schema } = successOf(document, operation)
  const target = unwrap(document, schema)?.schema ?? targetOf(document, schema)
  return isObject(target) ? { name: nameOf(operation), path, schema: target, parameter } : undefined
}

/** The resource that an operation lists, where there is no way to a single one. */
function listedOf(
  document: OpenApiDocument,
  paths: ReadonlySet<string>,
  operation: Operation,
): Resource | undefined {
  const { path } = operation
  if (path.endsWith('}') || isNested(paths, path)) return undefined
  const schema = itemSchemaOf(document, operation)
  return isObject(schema) ? { name: nameOf(operation), path, schema, parameter: undefined } : undefined
}

/** Whether a path leads through a single record of something else. */
function isNested(paths: ReadonlySet<string>, path: string): boolean {
  const segments = path.split('/')
  return segments.some(
    (segment, index) => segment.startsWith('{') && paths.has(segments.slice(0, index + 1).join('/')),
  )
}

function nameOf({ id }: Operation): string {
  return id.split('.', 1)[0] ?? id
}

/** The schema of what an operation lists, without references; nothing when it lists nothing. */
export function itemSchemaOf(document: OpenApiDocument, operation: Operation): unknown {
  if (operation.method !== 'get') return undefined
  const pointer = readPlan(document, operation)?.items ?? ''
  let nodes = expand(document, successOf(document, operation).schema)
  for (const key of keysOf(pointer)) {
    nodes = nodes.flatMap(({ properties }) => (isObject(properties) ? expand(document, properties[key]) : []))
  }
  const items = nodes.find((node) => isObject(node['items']))?.['items']
  return items === undefined ? undefined : targetOf(document, items)
}

function roleOf(
  document: OpenApiDocument,
  all: readonly Resource[],
  lists: ReadonlyMap<string, unknown>,
  operation: Operation,
): { resource: Resource; role: Role } | undefined {
  for (const resource of all) {
    const role = roleFor(document, resource, lists, operation)
    if (role) return { resource, role }
  }
  return undefined
}

function roleFor(
  document: OpenApiDocument,
  resource: Resource,
  lists: ReadonlyMap<string, unknown>,
  operation: Operation,
): Role | undefined {
  const { path, method } = operation
  const single = resource.parameter === undefined ? undefined : `${resource.path}/{${resource.parameter}}`
  const isTheirs = path === resource.path || lists.get(path) === resource.schema
  if (isTheirs && method === 'get') return lists.has(path) ? 'list' : undefined
  if (isTheirs && method === 'post') return isCreating(document, resource, operation) ? 'create' : undefined
  if (path === single) return singleRoles[method]
  if (single !== undefined && path.startsWith(`${single}/`)) return 'action'
  const isCount = method === 'get' && path.startsWith(`${resource.path}/`) && isCounting(document, operation)
  return isCount ? 'count' : undefined
}

const singleRoles: Readonly<Record<string, Role>> = {
  get: 'read',
  patch: 'update',
  put: 'update',
  delete: 'delete',
}

function isCreating(document: OpenApiDocument, { schema }: Resource, operation: Operation): boolean {
  const success = successOf(document, operation)
  if (success.schema === undefined) return success.status === 201
  return (unwrap(document, success.schema)?.schema ?? targetOf(document, success.schema)) === schema
}

function isCounting(document: OpenApiDocument, operation: Operation): boolean {
  const node = targetOf(document, successOf(document, operation).schema)
  const properties = isObject(node) && isObject(node['properties']) ? Object.keys(node['properties']) : []
  return properties.length === 1 && properties[0] === 'count'
}
