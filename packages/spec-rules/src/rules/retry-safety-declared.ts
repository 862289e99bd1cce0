import { catalogueFile } from '../catalogue.ts'
import { nameOf, operationRule, verbOf, type OperationSpot } from '../operations.ts'
import { read } from '../spot.ts'

const key = 'x-retry-safety'

/** Methods that HTTP itself calls safe (RFC 9110, 9.2.1, and QUERY). */
const safeMethods = new Set(['get', 'head', 'options', 'trace', 'query'])

/** Verbs by which a POST only reads. */
const readingVerbs = ['search', 'find', 'count', 'check', 'validate', 'estimate', 'quote', 'preview']

/** Every operation says whether it may be sent again, and says nothing that its method belies. */
export const retrySafetyDeclared = operationRule((operation, ctx) => {
  const safety = read(operation.value, key)
  const message = safety === undefined ? missing(operation) : contradiction(operation, safety)
  if (!message) return
  const { location } = operation
  ctx.report({ message, location: safety === undefined ? location.key() : location.child([key]) })
})

function missing(operation: OperationSpot): string {
  return `${nameOf(operation)} does not say whether it may be sent again. Add ${key}: safe, idempotent or unsafe (see ${catalogueFile}).`
}

function contradiction(operation: OperationSpot, safety: unknown): string | undefined {
  const name = nameOf(operation)
  const method = operation.method.toUpperCase()
  if (safeMethods.has(operation.method)) {
    if (safety === 'safe') return undefined
    return `${name} is a ${method} and changes nothing, but says ${key}: ${String(safety)}. Write safe.`
  }
  if (safety !== 'safe' || (method === 'POST' && readingVerbs.includes(verbOf(operation) ?? '')))
    return undefined
  const advice = 'Write idempotent if a second one leaves the same state, else unsafe.'
  if (method !== 'POST') return `${name} is a ${method} and cannot be safe. ${advice}`
  return `${name} is a POST and cannot be safe unless its verb only reads (${readingVerbs.join(', ')}). ${advice}`
}
