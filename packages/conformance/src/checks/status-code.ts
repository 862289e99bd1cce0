import { type Check, unless } from './check.ts'
import { declaredFor } from './response.ts'

export const statusCode: Check = {
  name: 'status code conformance',
  promises: 'Every status is one that the operation declares, or the provider for all its operations.',
  kinds: 'all',
  problems: (exchange, context) =>
    unless(
      declaredFor(exchange, context) !== undefined,
      () =>
        `${exchange.answer.status} is declared neither by ${exchange.operation.id} nor for all operations.`,
    ),
}
