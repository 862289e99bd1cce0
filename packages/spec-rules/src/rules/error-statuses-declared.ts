import { isSecured, nameOf, operationRule, parametersOf, type OperationSpot } from '../operations.ts'
import { read, type Resolver } from '../spot.ts'

/** Every operation declares the errors that its parameters, its security and the rate limits imply. */
export const errorStatusesDeclared = operationRule((operation, ctx) => {
  const statuses = Object.keys(operation.value.responses ?? {})
  const require = (reason: string, ...accepted: string[]) => {
    if (['4XX', 'default', ...accepted].some((status) => statuses.includes(status))) return
    ctx.report({
      message: `${nameOf(operation)} ${reason}, but has no ${accepted.join(' or ')}. Add the response.`,
      location: operation.location.child(['responses']).key(),
    })
  }
  if (isSecured(operation)) require('needs credentials', '401')
  if (takesInput(operation, ctx)) require('takes input', '400', '422')
  if (isLimited(operation)) require('counts against x-rate-limits', '429')
})

function takesInput(operation: OperationSpot, ctx: Resolver): boolean {
  if (operation.value.requestBody) return true
  return parametersOf(ctx, operation).some(({ value }) => value.in === 'path' || value.in === 'query')
}

function isLimited({ value, root }: OperationSpot): boolean {
  return read(root.value, 'x-rate-limits') !== undefined || read(value, 'x-rate-limits') !== undefined
}
