import { nameOf, operationRule } from '../operations.ts'

const form = /^([a-z][A-Za-z0-9]*)\.[a-z][A-Za-z0-9]*$/

/** The operation id is `<resource>.<verb>`, the method that users call, and the resource is the only tag. */
export const operationIdForm = operationRule((operation, ctx) => {
  const { value, location } = operation
  // Redocly's operation-operationId reports an id that is missing.
  if (value.operationId === undefined) return
  const resource = form.exec(value.operationId)?.[1]
  if (!resource) {
    ctx.report({
      message: `${nameOf(operation)} is not <resource>.<verb> in camelCase. Write it like returnShipments.create.`,
      location: location.child(['operationId']),
    })
  } else if (!Array.isArray(value.tags) || value.tags.length !== 1 || value.tags[0] !== resource) {
    ctx.report({
      message: `${nameOf(operation)} has the tags [${Array.isArray(value.tags) ? value.tags.join(', ') : ''}]. Its only tag must be its resource: tags: [${resource}].`,
      location: value.tags ? location.child(['tags']) : location.key(),
    })
  }
})
