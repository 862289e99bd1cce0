/** The collections that the shape of a document tells: which operation makes, reads, lists, changes and deletes what. */
import { isObject, type OpenApiDocument } from '../document.ts'
import type { Operation } from '../operation.ts'
import { itemsOf } from './items.ts'
import { isIdentified, isSame, placeIn, successOf, targetOf, thingIn } from './success.ts'

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

/** What one operation does. */
export interface Part {
  readonly resource: Resource
  readonly role: Role
  /** What the operation's own path calls the id of the record. */
  readonly parameter: string | undefined
}

/** What a document tells about its data. */
export interface Resources {
  readonly all: readonly Resource[]
  readonly roles: ReadonlyMap<Operation, Part>
}

/** Reads the resources of a document. */
export function readResources(document: OpenApiDocument, operations: readonly Operation[]): Resources {
  const all = readAll(document, operations)
  const lists = readLists(document, operations, all)
  const roles = operations.flatMap((operation) => {
    const part = partOf(document, all, lists, operation)
    return part ? [[operation, part] as const] : []
  })
  return { all, roles: new Map(roles) }
}

/** What may identify a record, best first. */
export function keyNames(parameter: string | undefined): string[] {
  return ['id', '_id', ...(parameter === undefined ? [] : [parameter])]
}

function readAll(document: OpenApiDocument, operations: readonly Operation[]): Resource[] {
  const forms = new Set(operations.map(({ path }) => formOf(path)))
  const known = new Map<string, Resource>()
  for (const operation of operations) {
    const resource = singleOf(document, forms, operation)
    if (resource && !known.has(resource.name)) known.set(resource.name, resource)
  }
  for (const operation of operations) {
    const resource = listedOf(document, forms, operation)
    const isKnown = [...known.values()].some(({ schema }) => isSame(schema, resource?.schema))
    if (resource && !isKnown && !known.has(resource.name)) known.set(resource.name, resource)
  }
  return [...known.values()]
}

/** The resource whose single records an operation reads. */
function singleOf(
  document: OpenApiDocument,
  forms: ReadonlySet<string>,
  operation: Operation,
): Resource | undefined {
  const [, path = '', parameter] = /^(.*)\/\{([^}/]+)\}$/.exec(operation.path) ?? []
  if (operation.method !== 'get' || parameter === undefined || isNested(forms, path)) return undefined
  const thing = thingIn(document, successOf(document, operation).schema, keyNames(parameter))
  return isObject(thing) ? { name: nameOf(operation), path, schema: thing, parameter } : undefined
}

/** The resource that an operation lists, where there is no way to a single one. */
function listedOf(
  document: OpenApiDocument,
  forms: ReadonlySet<string>,
  operation: Operation,
): Resource | undefined {
  const { path } = operation
  const items = itemsOf(document, operation)
  if (!items?.isTold || path.endsWith('}') || isNested(forms, path)) return undefined
  const schema = targetOf(document, items.schema)
  return isObject(schema) ? { name: nameOf(operation), path, schema, parameter: undefined } : undefined
}

/** What is listed where, beside what lies below a single record. */
function readLists(
  document: OpenApiDocument,
  operations: readonly Operation[],
  all: readonly Resource[],
): Map<string, unknown> {
  const forms = new Set(operations.map(({ path }) => formOf(path)))
  const lists = operations.flatMap((operation) => {
    const { path } = operation
    const items = itemsOf(document, operation)
    if (!items || path.endsWith('}') || isNested(forms, path)) return []
    const schema = targetOf(document, items.schema)
    // What may be a list is one when its items are known from elsewhere.
    const isList = items.isTold ? isObject(schema) : all.some((resource) => isSame(resource.schema, schema))
    return isList ? [[path, schema] as const] : []
  })
  return new Map(lists)
}

/** Whether a path leads through a single record of something else. */
function isNested(forms: ReadonlySet<string>, path: string): boolean {
  const segments = formOf(path).split('/')
  return segments.some(
    (segment, index) => segment.startsWith('{') && forms.has(segments.slice(0, index + 1).join('/')),
  )
}

/** A path whatever its parameters are called. */
function formOf(path: string): string {
  return path.replaceAll(/\{[^}]*\}/g, '{}')
}

function nameOf({ id }: Operation): string {
  return id.split('.', 1)[0] ?? id
}

type RoleOf = (resource: Resource) => Role | undefined

function partOf(
  document: OpenApiDocument,
  all: readonly Resource[],
  lists: ReadonlyMap<string, unknown>,
  operation: Operation,
): Part | undefined {
  const { path } = operation
  // Whose path it is counts more than what it shows.
  const ways: readonly RoleOf[] = [
    (resource) => ownRole(document, resource, lists, operation),
    (resource) =>
      isSame(lists.get(path), resource.schema) ? listRole(document, resource, lists, operation) : undefined,
    (resource) => (isCounting(document, resource, operation) ? 'count' : undefined),
  ]
  for (const roleOf of ways) {
    for (const resource of all) {
      const role = roleOf(resource)
      if (role) return { resource, role, parameter: segmentOf(path, resource) }
    }
  }
  return undefined
}

/** What an operation does at the path of a resource. */
function ownRole(
  document: OpenApiDocument,
  resource: Resource,
  lists: ReadonlyMap<string, unknown>,
  operation: Operation,
): Role | undefined {
  const form = formOf(operation.path)
  const list = formOf(resource.path)
  if (form === list) return listRole(document, resource, lists, operation)
  if (resource.parameter === undefined) return undefined
  if (form === `${list}/{}`) return singleRoles[operation.method]
  return form.startsWith(`${list}/{}/`) ? 'action' : undefined
}

const singleRoles: Readonly<Record<string, Role>> = {
  get: 'read',
  patch: 'update',
  put: 'update',
  delete: 'delete',
}

function listRole(
  document: OpenApiDocument,
  resource: Resource,
  lists: ReadonlyMap<string, unknown>,
  operation: Operation,
): Role | undefined {
  if (operation.method === 'get') return lists.has(operation.path) ? 'list' : undefined
  return operation.method === 'post' && isCreating(document, resource, operation) ? 'create' : undefined
}

function isCreating(document: OpenApiDocument, resource: Resource, operation: Operation): boolean {
  const { status, schema } = successOf(document, operation)
  if (schema === undefined) return status === 201
  if (placeIn(document, schema, resource.schema) !== undefined) return true
  // What was made may be shown in another form.
  const isOwn = formOf(operation.path) === formOf(resource.path)
  return isOwn && status === 201 && isIdentified(document, schema, keyNames(resource.parameter))
}

function isCounting(document: OpenApiDocument, { path }: Resource, operation: Operation): boolean {
  if (operation.method !== 'get' || !operation.path.startsWith(`${path}/`)) return false
  const node = targetOf(document, successOf(document, operation).schema)
  const properties = isObject(node) && isObject(node['properties']) ? Object.keys(node['properties']) : []
  return properties.length === 1 && properties[0] === 'count'
}

/** What stands in a path where that of a resource has the id of a record. */
function segmentOf(path: string, resource: Resource): string | undefined {
  const segment = path.split('/')[resource.path.split('/').length] ?? ''
  return /^\{(.*)\}$/.exec(segment)?.[1]
}
