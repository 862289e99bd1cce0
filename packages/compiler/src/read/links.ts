import { type Document, resolve, type Schema } from '../document.ts'
import type { LinksModel, OperationModel, PageLinksModel } from '../model.ts'
import { schemaTypeName } from '../names.ts'

type Properties = Readonly<Record<string, Schema>>

/**
 * Reads which links can be followed: those that lead to a GET, by `x-link-target`, and those between pages.
 *
 * A link does not tell its method, so to follow one must be to read. ChatKitty's `member` of a membership is where to
 * delete it, `displayPicture` where to post a picture: to follow them would act, and not look as if it did. Such a link
 * is for the operation of its own name, which says what it does.
 */
export function readLinks(document: Document, operations: OperationModel[]): LinksModel[] {
  const schemas = Object.entries(document.components?.schemas ?? {})
  const pages = schemas.flatMap(([name]) => readPage(document, name, operations))
  const isPage = (name: string) => pages.some(({ schema }) => schema === name)
  const resources = schemas.flatMap(([schema, { properties = {} }]) => {
    const rels = readTargets(schema, properties, operations)
    const owners = schemas.filter(([, one]) => one.properties?.['_links']?.$ref === refTo(schema))
    const names = owners.map(([name]) => name).filter((name) => !isPage(name))
    if (rels.length === 0 || (owners.length > 0 && names.length === 0)) return []
    if (names.length < owners.length) {
      throw new Error(
        `${schema} holds the links of pages and of ${names.join(', ')}: give the pages a schema of their own.`,
      )
    }
    return [{ schema, owners: names.map(schemaTypeName), rels }]
  })
  return [...resources, ...pages]
}

const refTo = (schema: string): string => `#/components/schemas/${schema}`

function readTargets(
  schema: string,
  properties: Properties,
  operations: OperationModel[],
): LinksModel['rels'] {
  return Object.entries(properties).flatMap(([rel, { 'x-link-target': target }]) => {
    const operation = operations.find(({ id }) => id === target)
    if (target && !operation) {
      throw new Error(`The link ${rel} of ${schema} leads to ${target}, which is no operation.`)
    }
    return operation?.method === 'GET' ? [{ rel, operation }] : []
  })
}

/** A schema is a page when lists answer with it and find their next page among its links. */
function readPage(document: Document, name: string, operations: OperationModel[]): [LinksModel] | [] {
  const type = schemaTypeName(name)
  const own = document.components!.schemas![name]!.properties?.['_links']
  const { properties = {} } = own ? resolve(document, own) : {}
  const lists = operations.filter((one) => one.data === type && one.method === 'GET' && nextOf(one))
  const next = lists[0] && nextOf(lists[0])
  if (!next || !Object.hasOwn(properties, next)) return []
  refuseMixed(name, lists)
  // A link that leads to an operation by itself leads to no page.
  const rels = Object.keys(properties).filter((rel) => !properties[rel]!['x-link-target'])
  const pages: PageLinksModel = { next, rels, operations: lists }
  return [{ schema: name, owners: [type], rels: readTargets(name, properties, operations), pages }]
}

/** Relation of the link to the next page, where it is a link as HAL has them. */
function nextOf({ paging }: OperationModel): string | undefined {
  const { link } = paging?.kernel ?? {}
  return typeof link === 'string' ? /^\/_links\/([^/]+)\/href$/.exec(link)?.[1] : undefined
}

/** Where a query stands in front of the options of one list and not of another, a link of their pages has no signature. */
function refuseMixed(page: string, lists: OperationModel[]): void {
  const bare = lists.find(({ query }) => query.length === 0)
  const other = lists.find(({ query }) => query.length > 0)
  if (!bare || !other) return
  throw new Error(
    `${page} is a page of ${bare.id}, which has no query, and of ${other.id}, which has one: describe the query that the links of ${bare.id} have.`,
  )
}
