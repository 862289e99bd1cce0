import type { Document } from '../document.ts'
import type { LinksModel, OperationModel } from '../model.ts'
import { schemaTypeName } from '../names.ts'

/**
 * Reads which links can be followed: those that lead to a GET, by `x-link-target`.
 *
 * A link does not tell its method, so to follow one must be to read. ChatKitty's `member` of a membership is where to
 * delete it, `displayPicture` where to post a picture: to follow them would act, and not look as if it did. Such a link
 * is for the operation of its own name, which says what it does.
 */
export function readLinks(document: Document, operations: OperationModel[]): LinksModel[] {
  const schemas = Object.entries(document.components?.schemas ?? {})
  return schemas
    .map(([schema, { properties = {} }]) => ({
      schema,
      owners: schemas
        .filter(([, owner]) => owner.properties?.['_links']?.$ref === `#/components/schemas/${schema}`)
        .map(([name]) => schemaTypeName(name)),
      rels: Object.entries(properties).flatMap(([rel, { 'x-link-target': target }]) => {
        const operation = operations.find(({ id }) => id === target)
        if (target && !operation) {
          throw new Error(`The link ${rel} of ${schema} leads to ${target}, which is no operation.`)
        }
        return operation?.method === 'GET' ? [{ rel, operation }] : []
      }),
    }))
    .filter(({ rels }) => rels.length > 0)
}
