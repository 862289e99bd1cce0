/** Programs that meet one error of a provider, by asking the mock for it. */
import type { Model } from '../model.ts'
import type { ErrorEntry, ShownError } from './catalogue.ts'
import { clientSetup, curlCommand, mockOrigin } from './program.ts'
import { callExpression } from './sample.ts'

/** The curl command that gets an error from the mock, or nothing where no request does. */
export function errorCommand(
  model: Model,
  { operation, ask }: Pick<ShownError, 'operation' | 'ask'>,
  origin = mockOrigin,
): string | undefined {
  return operation && ask && curlCommand(model, operation, origin, [ask])
}

/** A program that gets an error of a status from the mock through the client, and tells it from all others. */
export function errorCheckProgram(model: Model, entry: ErrorEntry, origin = mockOrigin): string | undefined {
  const { operation, ask } = entry.examples.find((one) => one.ask) ?? {}
  if (!operation || !ask) return undefined
  const isDeclared = entry.operations.includes(operation)
  const call = callExpression(model, operation, {
    headers: { [ask[0]]: ask[1] },
    // The mock would send the same again.
    ...(entry.resent.includes(operation) && { retry: false }),
  })
  const test = isDeclared ? `isApiError(error, '${operation.id}', ${entry.status})` : 'isApiError(error)'
  return `${clientSetup(model, operation, origin, ['createClient', 'isApiError'])}
const { error } = await ${call}.safe()
if (${test}) console.log(error.status, error.body)
`
}
