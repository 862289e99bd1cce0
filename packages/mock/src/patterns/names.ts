/** Whether the names in a pattern are those of something: a mistyped one would fit nothing, and seem to prove that. */
import { closest } from '../closest.ts'
import { MockError } from '../errors.ts'
import type { Operation } from '../operation.ts'
import type { Provider } from '../provider.ts'
import type { RequestPattern } from './pattern.ts'

/** A provider that is served, as it is now. */
export interface Served {
  readonly name: string
  readonly provider: Provider
}

/** An operation and whose it is. */
export interface Target {
  readonly provider: Provider
  readonly operation: Operation
}

/** A pattern; text is the id of an operation. */
export function toPattern<P extends RequestPattern>(pattern: P | string): P {
  return typeof pattern === 'string' ? ({ operation: pattern } as P) : pattern
}

/** The provider of this name. Throws a `MockError` when none is called so. */
export function providerNamed(served: readonly Served[], name: string): Provider {
  const found = served.find((one) => one.name === name)?.provider
  if (found) return found
  const names = served.map((one) => one.name)
  throw new MockError('unknown-provider', `There is no provider "${name}" here.${hint(name, names)}`)
}

/**
 * The operation that a pattern names, or nothing when it names none. Throws a `MockError` when the operation or the
 * provider does not exist, or when several providers have such an operation and the pattern does not say which.
 */
export function targetOf(
  served: readonly Served[],
  { provider: name, operation: id }: RequestPattern,
): Target | undefined {
  const providers =
    name === undefined ? served.map(({ provider }) => provider) : [providerNamed(served, name)]
  if (id === undefined) return undefined
  const found = providers.flatMap((provider) => {
    const operation = provider.operations.find((one) => one.id === id)
    return operation ? [{ provider, operation }] : []
  })
  if (found.length > 1) {
    const names = found.map(({ provider }) => provider.name).join(' and ')
    throw new MockError(
      'unknown-operation',
      `${names} have an operation "${id}": say which provider you mean.`,
    )
  }
  if (found[0]) return found[0]
  const ids = providers.flatMap(({ operations }) => operations.map((operation) => operation.id))
  const where = name === undefined ? '' : ` of ${name}`
  throw new MockError('unknown-operation', `There is no operation "${id}"${where}.${hint(id, ids)}`)
}

function hint(word: string, known: readonly string[]): string {
  const meant = closest(word, known)
  if (meant !== undefined) return ` Did you mean "${meant}"?`
  return known.length <= 20 ? ` There are ${known.join(', ')}.` : ''
}
